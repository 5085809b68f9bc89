using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Budget;

/// <summary>Short ways to write an input.</summary>
internal static class Given
{
    public static CapacityInput Server(int maxConnections, int superuser = 3, int admin = 0, int other = 0, int replicas = 0) =>
        new(Interval.Exactly(maxConnections)) { SuperuserReserved = superuser, Admin = admin, Other = other, Replicas = replicas };

    public static ReplicaRange Replicas(int count, int surge = 0) => new(count, count, Surge.Count(surge));

    public static DemandInput Workload(
        int index, string name, ReplicaRange replicas, PoolOptions? pool, Route route = Route.ReadWrite, int processes = 1) =>
        new(name, route, replicas, pool) { Processes = processes, User = "app", Database = "app", Path = $"workloads[{index}]" };

    public static PgBouncerPool Pool(int size, int reserve = 0, string user = "app") =>
        new(user, Interval.Exactly(size), Interval.Exactly(reserve));

    public static PgBouncerInput PgBouncer(ReplicaRange pods, int maxClientConn, params PgBouncerPool[] pools) =>
        new(pods, Interval.Exactly(maxClientConn), [new("app", Route.ReadWrite, [.. pools])]);
}
