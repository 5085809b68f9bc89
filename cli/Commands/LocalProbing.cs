using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Cli.Evaluation;
using Infra.Cli.Local;
using Infra.Pooling.Connections;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;

namespace Infra.Cli.Commands;

/// <summary>The live checks of a stack that runs on this machine.</summary>
internal static class LocalProbing
{
    private const int LogLines = 20;

    public static Task<ImmutableArray<Probe>> RunAsync(
        EvaluatedStack stack, LocalSecrets secrets, LocalMachine machine, Session session, IProgress<string> progress, CancellationToken cancellation) =>
        new LocalProbes(machine, session.Clock).RunAsync(Request(stack, secrets), progress, cancellation);

    /// <summary>Prints each probe and, if one failed, the last lines that the servers and poolers wrote.</summary>
    public static void WriteFailures(Session session, IEnumerable<Probe> probes)
    {
        if (probes.All(probe => probe.Ok))
            return;
        foreach (var probe in probes.Where(probe => !probe.Ok))
            session.Error.WriteLine($"error: the probe `{probe.Name}` failed: {probe.Detail}");
        foreach (var (name, lines) in LocalTarget.LogTails(LocalStack.Folders(session), LogLines))
        {
            session.Error.WriteLine($"-- last lines of {name}");
            foreach (var line in lines)
                session.Error.WriteLine($"   {line}");
        }
    }

    public static JsonArray Json(IEnumerable<Probe> probes) => new([.. probes.Select(probe =>
        (JsonNode)new JsonObject { ["name"] = probe.Name, ["ok"] = probe.Ok, ["detail"] = probe.Detail })]);

    private static ProbeRequest Request(EvaluatedStack stack, LocalSecrets secrets)
    {
        var plan = stack.Plan;
        var specification = plan.Specification;
        var connections = stack.Outputs["connections"]!;
        var host = connections["readWrite"]!["host"]!.ToString();
        var planner = new ConnectionPlanner(plan, host, host, host);
        var admin = planner.Of(Route.ReadWrite, PgBouncerPlanner.AdminRole, secrets.Password(PgBouncerPlanner.AdminRole));
        var timeouts = specification.Timeouts;
        return new()
        {
            ReadWrite = connections["readWrite"]!["npgsql"]!.ToString(),
            ReadOnly = connections["readOnly"]?["npgsql"]?.ToString(),
            Direct = connections["direct"]!["npgsql"]!.ToString(),
            Admin = ConnectionStrings.Npgsql(admin with { Target = admin.Target with { Database = "pgbouncer" } }).Text,
            PlannedBackends = Backends(plan.PgBouncer!, specification.Pooler.Replicas.Min),
            Clients = (int)Math.Clamp(Clients(specification), 1, 5000),
            Lock = timeouts.Lock,
            Statement = timeouts.Statement,
            IdleInTransaction = timeouts.IdleInTransaction,
            QueueWait = TimeSpan.FromSeconds(double.Parse(plan.PgBouncer!.Settings["query_wait_timeout"], CultureInfo.InvariantCulture)),
        };
    }

    /// <summary>The clients of the default role on the way to the primary, at peak.</summary>
    private static long Clients(PoolingSpecification specification) => specification.Workloads
        .Where(workload => workload.Route == Route.ReadWrite && (workload.User ?? specification.Database.User) == specification.Database.User)
        .Sum(workload => (long)(workload.Replicas.Max ?? workload.Replicas.Min) * workload.Processes * ((workload.Pool?.Size ?? 1) + (workload.Pool?.Overflow ?? 0)));

    private static int Backends(PgBouncerConfiguration configuration, int pods) => pods * (Number(configuration, "default_pool_size") + Number(configuration, "reserve_pool_size"));

    private static int Number(PgBouncerConfiguration configuration, string name) =>
        int.Parse(configuration.Settings.GetValueOrDefault(name, "0"), CultureInfo.InvariantCulture);
}
