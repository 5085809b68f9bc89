using System.Globalization;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Which session features survive the pooler. A workload on the direct route has the session to itself.</summary>
internal static class SessionRules
{
    private const string PreparedStatements = "max_prepared_statements";

    public static void Check(PoolerOptions pooler, WorkloadOptions workload, string path, FaultCollector faults)
    {
        var needs = $"{path}.needs";
        if (workload.Route == Route.Direct || pooler.Mode == PoolMode.Session
            || faults.Concern(needs) || faults.Concern($"{path}.route") || faults.Concern("pooler.mode") || faults.Concern("pooler.kind"))
            return;
        foreach (var (index, feature) in workload.Needs.Index())
        {
            var at = JsonPath.Index(needs, index);
            var received = $"\"{Spelling.Of(feature)}\"";
            if (feature != SessionFeature.ProtocolPrepare)
                faults.Add(new(at, Problem(pooler, workload), received, Allowed(pooler), Fix(pooler)));
            else if (!CarriesPrepared(pooler) && !faults.Concern($"pooler.settings.{PreparedStatements}"))
                faults.Add(new(at, $"workload {workload.Name} prepares statements, and the pooler does not carry them", received,
                    $"protocolPrepare with `pooler.settings.{PreparedStatements}` above 0", $"set `pooler.settings.{PreparedStatements}: 200`, or route the workload `direct`"));
        }
    }

    private static string Problem(PoolerOptions pooler, WorkloadOptions workload) => pooler.Kind == PoolerKind.RdsProxy
        ? $"pins the server connections of workload {workload.Name}, so that RDS Proxy cannot share them"
        : $"does not survive {Spelling.Of(pooler.Mode)} pooling, on which workload {workload.Name} is routed";

    private static string Allowed(PoolerOptions pooler) => pooler.Kind == PoolerKind.RdsProxy
        ? "protocolPrepare; everything on `route: direct`"
        : "protocolPrepare; everything on `route: direct` or in mode session";

    private static string Fix(PoolerOptions pooler) => pooler.Kind == PoolerKind.RdsProxy
        ? "set `route: direct` for the workload"
        : "set `route: direct` for the workload, or `pooler.mode: session`";

    /// <summary>
    /// PgBouncer carries the wire protocol's prepared statements in transaction mode unless they are switched off; the one inside Azure's
    /// Flexible Server only when they are switched on; RDS Proxy needs nothing.
    /// </summary>
    private static bool CarriesPrepared(PoolerOptions pooler)
    {
        var isSet = pooler.Settings.TryGetValue(PreparedStatements, out var text);
        var isOn = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0;
        return pooler.Kind switch
        {
            PoolerKind.RdsProxy => true,
            PoolerKind.BuiltIn => isOn,
            _ => isOn || !isSet,
        };
    }
}
