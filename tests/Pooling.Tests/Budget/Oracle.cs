using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Budget;

/// <summary>
/// The budget by counting. It builds every pod, process and connection of one fully known world, one by one, and shares no arithmetic with the product.
/// </summary>
internal static class Oracle
{
    private const string Primary = "primary";
    private const string Replica = "replica";

    /// <summary>What one world comes to; no client slots when nothing limits the clients.</summary>
    public sealed record Count(long Clients, long? ClientSlots, long Primary, long Replica, long Free)
    {
        public long Server => Math.Max(Primary, Replica);

        public bool ClientsFit => ClientSlots is null || Clients <= ClientSlots;

        public bool ServerFits => Server <= Free;
    }

    public static Count Simulate(World world, ScenarioKind scenario)
    {
        var clients = new List<string>();
        var server = new List<string>();
        var pools = new HashSet<(string Server, string User, string Database)>();
        foreach (var workload in world.Workloads)
        {
            foreach (var connection in Connections(workload, scenario))
            {
                if (workload.Route == Route.Direct || world.Pooler == PoolerChoice.None)
                    server.Add(ServerOf(world, scenario, workload.Route));
                else
                    clients.Add(world.Pooler == PoolerChoice.BuiltIn ? ServerOf(world, scenario, workload.Route) : "pooler");
            }

            if (workload.Route != Route.Direct)
                pools.Add((ServerOf(world, scenario, workload.Route), workload.User, workload.Database));
        }

        switch (world.Pooler)
        {
            case PoolerChoice.PgBouncer:
                foreach (var _ in ServerPods(world, scenario))
                    for (var process = 0; process < world.Processes; process++)
                        OpenPools(world, scenario, server);
                break;
            case PoolerChoice.RdsProxy:
                for (var connection = 1L; connection * 100 <= world.MaxConnections * world.Percent; connection++)
                    server.Add(Primary);
                break;
            case PoolerChoice.BuiltIn:
                foreach (var pool in pools)
                    for (var connection = 0; connection < world.DefaultPoolSize; connection++)
                        server.Add(pool.Server);
                break;
            default:
                break;
        }

        var free = world.MaxConnections;
        foreach (var kept in world.Kept)
            free -= kept;
        return new(
            Math.Max(On(clients, Replica), clients.Count - On(clients, Replica)),
            ClientSlots(world, scenario),
            On(server, Primary),
            On(server, Replica),
            free);
    }

    private static IEnumerable<int> Connections(WorldWorkload workload, ScenarioKind scenario)
    {
        foreach (var _ in Pods(workload.Min, workload.Max, workload.Surge, scenario))
            for (var process = 0; process < workload.Processes; process++)
                for (var connection = 0L; connection < workload.Pool; connection++)
                    yield return 1;
    }

    private static List<string> Pods(long min, long max, Surge surge, ScenarioKind scenario)
    {
        var pods = new List<string>();
        while (pods.Count < (scenario == ScenarioKind.Steady ? min : max))
            pods.Add("pod");
        if (scenario != ScenarioKind.Rollout)
            return pods;

        // A share is rounded up: one more pod as long as the share is not reached.
        var extra = 0;
        while (surge.IsPercent ? extra * 100 < surge.Amount * max : extra < surge.Amount)
            extra++;
        pods.AddRange(Enumerable.Repeat("surge", extra));
        return pods;
    }

    private static List<string> ServerPods(World world, ScenarioKind scenario)
    {
        var pods = Pods(world.PodsMin, world.PodsMax, world.PodSurge, scenario);
        if (scenario != ScenarioKind.Rollout)
            return pods;
        // Every old pod that is not replaced by then is one of the surge's.
        var old = world.PodsMax - pods.Count(pod => pod == "surge");
        for (var pod = 0; pod < old && pod < world.Draining; pod++)
            pods.Add("draining");
        return pods;
    }

    private static void OpenPools(World world, ScenarioKind scenario, List<string> server)
    {
        foreach (var database in world.Databases)
        {
            var open = 0L;
            foreach (var pool in database.Pools)
            {
                for (var connection = 0L; connection < pool.Size && (database.Limit is null || open < database.Limit); connection++, open++)
                    server.Add(ServerOf(world, scenario, database.Route));
                for (var connection = 0L; connection < pool.Reserve && (database.Limit is null || open < database.Limit); connection++, open++)
                    server.Add(ServerOf(world, scenario, database.Route));
            }

            for (var connection = 0L; connection < database.Auth; connection++)
                server.Add(ServerOf(world, scenario, database.Route));
        }
    }

    private static long? ClientSlots(World world, ScenarioKind scenario)
    {
        switch (world.Pooler)
        {
            case PoolerChoice.PgBouncer:
                var pods = Pods(world.PodsMin, world.PodsMax, world.PodSurge, scenario);
                pods.RemoveAll(pod => pod == "surge");
                if (pods.Count > 1)
                    pods.RemoveAt(0);
                return pods.Sum(_ => Enumerable.Repeat(world.MaxClientConn, world.Processes).Sum());
            case PoolerChoice.RdsProxy:
                return world.ClientLimit;
            case PoolerChoice.BuiltIn:
                return world.MaxClientConn;
            default:
                return null;
        }
    }

    private static string ServerOf(World world, ScenarioKind scenario, Route route) =>
        route == Route.ReadOnly && world.Replicas > 0 && scenario != ScenarioKind.Failover ? Replica : Primary;

    private static int On(List<string> connections, string server) => connections.Count(at => at == server);
}
