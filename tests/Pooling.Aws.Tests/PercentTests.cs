using System.Globalization;
using System.Text.Json;
using Infra.Pooling.Budget;
using Infra.Pooling.Catalog;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Aws.Tests;

/// <summary>The share of a proxy over the whole catalogue, with random workloads, against arithmetic that knows nothing of the code under test.</summary>
public class PercentTests
{
    /// <summary>max_connections by the largest ACU, as the Amazon Aurora User Guide has it.</summary>
    private static readonly (decimal Acu, int MaxConnections)[] Documented = [(1, 189), (4, 823), (8, 1669), (16, 3360), (32, 5000), (64, 5000)];

    private enum Reads
    {
        Aurora,
        Direct,
        PgBouncer,
    }

    [Fact]
    public void Percent_OfAnyClassAndWorkloads_NeverTakesMoreThanTheBudgetLeaves()
    {
        var random = new Random(20261101);
        var tight = 0;
        foreach (var known in AwsInstanceClass.All.Values.OrderBy(known => known.Name, StringComparer.Ordinal))
        {
            // The least of max_connections: LEAST(memory / 9531392, 5000), less what the system takes of small servers.
            var memory = known.MemoryGiB;
            var nominal = Math.Floor((decimal)memory * 1024 * 1024 * 1024 / 9531392m);
            var floor = (long)Math.Min(5000, Math.Floor(nominal * (memory <= 1 ? 0.70m : memory <= 2 ? 0.75m : 0.88m)));
            for (var round = 0; round < 6; round++)
            {
                var replicas = random.Next(0, 3);
                var reads = replicas == 0 ? Reads.Direct : (Reads)(round % 3);
                var keys = new Dictionary<string, object> { ["instanceClass"] = known.Name };
                if (reads == Reads.Aurora)
                    keys["aurora"] = new { instances = replicas + 1 };
                else
                    keys["replicas"] = replicas;
                tight += Check(keys, floor, replicas, reads, random) ? 1 : 0;
            }
        }

        // Some servers are too small for their direct workloads; most are not, or the test would say nothing.
        Assert.InRange(tight, 1, AwsInstanceClass.All.Count * 3);
    }

    [Fact]
    public void Percent_OfAnyServerlessRangeAndWorkloads_NeverTakesMoreThanTheBudgetLeaves()
    {
        var random = new Random(20261102);
        var tight = 0;
        foreach (var (maxAcu, documented) in Documented)
        {
            foreach (var minAcu in new[] { 0.5m, 1m, 4m, 16m }.Where(min => min <= maxAcu))
            {
                var floor = minAcu <= 0.5m ? Math.Min(documented, 2000) : documented;
                for (var round = 0; round < 6; round++)
                {
                    var replicas = random.Next(0, 3);
                    var keys = new Dictionary<string, object> { ["serverless"] = new { minAcu, maxAcu }, ["replicas"] = replicas };
                    tight += Check(keys, floor, replicas, Reads.Aurora, random) ? 1 : 0;
                }
            }
        }

        Assert.InRange(tight, 1, Documented.Length * 6);
    }

    /// <returns>Whether the budget left nothing, so that the plan has to be refused.</returns>
    private static bool Check(Dictionary<string, object> server, long floor, int replicas, Reads reads, Random random)
    {
        var (admin, other, version, others) = (random.Next(0, 30), random.Next(0, 60), random.Next(14, 19), random.Next(0, 3) * 10);
        var (pool, pods) = (random.Next(1, 60), random.Next(1, 5));
        var workloads = Enumerable.Range(0, random.Next(1, 6)).Select(index => new
        {
            name = $"w{index}",
            replicas = new { min = random.Next(0, 3), max = random.Next(3, 20), surge = random.Next(0, 4) },
            processes = random.Next(1, 5),
            pool = new { size = random.Next(1, 20), overflow = random.Next(0, 10) },
            route = random.Next(6) switch
            {
                // A pool that no workload uses is refused.
                _ when index == 0 && reads == Reads.PgBouncer => "readOnly",
                0 => "direct",
                1 when replicas > 0 => "readOnly",
                _ => "readWrite",
            },
        }).ToList();
        var rds = new Dictionary<string, object> { ["otherProxiesPercent"] = others };
        if (reads == Reads.Direct)
            rds["reads"] = "direct";
        if (reads == Reads.PgBouncer)
        {
            var settings = new { default_pool_size = pool, max_client_conn = 100000 };
            rds["reads"] = "pgbouncer";
            rds["readPooler"] = new { replicas = new { min = 1, max = pods, surge = 1 }, settings };
        }

        var database = new Dictionary<string, object>(server)
        {
            ["name"] = "app",
            ["user"] = "app",
            ["version"] = version,
            ["reserve"] = new { admin, other },
            ["rds"] = rds,
        };
        var text = JsonSerializer.Serialize(new { target = "aws", database, workloads });
        using var document = JsonDocument.Parse(text);
        var plan = PoolPlan.Create(PoolingSpecification.Read(document.RootElement), new(2026, 11, 1));
        var percent = plan.RdsProxy!.MaxConnectionsPercent;

        var ownUsable = floor - 3 - 6 - admin - other;
        var usable = ownUsable - (long)Math.Ceiling(floor * others / 100m);
        long Clients(Func<string, bool> on, bool surge) => workloads.Where(workload => on(workload.route)).Sum(workload =>
            (long)(workload.replicas.max + (surge ? workload.replicas.surge : 0)) * workload.processes * (workload.pool.size + workload.pool.overflow));

        // What goes past the proxy to the primary: at a rollout its own, and after a promotion the readers of a replica too.
        bool Past(string route) => route == "direct" || (route == "readOnly" && reads == Reads.Direct);
        var onPrimary = Math.Max(Clients(route => route == "direct", surge: true), Clients(Past, surge: false));
        var taken = (floor * percent / 100) + onPrimary;
        var onReplica = reads switch
        {
            Reads.Direct => Clients(route => route == "readOnly", surge: true),
            // New pods all run before the first old one has to be gone.
            Reads.PgBouncer => 2 * pods * pool,
            _ => 0,
        };
        bool OnProxy(string route) => route == "readWrite" || (route == "readOnly" && reads == Reads.Aurora);

        Assert.InRange(percent, 1, 100 - others);
        Assert.InRange(plan.RdsProxy.MaxIdleConnectionsPercent, 0, percent);
        Assert.Equal(floor * percent / 100, plan.RdsProxy.ServerConnections);
        Assert.Equal(Clients(OnProxy, surge: true), plan.RdsProxy.ClientConnections);
        if (reads == Reads.PgBouncer)
        {
            var replica = plan.Reads!.Budget[ScenarioKind.Rollout];
            Assert.Equal(Interval.Exactly(onReplica), replica.ServerDemand);
            Assert.Equal(Interval.Exactly(Math.Max(0, ownUsable)), replica.Usable);
            Assert.Equal(Interval.Exactly(Clients(route => route == "readOnly", surge: true)), replica.ClientDemand);
        }

        // Another proxy takes nothing of a replica that PgBouncer serves: a replica is no target of a proxy.
        var fits = taken <= usable && onReplica <= (reads == Reads.PgBouncer ? ownUsable : usable);
        Assert.True(
            fits != plan.IsRefused,
            string.Create(CultureInfo.InvariantCulture, $"{percent} % and {onPrimary} direct take {taken} of {usable}, {onReplica} of a replica: {text}"));
        // Where the plan is refused, no share would have helped.
        Assert.True(fits || (floor / 100) + onPrimary > usable || onReplica > usable, text);
        return !fits;
    }
}
