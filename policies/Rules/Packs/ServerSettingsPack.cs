using System.Collections.Immutable;
using System.Globalization;
using Infra.Policies.Rules.Checks.Servers;

namespace Infra.Policies.Rules.Packs;

/// <summary>What database servers are told, and who reads where.</summary>
internal static class ServerSettingsPack
{
    public static ImmutableArray<PackedRule> Rules { get; } =
    [
        new PackedRule<AppliedFacts>(
            new(
                "max-connections-static", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack,
                "A new max_connections waits for the restart that it needs.")
            {
                Why = "max_connections takes effect when the server restarts. RDS refuses to apply it at once, and a budget that "
                    + "counts on it is wrong until the restart.",
                Example = "A parameter group with `{name: max_connections, value: 500, applyMethod: immediate}`, or without "
                    + "applyMethod, whose default is immediate.",
                Fix = "Write `applyMethod: pending-reboot`, and plan the restart.",
                Source = "Amazon RDS User Guide, \"Modifying parameters in a DB parameter group\"; PostgreSQL documentation, "
                    + "\"max_connections\".",
                Question = "whether max_connections waits for a restart",
            },
            new MaxConnectionsAtRestart(),
            facts => $"max_connections takes effect at a restart only, and applyMethod is {(facts.Received is { } received ? $"`{received}`" : "not set, which means `immediate`")}; "
                + "write `pending-reboot` and plan the restart"),
        new PackedRule<ReservedFacts>(
            new(
                "reserved-slots", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack,
                "Connections are kept for those who must get in when a server is full.")
            {
                Why = "With no connection left for a superuser nobody can look at, or end, the sessions that fill a server up. "
                    + "Azure keeps 15 that no program gets.",
                Example = "`superuser_reserved_connections: 0`; a claim on a Flexible Server that reserves 3.",
                Fix = "Keep 1 or more for superusers; on Azure state `superuserReserved: 10` and `providerReserved: 5`.",
                Source = "PostgreSQL documentation, \"superuser_reserved_connections\"; Azure documentation, \"Limits in Azure "
                    + "Database for PostgreSQL flexible server\".",
                Question = "whether connections are kept for superusers",
            },
            new SlotsReserved(),
            facts => Invariant($"{facts.Received} connections are kept for superusers and the provider; ") + (facts.Least > 1
                ? Invariant($"Azure keeps {facts.Least}: state `superuserReserved: 10` and `providerReserved: 5`")
                : $"keep 1 or more, such as {(facts.IsClaim ? "`superuserReserved: 3`" : "3")}")),
        new PackedRule<IdleFacts>(
            new(
                "idle-transaction", EnforcementLevel.Advisory, RuleSeverity.Medium, RuleScope.Stack,
                "Servers end transactions that do nothing, and no connections that a pooler keeps.")
            {
                Why = "A transaction that idles holds a server connection and its locks until somebody ends it. A server that "
                    + "ends idle sessions takes away the connections that a pooler keeps for later.",
                Example = "A parameter group without idle_in_transaction_session_timeout, which means a day on RDS; "
                    + "`idle_session_timeout: 60000` behind a PgBouncer with `server_idle_timeout = 600`.",
                Fix = "Set idle_in_transaction_session_timeout, for example to 60000, and leave idle_session_timeout at 0.",
                Source = "PostgreSQL documentation, \"Client Connection Defaults\"; PgBouncer documentation, \"server_idle_timeout\".",
                Question = "whether idle transactions end and pooled connections stay",
            },
            new IdleEnds(),
            Idle),
        new PackedRule<ReadRouteFacts>(
            new("read-route-target", EnforcementLevel.Mandatory, RuleSeverity.High, RuleScope.Stack, "Ways for reading lead to replicas.")
            {
                Why = "A reader endpoint without a reader refuses every connection, and readers at the primary take the "
                    + "connections of those who write.",
                Example = "`aws:rds:ProxyEndpoint` with `targetRole: READ_ONLY` on a proxy whose target is an RDS instance; "
                    + "`app` and `app_ro` with the same host.",
                Fix = "Lead readers to a replica, or remove the way.",
                Source = "Amazon RDS User Guide, \"Using reader endpoints with RDS Proxy\" and \"Quotas and limitations for RDS Proxy\".",
                Question = "whether readers reach a replica",
            },
            new ReadsAtReplicas(),
            facts => $"{facts.What}; {facts.Fix}"),
    ];

    private static string Idle(IdleFacts facts)
    {
        var set = facts.Milliseconds is { } milliseconds ? Invariant($"{facts.Parameter} is {milliseconds} ms") : $"{facts.Parameter} is not set";
        if (facts.PoolerSeconds is { } kept)
        {
            var (time, most) = double.IsPositiveInfinity(kept)
                ? ("without end", "")
                : (Invariant($"for {kept:0.###} s"), Invariant($", or above {kept * 1000:0} ms"));
            return $"{set}, and the pooler keeps idle connections {time}, so that the server ends them under it; set it to 0{most}";
        }

        var until = facts.Milliseconds switch { null => "a day or for ever", <= 0 => "ever", _ => "a day or longer" };
        return $"{set}, so that a transaction that idles keeps its connection for {until}; set it, for example to 60000 ms";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
