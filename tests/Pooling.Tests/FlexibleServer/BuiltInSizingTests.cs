using Infra.Pooling.Budget;
using Infra.Pooling.Catalog;
using Infra.Pooling.FlexibleServer;
using Infra.Pooling.Specification;
using Infra.Pooling.Tests.Specification;

namespace Infra.Pooling.Tests.FlexibleServer;

public sealed class BuiltInSizingTests
{
    [Theory]
    [InlineData("\"npgsql\"", 0, "0: no driver prepares statements by itself.")]
    [InlineData("\"libpq\"", 0, "0: no driver prepares statements by itself.")]
    [InlineData("\"jdbc\"", 200, "200: the drivers of api prepare statements.")]
    [InlineData("\"pgx\"", 200, "200: the drivers of api prepare statements.")]
    [InlineData("\"sqlalchemy-asyncpg\"", 200, "200: the drivers of api prepare statements.")]
    public void MaxPreparedStatements_Driver_IsOnWhereItPrepares(string driver, int expected, string reason)
    {
        var setting = Given.Server(("workloads.0.driver", driver)).Sizing.MaxPreparedStatements;

        Assert.Equal((expected, reason), (setting.Value, setting.Reason));
    }

    [Theory]
    [InlineData("readWrite", "transaction", 200)]
    [InlineData("direct", "transaction", 0)]
    [InlineData("readWrite", "session", 0)]
    public void MaxPreparedStatements_RouteAndMode_Decide(string route, string mode, int expected) => Assert.Equal(
        expected,
        Given.Server(("workloads.0.needs", "[\"protocolPrepare\"]"), ("workloads.0.route", $"\"{route}\""), ("pooler.mode", $"\"{mode}\""))
            .Sizing.MaxPreparedStatements.Value);

    [Fact]
    public void DefaultPoolSize_LoadKnown_IsLittlesLawWithRoom()
    {
        var sizing = Given.Server(("workloads.0.load", """{"peakRps": 500, "meanQuery": "20ms"}""")).Sizing;

        Assert.Equal(15, sizing.DefaultPoolSize.Value);
        Assert.Equal(
            "app keeps 10 connections busy on average, with room for arrivals at random 15, within the 1354 that the budget leaves.",
            sizing.DefaultPoolSize.Reason);
        Assert.Equal((10, "10: every pool keeps at least as many busy on average."), (sizing.MinPoolSize.Value, sizing.MinPoolSize.Reason));
    }

    [Fact]
    public void DefaultPoolSize_TightServer_IsCutToTheBudget()
    {
        // usable = 100 − 15 − 10 = 75, of which 80 % are 60.
        var size = Given.Server(("database.maxConnections", "100"), ("workloads.0.pool.size", "40"), ("workloads.1", """
            {"name": "worker", "replicas": 4, "pool": {"size": 40}, "user": "worker"}
            """)).Sizing.DefaultPoolSize;

        Assert.Equal(30, size.Value);
        Assert.Equal(
            "50 is Azure's own default, as the load of api is not known, cut to 30: rollout leaves (75 × 80 % − 0) / 2 pairs.",
            size.Reason);
    }

    [Fact]
    public void DefaultPoolSize_OneRoleInTwoDatabases_IsSharedByTwoPairs()
    {
        // usable = 100 − 15 − 10 = 75, of which 80 % are 60; a database that nobody uses is no pair.
        var size = Given.Server(
            ("database.maxConnections", "100"), ("database.flexibleServer.databases", """["audit", "archive"]"""),
            ("workloads.0.load", """{"peakRps": 10, "meanQuery": "20ms"}"""),
            ("workloads.1", """
                {"name": "auditor", "replicas": 4, "pool": {"size": 40}, "database": "audit",
                 "load": {"peakRps": 1000, "meanQuery": "30ms"}}
                """)).Sizing.DefaultPoolSize;

        Assert.Equal(30, size.Value);
        Assert.Equal(
            "app on audit keeps 30 connections busy on average, with room for arrivals at random 45, cut to 30: "
            + "rollout leaves (75 × 80 % − 0) / 2 pairs.",
            size.Reason);
    }

    [Theory]
    [InlineData(0, 500, "450 clients at peak on one server, up to the next hundred.")]
    [InlineData(1, 500, "450 clients at failover on one server, up to the next hundred.")]
    public void MaxClientConn_EveryWorkload_FindsRoomAlsoOnAPromotedReplica(int replicas, int expected, string reason)
    {
        var setting = Given.Server(
            ("database.replicas", $"{replicas}"), ("workloads.0.replicas", """{"min": 1, "max": 4, "surge": 0}"""),
            ("workloads.0.pool.size", "50"),
            ("workloads.1", $$"""
                {"name": "reports", "replicas": {"min": 1, "max": 5, "surge": 0}, "pool": {"size": 50},
                 "route": "{{(replicas == 0 ? "readWrite" : "readOnly")}}"}
                """)).Sizing.MaxClientConn;

        Assert.Equal((expected, reason), (setting.Value, setting.Reason));
    }

    [Fact]
    public void DefaultPoolSize_Stated_Stays()
    {
        var size = Given.Server(("pooler.settings.default_pool_size", "7")).Sizing.DefaultPoolSize;

        Assert.Equal((7, "7, as `pooler.settings.default_pool_size` says."), (size.Value, size.Reason));
    }

    [Fact]
    public void Recommend_RandomSpecifications_NeverExceedWhatIsUsable()
    {
        var random = new Random(4);
        var cut = 0;
        for (var round = 0; round < 3000; round++)
        {
            var specification = Random(random);
            var capacity = ((CatalogAnswer.Found)CapacityCatalog.For(specification)).Capacity;
            var sizing = BuiltInSizing.Recommend(specification, capacity);
            var size = sizing.DefaultPoolSize.Value;
            int Direct(Func<ReplicaRange, int> copies) => specification.Workloads.Where(workload => workload.Route == Route.Direct)
                .Sum(workload => copies(workload.Replicas) * workload.Processes * (workload.Pool!.Size + workload.Pool.Overflow));
            var (direct, directAtPeak) = (Direct(range => range.MaxDuringRollout!.Value), Direct(range => range.Max!.Value));
            string[] Pairs(params Route[] routes) =>
            [
                .. specification.Workloads.Where(workload => routes.Contains(workload.Route))
                    .Select(workload => $"{workload.User ?? "app"} {workload.Database ?? "app"}").Distinct(),
            ];
            var usable = capacity.Usable.Min;
            var all = Pairs(Route.ReadWrite, Route.ReadOnly).Length;

            // Where not even one connection for each pair fits, no size does, and the budget says so.
            if (all + direct > usable * 80 / 100)
                continue;
            cut += sizing.DefaultPoolSize.Reason.Contains("cut to", StringComparison.Ordinal) ? 1 : 0;
            Assert.InRange((Pairs(Route.ReadWrite).Length * size) + direct, 0, usable);
            Assert.InRange(Pairs(Route.ReadOnly).Length * size, 0, usable);
            Assert.InRange((all * size) + directAtPeak, 0, usable);
            Assert.InRange(sizing.MinPoolSize.Value, 0, size);
            Assert.DoesNotContain(
                BudgetPlan.Create(BudgetPlanner.Input(specification, capacity, null, sizing.ToBudget())).Scenarios,
                scenario => scenario.ServerVerdict != Verdict.Within);
        }

        Assert.InRange(cut, 100, 3000);
    }

    private static PoolingSpecification Random(Random random)
    {
        var replicas = random.Next(0, 4);
        Route[] routes = replicas == 0 ? [Route.ReadWrite, Route.Direct] : [Route.ReadWrite, Route.ReadOnly, Route.Direct];
        var azure = Sample.Read(Sample.Azure);
        return azure with
        {
            Database = azure.Database with
            {
                MaxConnections = random.Next(25, 5001),
                Replicas = replicas,
                Reserve = new() { Admin = random.Next(0, 10) },
                FlexibleServer = new() { Databases = ["audit", "archive"] },
            },
            Workloads =
            [
                .. Enumerable.Range(0, random.Next(1, 6)).Select(index => new WorkloadOptions
                {
                    Name = $"w{index}",
                    Replicas = new(1, random.Next(1, 6), Surge.Percent(25)),
                    Processes = random.Next(1, 3),
                    Pool = new(random.Next(1, 60), random.Next(0, 10)),
                    Route = routes[random.Next(routes.Length)],
                    User = random.Next(2) == 0 ? null : $"u{random.Next(3)}",
                    Database = new[] { null, "app", "audit", "archive" }[random.Next(4)],
                    Load = random.Next(2) == 0 ? null : new(random.Next(1, 20_000), TimeSpan.FromMilliseconds(random.Next(1, 200))),
                }),
            ],
        };
    }
}
