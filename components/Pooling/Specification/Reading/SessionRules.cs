using System.Globalization;
using Infra.Pooling.PgBouncer;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Which session features survive the pooler. A workload on the direct route has the session to itself.</summary>
internal static class SessionRules
{
    private const string PreparedStatements = "max_prepared_statements";

    private static readonly PgBouncerVersion Since = new(1, 21);

    /// <param name="pooler">The pooler of the workload's route.</param>
    /// <param name="where">Where it is stated: <c>pooler</c>.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="path">Where that is stated.</param>
    /// <param name="faults">What is wrong so far.</param>
    public static void Check(PoolerOptions pooler, string where, WorkloadOptions workload, string path, FaultCollector faults)
    {
        var needs = $"{path}.needs";
        var who = Called(workload, path);
        if (workload.Route == Route.Direct || pooler.Mode == PoolMode.Session
            || faults.Concern(needs) || faults.Concern($"{path}.route") || faults.Concern($"{where}.mode") || faults.Concern("pooler.kind"))
            return;
        for (var index = 0; index < workload.Needs.Length; index++)
        {
            var feature = workload.Needs[index];
            var at = JsonPath.Index(needs, index);
            var received = $"\"{Spelling.Of(feature)}\"";
            if (feature != SessionFeature.ProtocolPrepare)
                faults.Add(new(at, Problem(pooler, who), received, Allowed(pooler), Fix(pooler, where)));
            else if (!CarriesPrepared(pooler) && !faults.Concern($"{where}.settings.{PreparedStatements}"))
            {
                faults.Add(new(
                    at, $"{who} prepares statements, and the pooler does not carry them", received, AllowedPrepare(pooler, where), FixPrepare(pooler, where)));
            }
        }
    }

    /// <summary>The workload as a message calls it, also where its name is what is wrong.</summary>
    public static string Called(WorkloadOptions workload, string path) =>
        workload.Name.Length > 0 ? $"workload {workload.Name}" : $"`{path}`";

    private static string Problem(PoolerOptions pooler, string who) => pooler.Kind == PoolerKind.RdsProxy
        ? $"pins the server connections of {who}, so that RDS Proxy cannot share them"
        : $"does not survive {Spelling.Of(pooler.Mode)} pooling, on which {who} is routed";

    private static string Allowed(PoolerOptions pooler) => pooler.Kind == PoolerKind.RdsProxy
        ? "protocolPrepare; everything on `route: direct`"
        : "protocolPrepare; everything on `route: direct` or in mode session";

    private static string Fix(PoolerOptions pooler, string where) => pooler.Kind == PoolerKind.RdsProxy
        ? "set `route: direct` for the workload"
        : $"set `route: direct` for the workload, or `{where}.mode: session`";

    private static string AllowedPrepare(PoolerOptions pooler, string where)
    {
        if (pooler is { Kind: PoolerKind.BuiltIn, Mode: PoolMode.Statement })
            return "protocolPrepare in mode transaction";
        var since = pooler.Kind == PoolerKind.PgBouncer ? $", from PgBouncer {Since} on" : "";
        return $"protocolPrepare with `{where}.settings.{PreparedStatements}` above 0{since}";
    }

    private static string FixPrepare(PoolerOptions pooler, string where) => pooler switch
    {
        { Kind: PoolerKind.BuiltIn, Mode: PoolMode.Statement } => $"set `{where}.mode: transaction`, or `route: direct` for the workload",
        { Kind: PoolerKind.PgBouncer } when pooler.Version < Since =>
            $"run PgBouncer {Since} or newer (`{where}.version`), or set `route: direct` for the workload",
        _ => $"set `{where}.settings.{PreparedStatements}: 200`, or `route: direct` for the workload",
    };

    /// <summary>
    /// From 1.21 on, PgBouncer carries the wire protocol's prepared statements unless they are switched off. The one inside Azure's
    /// Flexible Server has them off by default, and the plan switches them on, in transaction mode. RDS Proxy needs nothing.
    /// </summary>
    private static bool CarriesPrepared(PoolerOptions pooler)
    {
        var text = pooler.Settings.GetValueOrDefault(PreparedStatements);
        var isOn = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0;
        return pooler.Kind switch
        {
            PoolerKind.RdsProxy => true,
            PoolerKind.BuiltIn => pooler.Mode != PoolMode.Statement && (isOn || text is null),
            _ => pooler.Version >= Since && (isOn || text is null),
        };
    }
}
