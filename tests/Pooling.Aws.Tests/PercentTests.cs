using System.Globalization;
using System.Text.Json;
using Infra.Pooling.Catalog;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Aws.Tests;

/// <summary>The share of a proxy over the whole catalogue, with random workloads, against arithmetic that knows nothing of the code under test.</summary>
public class PercentTests
{
    [Fact]
    public void Percent_OfAnyClassAndWorkloads_NeverTakesMoreThanTheBudgetLeaves()
    {
        var random = new Random(20261101);
        var tight = 0;
        foreach (var known in AwsInstanceClass.All.Values.OrderBy(known => known.Name, StringComparer.Ordinal))
        {
            for (var round = 0; round < 4; round++)
                tight += Check(known.Name, known.MemoryGiB, random) ? 1 : 0;
        }

        // Some servers are too small for their direct workloads; most are not, or the test would say nothing.
        Assert.InRange(tight, 1, AwsInstanceClass.All.Count * 2);
    }

    /// <returns>Whether the budget left nothing, so that the plan has to be refused.</returns>
    private static bool Check(string name, int memoryGiB, Random random)
    {
        var (admin, other, version, others, replicas) = (random.Next(0, 30), random.Next(0, 60), random.Next(14, 19), random.Next(0, 3) * 10, random.Next(0, 3));
        var aurora = replicas > 0 && random.Next(2) == 0;
        var workloads = Enumerable.Range(0, random.Next(1, 6)).Select(index => new
        {
            name = $"w{index}",
            replicas = new { min = random.Next(0, 3), max = random.Next(3, 20), surge = random.Next(0, 4) },
            processes = random.Next(1, 5),
            pool = new { size = random.Next(1, 20), overflow = random.Next(0, 10) },
            route = random.Next(6) switch { 0 => "direct", 1 when replicas > 0 => "readOnly", _ => "readWrite" },
        }).ToList();
        var text = JsonSerializer.Serialize(new
        {
            target = "aws",
            database = new Dictionary<string, object>
            {
                ["name"] = "app",
                ["user"] = "app",
                ["version"] = version,
                ["instanceClass"] = name,
                ["reserve"] = new { admin, other },
                [aurora ? "aurora" : "replicas"] = aurora ? new { instances = replicas + 1 } : replicas,
                ["rds"] = aurora ? new { otherProxiesPercent = others } : (object)new { otherProxiesPercent = others, reads = "direct" },
            },
            workloads,
        });
        using var document = JsonDocument.Parse(text);
        var plan = PoolPlan.Create(PoolingSpecification.Read(document.RootElement), new(2026, 11, 1));
        var percent = plan.RdsProxy!.MaxConnectionsPercent;

        // The least of max_connections: LEAST(memory / 9531392, 5000), less what the system takes of small servers.
        var bytes = (decimal)memoryGiB * 1024 * 1024 * 1024;
        var floor = (long)Math.Min(5000, Math.Floor(Math.Floor(bytes / 9531392m) * (memoryGiB <= 1 ? 0.70m : memoryGiB <= 2 ? 0.75m : 0.88m)));
        var usable = floor - 3 - 6 - admin - other - (long)Math.Ceiling(floor * others / 100m);
        long Clients(Func<string, bool> on, bool surge) => workloads.Where(workload => on(workload.route))
            .Sum(workload => (long)(workload.replicas.max + (surge ? workload.replicas.surge : 0)) * workload.processes * (workload.pool.size + workload.pool.overflow));

        bool Past(string route) => route == "direct" || (route == "readOnly" && !aurora);
        var onPrimary = Math.Max(Clients(route => route == "direct", surge: true), Clients(Past, surge: false));
        var taken = (floor * percent / 100) + onPrimary;
        var onReplica = aurora ? 0 : Clients(route => route == "readOnly", surge: true);

        Assert.InRange(percent, 1, 100 - others);
        Assert.InRange(plan.RdsProxy.MaxIdleConnectionsPercent, 0, percent);
        Assert.Equal(floor * percent / 100, plan.RdsProxy.ServerConnections);
        Assert.Equal(Clients(route => !Past(route), surge: true), plan.RdsProxy.ClientConnections);
        var fits = taken <= usable && onReplica <= usable;
        Assert.True(fits != plan.IsRefused, string.Create(CultureInfo.InvariantCulture, $"{name}: {percent} % and {onPrimary} direct take {taken} of {usable}: {text}"));
        // Where the plan is refused, no share would have helped.
        Assert.True(fits || (floor / 100) + onPrimary > usable || onReplica > usable, text);
        return !fits;
    }
}
