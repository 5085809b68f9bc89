using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Monitoring;

/// <summary>
/// What Prometheus watches about PgBouncer: metrics of prometheus-community's pgbouncer_exporter, thresholds of the plan.
/// </summary>
public sealed class PoolerRules
{
    /// <summary>Recorded: the share of max_client_conn in use, by pod. An autoscaler may go by it.</summary>
    public const string ClientUse = "pooling:client_use:ratio";

    /// <summary>Recorded: server connections of all pods together, by entry of [databases].</summary>
    public const string ServerConnections = "pooling:server_connections:sum";

    /// <summary>Recorded: those connections as a share of the budget of their server.</summary>
    public const string BudgetUse = "pooling:budget_use:ratio";

    /// <summary>
    /// What a pool has to the server, in whatever state. PAUSE closes all of them; the console's own word, `paused`, tells only of an
    /// order for one database and not of the one for all.
    /// </summary>
    private static readonly ImmutableArray<string> _ofServers =
    [
        "pgbouncer_pools_server_active_connections", "pgbouncer_pools_server_idle_connections", "pgbouncer_pools_server_used_connections",
        "pgbouncer_pools_server_testing_connections", "pgbouncer_pools_server_login_connections",
    ];

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly PoolPlan _plan;
    private readonly string _name;
    private readonly string _namespace;

    /// <summary>The rules of a plan with PgBouncer.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="name">Name of the pooler.</param>
    /// <param name="namespace">Namespace in which it runs.</param>
    public PoolerRules(PoolPlan plan, string name, string @namespace)
    {
        ArgumentNullException.ThrowIfNull(plan);
        (_plan, _name, _namespace) = (plan, name, @namespace);
    }

    /// <summary>Name of the Service that Prometheus scrapes, which is the job of every series.</summary>
    /// <param name="name">Name of the pooler.</param>
    public static string Job(string name) => $"{name}-metrics";

    /// <summary>What selects the series of this pooler and no other.</summary>
    public string Selector => $"job=\"{Job(_name)}\",namespace=\"{_namespace}\"";

    /// <summary>Every rule, recording ones first.</summary>
    public ImmutableArray<MetricRule> All => [.. Recorded(), .. Alerts()];

    private IEnumerable<MetricRule> Recorded()
    {
        yield return new RecordingRule(
            ClientUse,
            $"sum by (namespace, job, pod) (pgbouncer_used_clients{{{Selector}}})"
            + $" / sum by (namespace, job, pod) (pgbouncer_config_max_client_connections{{{Selector}}})");
        yield return new RecordingRule(
            ServerConnections, $"sum by (namespace, job, name) (pgbouncer_databases_current_connections{{{Selector},name!=\"pgbouncer\"}})");
        // Of nothing there is no share; the alerts, which compare counts, fire then with the first connection.
        foreach (var budget in PoolerBudget.Of(_plan).Where(budget => budget.Connections > 0))
            yield return new RecordingRule(BudgetUse, $"{ServerConnections}{{{Selector},name=\"{budget.Entry}\"}} / {Number(budget.Connections)}");
    }

    private IEnumerable<AlertingRule> Alerts()
    {
        var (pooler, queue) = (_plan.Specification.Pooler, _plan.Specification.Timeouts.QueueWait.TotalSeconds);
        yield return new("PoolerDown", $"pgbouncer_up{{{Selector}}} == 0", 2 * Minute, true,
            "PgBouncer in {{ $labels.pod }} does not answer on its console.");
        yield return new("PoolerPodsMissing",
            $"(count(pgbouncer_up{{{Selector}}} == 1) or vector(0)) < {Number(pooler.Replicas.Min * pooler.Pods.Processes)}", 10 * Minute, true,
            $"{{{{ $value }}}} of at least {pooler.Replicas.Min * pooler.Pods.Processes} processes of {_name} serve.");
        foreach (var budget in PoolerBudget.Of(_plan))
        {
            yield return Budget(budget, 90, 2 * Minute, isCritical: true);
            yield return Budget(budget, 75, 10 * Minute, isCritical: false);
        }

        if (_plan.Specification.Database.Replicas > 0 && pooler.Pods.ReadFallback == ReadFallback.Primary && PoolerBudget.Of(_plan) is [var primary, ..])
        {
            yield return new("PoolerFallbackNotCovered", $"sum({ServerConnections}{{{Selector}}}) > {Number(primary.Connections)}", 10 * Minute, false,
                $"All entries together hold {{{{ $value }}}} connections; if the replicas fail, all of them are the primary's, "
                + $"whose budget leaves them {primary.Connections}.");
        }

        yield return new("PoolerClientsWaiting",
            $"sum by (namespace, database, user) (pgbouncer_pools_client_waiting_connections{{{Selector}}}) > 0", 5 * Minute, false,
            "Clients of {{ $labels.user }} have stood in the queue for {{ $labels.database }} for five minutes: "
            + "the pool is too small, or transactions are too long.");
        yield return new("PoolerWaitNearTimeout",
            $"max by (namespace, database, user) (pgbouncer_pools_client_maxwait_seconds{{{Selector}}}) > {Seconds(queue / 2)}", Minute, true,
            $"Clients of {{{{ $labels.user }}}} wait {{{{ $value }}}} s for {{{{ $labels.database }}}}; after {Seconds(queue)} s they fail.");
        yield return new("PoolerClientsNearLimit", $"{ClientUse}{{{Selector}}} > 0.8", 5 * Minute, false,
            "{{ $labels.pod }} has used {{ $value | humanizePercentage }} of max_client_conn.");
        if (pooler.Replicas.Min > 1)
        {
            yield return new("PoolerLossOfAPodNotCovered",
                $"sum(pgbouncer_used_clients{{{Selector}}}) > sum(pgbouncer_config_max_client_connections{{{Selector}}}) "
                + $"- max(sum by (pod) (pgbouncer_config_max_client_connections{{{Selector}}}))", 10 * Minute, false,
                "The clients would not fit without one of the pods.");
        }

        yield return new("PoolerServesNobody",
            $"pgbouncer_pools_client_waiting_connections{{{Selector}}} > 0 and {string.Join(" + ", _ofServers.Select(metric => $"{metric}{{{Selector}}}"))} == 0",
            10 * Minute, true,
            "Clients of {{ $labels.user }} wait for {{ $labels.database }} in {{ $labels.pod }}, which has had no server connection for ten minutes: "
            + "resume the pooler if it is paused, else see why it cannot log in to the server.");
        yield return new("PoolerVersionBelowFloor", $"pgbouncer_version_info{{{Selector},version!~\"{AtLeast(VersionChecks.Floor)}\"}}", 10 * Minute, false,
            $"{{{{ $labels.version }}}} runs in {{{{ $labels.pod }}}}; {VersionChecks.Floor} is the first without known vulnerabilities.");
        yield return new("PoolerBusy",
            $"sum by (namespace, pod) (rate(container_cpu_usage_seconds_total{{namespace=\"{_namespace}\",container=\"pgbouncer\",pod=~\"{_name}-.+\"}}[5m]))"
            + $" > {Seconds(0.8 * pooler.Pods.Processes)}", 10 * Minute, false,
            "{{ $labels.pod }} uses {{ $value | printf \"%.2f\" }} cores; a process has no more than one.");
    }

    private AlertingRule Budget(PoolerBudget budget, int percent, TimeSpan lasting, bool isCritical) => new(
        $"PoolerBudget{percent}", $"{ServerConnections}{{{Selector},name=\"{budget.Entry}\"}} > {Number(budget.Share(percent))}", lasting, isCritical,
        $"All pods together hold {{{{ $value }}}} connections to the {budget.Server}, "
        + $"more than {percent} % of the {budget.Connections} that its budget leaves them.");

    /// <summary>A pattern of the versions that are not older, in the form in which PgBouncer says its own.</summary>
    private static string AtLeast(PgBouncerVersion version) =>
        $".* (({NoLess(version.Major + 1)})[.].*|{version.Major}[.](({NoLess(version.Minor + 1)})[.].*|{version.Minor}[.]({NoLess(version.Patch)})([^0-9].*)?))";

    /// <summary>A pattern of the whole numbers that are not less: as long with a larger digit after equal ones, or longer.</summary>
    private static string NoLess(int number)
    {
        var text = Number(number);
        var larger = text.Select((digit, at) => (digit, at)).Where(place => place.digit < '9')
            .Select(place => $"{text[..place.at]}[{(char)(place.digit + 1)}-9][0-9]{{{text.Length - place.at - 1}}}");
        return string.Join('|', larger.Prepend(text).Append($"[1-9][0-9]{{{text.Length},}}"));
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
