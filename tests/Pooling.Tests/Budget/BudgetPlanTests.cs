using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Budget;

public sealed class BudgetPlanTests
{
    [Fact]
    public void Create_TwoPodsWithPeople_ShowsEveryLine()
    {
        var plan = BudgetPlan.Create(new(
            Given.Server(200, admin: 10, other: 20),
            new PgBouncerInput(Given.Replicas(2, surge: 1), Interval.Exactly(500), [
                new("app", Route.ReadWrite, [Given.Pool(25, 5), Given.Pool(10, 5, "jobs")]) { MaxDbConnections = Interval.Exactly(40), AuthQueryPool = Interval.Exactly(2) },
            ])
            {
                Processes = 2,
                Draining = 1,
            },
            [Given.Workload(0, "api", Given.Replicas(10, surge: 3), new(4, 8)), Given.Workload(1, "migrate", Given.Replicas(1), new(1), Route.Direct)]));

        Assert.Equal(
            [
                "Capacity usable: 200 − 3 − 10 − 20 = 167",
                "ClientCapacity clients: 500 × 2 × (2 − 1) = 1000",
                "Client api: (10 + 3) × 1 × (4 + 8) = 156",
                "Direct migrate: 1 × 1 × (1 + 0) = 1",
                "Server app: (2 + 1 + 1) × 2 × min(40, (25 + 5) + (10 + 5)) = 320",
                "Server app auth_query: (2 + 1 + 1) × 2 × 2 = 16",
            ],
            plan[ScenarioKind.Rollout].Lines.Select(line => $"{line.Kind} {line.Name}: {line.Formula} = {line.Connections}"));
    }

    [Fact]
    public void Create_RdsProxy_TakesItsShareWhateverTheClientsDo()
    {
        var plan = BudgetPlan.Create(new(
            Given.Server(199, superuser: 9, replicas: 1),
            new RdsProxyInput(Interval.Exactly(75)),
            [Given.Workload(0, "api", Given.Replicas(10), new(4, 8))]));

        Assert.All(plan.Scenarios, scenario => Assert.Equal(Interval.Exactly(149), scenario.ServerDemand));
        Assert.Null(plan[ScenarioKind.Peak].ClientCapacity);
        Assert.Equal("floor(199 × 75 / 100)", plan.Lines.Single(line => line.Kind == LineKind.Server).Formula);
    }

    [Fact]
    public void Create_RdsProxyWithAllOfAnUnknownServer_CertainlyExceeds()
    {
        // 100 % leaves no room for the reserve, however large the server is.
        var unknown = new CapacityInput(Interval.AtLeast(0));
        Assert.All(
            BudgetPlan.Create(new(unknown, new RdsProxyInput(Interval.Exactly(100)), [])).Scenarios,
            scenario => Assert.Equal(Verdict.Exceeded, scenario.Verdict));
        Assert.All(
            BudgetPlan.Create(new(unknown, new RdsProxyInput(Interval.Exactly(99)), [])).Scenarios,
            scenario => Assert.Equal(Verdict.Undecided, scenario.Verdict));
    }

    [Fact]
    public void Create_BuiltInAfterAPromotion_CountsASharedPoolOnce()
    {
        var plan = BudgetPlan.Create(new(
            Given.Server(429, superuser: 10, replicas: 1),
            new BuiltInInput(Interval.Exactly(50), Interval.Exactly(5000)),
            [
                Given.Workload(0, "api", Given.Replicas(1), new(100)),
                Given.Workload(1, "reports", Given.Replicas(1), new(100), Route.ReadOnly),
                Given.Workload(2, "jobs", Given.Replicas(1), new(100), Route.ReadOnly) with { User = "jobs" },
            ]));

        Assert.Equal(Interval.Exactly(100), plan[ScenarioKind.Peak].ServerDemand);
        Assert.Equal(Interval.Exactly(100), plan[ScenarioKind.Failover].ServerDemand);
        Assert.Equal(Interval.Exactly(200), plan[ScenarioKind.Peak].ClientDemand);
        Assert.Equal(Interval.Exactly(300), plan[ScenarioKind.Failover].ClientDemand);
        Assert.Equal("2 × 50", plan[ScenarioKind.Failover].Lines.Single(line => line.Kind == LineKind.Server).Formula);
    }

    [Fact]
    public void Create_UnknownServer_IsUndecidedEvenWithoutDemand()
    {
        var plan = BudgetPlan.Create(new(new CapacityInput(Interval.AtLeast(0)), new NoPoolerInput(), []));

        Assert.All(plan.Scenarios, scenario =>
        {
            Assert.Equal(Verdict.Undecided, scenario.Verdict);
            Assert.Equal("database.maxConnections", string.Join(", ", scenario.DecidedBy));
        });
    }

    [Fact]
    public void Create_UnknownPools_NamesOnlyWhatWouldDecide()
    {
        var plan = BudgetPlan.Create(new(
            Given.Server(200),
            Given.PgBouncer(Given.Replicas(2), 100, Given.Pool(20)),
            [
                Given.Workload(0, "api", new(1, null, Surge.Count(1)), null),
                Given.Workload(1, "migrate", new(0, null, Surge.Count(0)), new(1), Route.Direct),
            ]));

        Assert.Equal("workloads[0].pool", string.Join(", ", plan[ScenarioKind.Steady].DecidedBy));
        Assert.Equal(
            "workloads[0].pool, workloads[0].replicas.max, workloads[1].replicas.max",
            string.Join(", ", plan[ScenarioKind.Peak].DecidedBy));
        Assert.Equal("1 × 1 × unknown", plan[ScenarioKind.Steady].Lines.Single(line => line.Name == "api").Formula);
    }

    [Fact]
    public void Create_UnknownReserveUnderAReachedLimit_IsNotNamed()
    {
        var bouncer = new PgBouncerInput(Given.Replicas(1), Interval.AtLeast(1), [
            new("app", Route.ReadWrite, [new("app", Interval.Exactly(50), Interval.AtLeast(0))]) { MaxDbConnections = Interval.Exactly(30) },
        ]);
        var plan = BudgetPlan.Create(new(Given.Server(200), bouncer, [Given.Workload(0, "api", Given.Replicas(1), new(50))]));

        Assert.Equal(Interval.Exactly(30), plan[ScenarioKind.Peak].ServerDemand);
        Assert.Equal("pooler.settings.max_client_conn", string.Join(", ", plan[ScenarioKind.Peak].DecidedBy));
    }

    [Fact]
    public void Create_ReserveLargerThanTheServer_ExceedsWithoutDemand() =>
        Assert.Equal(Verdict.Exceeded, BudgetPlan.Create(new(Given.Server(25, admin: 30), new NoPoolerInput(), []))[ScenarioKind.Steady].Verdict);

    [Fact]
    public void Create_AbsurdFigures_ExceedInsteadOfWrapping()
    {
        var plan = BudgetPlan.Create(new(
            Given.Server(200),
            new NoPoolerInput(),
            [Given.Workload(0, "api", Given.Replicas(int.MaxValue), new(int.MaxValue, int.MaxValue), processes: int.MaxValue)]));

        Assert.Equal(Interval.AtLeast(long.MaxValue), plan[ScenarioKind.Peak].ServerDemand);
        Assert.Equal(Verdict.Exceeded, plan[ScenarioKind.Peak].Verdict);
    }

    [Theory]
    [InlineData(-1, 1, 1, "`workloads[0].replicas.min`: -1 is outside 0 to 2147483647.")]
    [InlineData(2, 1, 1, "`workloads[0].replicas.max`: 1 is outside 2 to 2147483647.")]
    [InlineData(1, 1, 0, "`workloads[0].processes`: 0 is outside 1 to 2147483647.")]
    public void Create_NumberOutsideItsRange_IsRefused(int min, int max, int processes, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => BudgetPlan.Create(new(
            Given.Server(200),
            new NoPoolerInput(),
            [Given.Workload(0, "api", new(min, max, Surge.Count(0)), new(1), processes: processes)]))).Message);
}
