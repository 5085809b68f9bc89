using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.Budget;
using Infra.Pooling.Sizing;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Sizing;

public sealed class PoolSizingTests
{
    private static readonly ReplicaRange TwoPods = new(2, 2, Surge.Count(1));

    [Fact]
    public void Recommend_FidesLoadOnALargeServer_FollowsLittlesLaw()
    {
        var plan = Recommend(Capacity(2000), [Workload("worker", 3, new(300), load: new(1000, TimeSpan.FromSeconds(0.2)))]);

        Assert.Equal(
            new PoolSize(Route.ReadWrite, "app", new(150, "1000/s × 0.2 s × 1.5 = 300 busy connections on 2 pods is 150 a pod, within the 399 that the budget leaves.")),
            Assert.Single(plan.Pools));
        Assert.Equal(
            new SizedSetting(1000, "900 clients at rollout on 1 pod, one of 2 being lost, up to the next hundred."),
            plan.MaxClientConn);
    }

    [Fact]
    public void Recommend_LoadBeyondTheServer_IsCutToTheShare()
    {
        var plan = Recommend(Capacity(100), [
            Workload("worker", 3, new(300), load: new(1000, TimeSpan.FromSeconds(0.2))),
            Workload("migrate", 1, new(2), route: Route.Direct),
        ]);

        Assert.Equal(
            "1000/s × 0.2 s × 1.5 = 300 busy connections on 2 pods is 150 a pod, cut to 18: rollout leaves (97 × 80 % − 2) / 4 pods / 1 pool.",
            Assert.Single(plan.Pools).Size.Reason);
        Assert.Equal(18, plan.Pools[0].Size.Value);
    }

    [Fact]
    public void Recommend_UnknownLoad_IsPgBouncersDefaultCutByAPromotion()
    {
        var plan = Recommend(Capacity(100, replicas: 1), [
            Workload("api", 2, new(10)),
            Workload("jobs", 2, new(10)) with { User = "jobs" },
            Workload("reports", 1, new(5), route: Route.ReadOnly),
        ]);

        Assert.Equal(
            [
                "ReadWrite app 9: 20 is PgBouncer's own default, as the load of api is not known, cut to 9: rollout leaves (97 × 80 % − 0) / 4 pods / 2 pools.",
                "ReadWrite jobs 9: 20 is PgBouncer's own default, as the load of jobs is not known, cut to 9: rollout leaves (97 × 80 % − 0) / 4 pods / 2 pools.",
                "ReadOnly app 16: 20 is PgBouncer's own default, as the load of reports is not known, cut to 16: failover leaves (97 − 0) / 2 pods / 3 pools.",
            ],
            plan.Pools.Select(pool => $"{pool.Route} {pool.User} {pool.Size.Value}: {pool.Size.Reason}"));
        Assert.Equal(new SizedSetting(9, "9 suits every pool: rollout leaves (97 × 80 % − 0) / 4 pods / 2 pools."), plan.DefaultPoolSize);
    }

    [Fact]
    public void Recommend_ReserveAndNoRoom_IsOneAndSaysSo()
    {
        var plan = Recommend(
            Capacity(30),
            [Workload("api", 1, new(1)), Workload("direct", 1, new(20), route: Route.Direct)],
            ("reserve_pool_size", "5"));

        Assert.Equal(
            new SizedSetting(
                1,
                "20 is PgBouncer's own default, as the load of api is not known, cut to 1: "
                + "rollout leaves (27 × 80 % − 20) / 4 pods / 1 pool − 5 in reserve, less than one."),
            plan.Pools.Single().Size);
    }

    [Fact]
    public void Recommend_SomeLoadsKnown_NeverGoesBelowTheDefault()
    {
        var small = Workload("small", 1, new(1), load: new(10, TimeSpan.FromMilliseconds(50)));
        var large = Workload("large", 1, new(1), load: new(500, TimeSpan.FromMilliseconds(100)));
        var silent = Workload("silent", 1, new(1));

        Assert.Equal(
            "(10/s × 0.05 s + 500/s × 0.1 s) × 1.5 = 75.75 busy connections on 2 pods is 38 a pod, within the 399 that the budget leaves.",
            Recommend(Capacity(2000), [small, large, silent]).Pools.Single().Size.Reason);
        Assert.Equal(
            "20 is PgBouncer's own default, as the load of silent is not known, within the 399 that the budget leaves.",
            Recommend(Capacity(2000), [small, silent]).Pools.Single().Size.Reason);
        Assert.Equal(1, Recommend(Capacity(2000), [small]).Pools.Single().Size.Value);
    }

    [Fact]
    public void Recommend_LoadThatTellsHowItsTimeIsSpent_IsModelled()
    {
        LoadOptions Detailed(decimal busy) => new(1000, TimeSpan.FromMilliseconds(20)) { Variation = 1.5m, Busy = busy };

        Assert.Equal(
            new SizedSetting(15, "1000/s × 0.02 s in 2 pools of 15 use 67 % of the connections, with a p99 wait of 15.1 ms, within the 399 that the budget leaves."),
            Recommend(Capacity(2000), [Workload("api", 1, new(1), load: Detailed(0.2m))]).Pools.Single().Size);
        // Of an instance class the processors are known.
        var specification = Specification([Workload("api", 1, new(1), load: Detailed(0.5m))], []);
        Assert.Equal(
            "1000/s × 0.02 s in 2 pools of 4 are more than the processors can do, and more connections would not help, within the 399 that the budget leaves.",
            PoolSizing.Recommend(specification with { Database = specification.Database with { InstanceClass = "db.r7g.large" } }, Capacity(2000)).Pools.Single().Size.Reason);
    }

    [Fact]
    public void Recommend_StatedSettings_StayAsTheyAre()
    {
        var plan = Recommend(Capacity(100), [Workload("api", 1, new(1000))], ("default_pool_size", "60"), ("max_client_conn", "1500"));

        Assert.Equal(new SizedSetting(60, "60, as `pooler.settings.default_pool_size` says."), plan.Pools.Single().Size);
        Assert.Equal(plan.Pools.Single().Size, plan.DefaultPoolSize);
        Assert.Equal(new SizedSetting(1500, "1500, as `pooler.settings.max_client_conn` says."), plan.MaxClientConn);
    }

    [Fact]
    public void Recommend_UnknownServerAndClients_SaysWhatItCannotKnow()
    {
        var plan = Recommend(new CapacityInput(Interval.AtLeast(0)), [Workload("api", 2, null)]);

        Assert.Equal(new SizedSetting(20, "20 is PgBouncer's own default, as the load of api is not known."), plan.Pools.Single().Size);
        Assert.Equal(
            new SizedSetting(100, "2 clients at rollout on 1 pod, one of 2 being lost, up to the next hundred; more may come, because nothing limits some of them."),
            plan.MaxClientConn);
    }

    [Fact]
    public void Recommend_NoPooledWorkload_KeepsTheDefault() =>
        Assert.Equal(
            new SizedSetting(20, "20 is PgBouncer's own default: no workload uses the pooler."),
            Recommend(Capacity(100), [Workload("job", 1, new(1), route: Route.Direct)]).DefaultPoolSize);

    [Theory]
    [InlineData(0, 100)]
    [InlineData(99, 100)]
    [InlineData(100, 200)]
    [InlineData(101, 200)]
    public void Recommend_Clients_LeavesRoomForMonitoring(int clients, int expected) =>
        Assert.Equal(expected, Recommend(Capacity(100), [Workload("api", clients, new(1))]).MaxClientConn.Value);

    [Theory]
    [InlineData(
        198, 1, 2, 200,
        "198 clients at rollout on 1 pod of 2 processes: 99 for each process, and room for 5 × √99 more, "
            + "because they spread at random, up to the next hundred.")]
    [InlineData(
        998, 1, 2, 700,
        "998 clients at rollout on 1 pod of 2 processes: 499 for each process, and room for 5 × √499 more, "
            + "because they spread at random, up to the next hundred.")]
    [InlineData(
        1950, 3, 1, 1200,
        "1950 clients at rollout on 2 pods, one of 3 being lost: 975 for each process, and room for 5 × √975 more, "
            + "because they spread at random, up to the next hundred.")]
    [InlineData(
        3, 2, 4, 100,
        "3 clients at rollout on 1 pod of 4 processes, one of 2 being lost: 1 for each process, and room for 5 × √1 more, "
            + "because they spread at random, up to the next hundred.")]
    public void Recommend_SeveralProcesses_LeavesRoomForAnUnevenSpread(int clients, int pods, int processes, int expected, string reason) =>
        Assert.Equal(
            new SizedSetting(expected, reason), PoolSizing.Recommend(OnProcesses(clients, pods, processes), Capacity(100)).MaxClientConn);

    /// <summary>Clients that pick a process at random, played: what is recommended refuses nobody.</summary>
    [Theory]
    [InlineData(198, 2)]
    [InlineData(780, 2)]
    [InlineData(998, 2)]
    [InlineData(1950, 2)]
    [InlineData(2990, 3)]
    [InlineData(7900, 8)]
    public void Recommend_SeveralProcesses_RefusesNobody(int clients, int processes)
    {
        var random = new Random(11);
        var limit = PoolSizing.Recommend(OnProcesses(clients, 1, processes), Capacity(100)).MaxClientConn.Value;

        for (var round = 0; round < 2000; round++)
        {
            var counts = new int[processes];
            for (var client = 0; client < clients; client++)
                counts[random.Next(processes)]++;
            Assert.InRange(counts.Max(), 0, limit);
        }
    }

    [Fact]
    public void Recommend_FewPodsInTheSteadyState_ServesAllClientsWithThem()
    {
        var specification = Specification([Workload("api", 10, new(50))], []);
        specification = specification with { Pooler = specification.Pooler with { Replicas = new(1, 6, Surge.Count(1)) } };

        Assert.Equal(
            new SizedSetting(600, "500 clients at steady on 1 pod, up to the next hundred."),
            PoolSizing.Recommend(specification, Capacity(100)).MaxClientConn);
    }

    [Fact]
    public void Recommend_RandomSpecifications_FitsWhereverOneConnectionAPoolDoes()
    {
        var random = new Random(7);
        var (fitting, cut) = (0, 0);
        for (var round = 0; round < 2000; round++)
        {
            var capacity = Capacity(random.Next(30, 400), replicas: random.Next(2));
            var specification = Specification(
                [.. Enumerable.Range(0, random.Next(1, 4)).Select(index => Workload(
                    $"w{index}",
                    random.Next(1, 10),
                    new(random.Next(1, 50)),
                    (Route)random.Next(3),
                    random.Next(2) == 0 ? null : new(random.Next(1, 2000), TimeSpan.FromMilliseconds(random.Next(1, 300)))) with
                { User = $"u{random.Next(2)}" })],
                []) with
            {
                Pooler = new()
                {
                    Kind = PoolerKind.PgBouncer,
                    Replicas = new(1, random.Next(1, 5), Surge.Count(random.Next(3))),
                    Settings = ImmutableSortedDictionary<string, string>.Empty.Add("reserve_pool_size", $"{random.Next(3)}"),
                },
            };
            var plan = PoolSizing.Recommend(specification, capacity);

            // Nobody can do better than one connection in each pool: where that fits, what is recommended fits, too.
            if (!Fits(specification, capacity, _ => 1))
                continue;
            fitting++;
            cut += plan.Pools.Any(pool => pool.Size.Reason.Contains("cut to", StringComparison.Ordinal)) ? 1 : 0;
            Assert.True(Fits(specification, capacity, pool => plan.Pools.Single(known => known.Route == pool.Route && known.User == pool.User).Size.Value), $"round {round}");
            Assert.True(Fits(specification, capacity, _ => plan.DefaultPoolSize.Value), $"round {round} with one size for all");
        }

        Assert.True(fitting > 500 && cut > 200, $"{fitting} fitted, {cut} were cut");

        bool Fits(PoolingSpecification specification, CapacityInput capacity, Func<(Route Route, string User), int> size)
        {
            var demand = DemandInput.Of(specification);
            var reserve = int.Parse(specification.Pooler.Settings["reserve_pool_size"], CultureInfo.InvariantCulture);
            var databases = demand
                .Where(workload => workload.Route != Route.Direct)
                .Select(workload => (workload.Route, workload.User))
                .Distinct()
                .Select(pool => new PgBouncerDatabase(
                    $"{pool.Route}", pool.Route, [new(pool.User, Interval.Exactly(size(pool)), Interval.Exactly(reserve))]));
            var budget = BudgetPlan.Create(new(
                capacity,
                new PgBouncerInput(specification.Pooler.Replicas, Interval.Exactly(PoolSizing.Recommend(specification, capacity).MaxClientConn.Value), [.. databases]),
                demand));
            return budget.Scenarios.All(scenario => scenario.Verdict == Verdict.Within);
        }
    }

    private static PoolingSpecification OnProcesses(int clients, int pods, int processes)
    {
        var specification = Specification([Workload("api", clients, new(1))], []);
        return specification with
        {
            Pooler = specification.Pooler with
            {
                Replicas = new(pods, pods, Surge.Count(0)),
                Pods = specification.Pooler.Pods with { Processes = processes },
            },
        };
    }

    private static SizingPlan Recommend(
        CapacityInput capacity, ImmutableArray<WorkloadOptions> workloads, params ImmutableArray<(string Name, string Value)> settings) =>
        PoolSizing.Recommend(Specification(workloads, settings), capacity);

    private static PoolingSpecification Specification(ImmutableArray<WorkloadOptions> workloads, ImmutableArray<(string Name, string Value)> settings) => new()
    {
        Target = Target.Kubernetes,
        Database = new() { Name = "app", User = "app" },
        Pooler = new()
        {
            Kind = PoolerKind.PgBouncer,
            Replicas = TwoPods,
            Settings = settings.ToImmutableSortedDictionary(setting => setting.Name, setting => setting.Value),
        },
        Workloads = workloads,
    };

    private static WorkloadOptions Workload(
        string name, int replicas, PoolOptions? pool, Route route = Route.ReadWrite, LoadOptions? load = null) => new()
        {
            Name = name,
            Replicas = new(replicas, replicas, Surge.Count(0)),
            Pool = pool,
            Route = route,
            Load = load,
        };

    private static CapacityInput Capacity(int maxConnections, int replicas = 0) => new(Interval.Exactly(maxConnections)) { Replicas = replicas };
}
