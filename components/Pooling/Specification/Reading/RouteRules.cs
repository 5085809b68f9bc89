namespace Infra.Pooling.Specification.Reading;

/// <summary>What a workload's route needs from the database and the pooler.</summary>
internal static class RouteRules
{
    public static void Check(Target target, DatabaseOptions database, PoolerOptions pooler, WorkloadOptions workload, string path, FaultCollector faults)
    {
        if (workload.Route != Route.ReadOnly)
            return;
        var route = $"{path}.route";
        const string ReadOnly = "\"readOnly\"";
        const string Another = "readWrite or direct";
        var who = SessionRules.Called(workload, path);
        if (database.Replicas == 0 && !faults.Concern("database.replicas") && !faults.Concern("database.readHosts") && !faults.Concern("database.aurora"))
        {
            faults.Add(new(
                route, $"there is no replica that {who} could read from", ReadOnly, $"{Another}, while the database has no replica",
                $"set {HowToGetOne(target, database)}, or `route: readWrite`"));
        }
        else if (pooler.Kind == PoolerKind.RdsProxy && database is { IsAurora: false, Replicas: > 0, Rds.Reads: null }
            && !faults.Concern("database.aurora") && !faults.Concern("database.serverless") && !faults.Concern("pooler.kind")
            && !faults.Concern("database.rds.reads"))
        {
            // An RDS read replica cannot be the target of a proxy; the readers of an Aurora cluster can.
            faults.Add(new(
                route, $"RDS Proxy cannot serve {who} from a read replica of a single instance", ReadOnly, $"{Another}, or another database or pooler",
                "set `database.aurora` for a cluster with readers, `database.rds.reads: direct` for the replica's own endpoint, "
                + "`database.rds.reads: pgbouncer` for a pool on Kubernetes in front of the replica, or `pooler.kind: pgbouncer` for all routes"));
        }
    }

    private static string HowToGetOne(Target target, DatabaseOptions database) => target switch
    {
        Target.Kubernetes when database.Host != DatabaseOptions.LocalHost => "`database.readHosts`",
        Target.Aws when database.AuroraInstances is not null => "`database.aurora.instances` to 2 or more",
        _ => "`database.replicas` to 1 or more",
    };
}
