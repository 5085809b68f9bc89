using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Budget;

/// <summary>The figures of the four systems and of two known outages.</summary>
public sealed class AcceptanceFiguresTests
{
    [Fact]
    public void Create_ReductoWithoutPooler_TenPodsExceed()
    {
        var plan = BudgetPlan.Create(new(
            Given.Server(200),
            new NoPoolerInput(),
            [
                Given.Workload(0, "http", new(1, 10, Surge.Percent(25)), new(4, 8), processes: 8),
                Given.Workload(1, "worker", Given.Replicas(1), new(4, 8)),
            ]));

        Assert.Equal(Interval.Exactly(96 + 12), plan[ScenarioKind.Steady].ServerDemand);
        Assert.Equal(Verdict.Within, plan[ScenarioKind.Steady].Verdict);
        Assert.Equal(Interval.Exactly(960 + 12), plan[ScenarioKind.Peak].ServerDemand);
        Assert.Equal(Verdict.Exceeded, plan[ScenarioKind.Peak].Verdict);
        Assert.Equal(Interval.Exactly((13 * 96) + 12), plan[ScenarioKind.Rollout].ServerDemand);
        Assert.Equal(
            ["usable = 200 − 3 − 0 − 0 = 197", "http = 10 × 8 × (4 + 8) = 960", "worker = 1 × 1 × (4 + 8) = 12"],
            plan.Lines.Select(line => $"{line.Name} = {line.Formula} = {line.Connections}"));
    }

    [Fact]
    public void Create_FidesWorkersOnFiftyBackends_Fits()
    {
        var pods = Given.Replicas(2);
        var plan = BudgetPlan.Create(new(
            Given.Server(100, admin: 10, replicas: 1),
            new PgBouncerInput(pods, Interval.Exactly(1000), [
                new("app", Route.ReadWrite, [Given.Pool(20, 5)]),
                new("app_ro", Route.ReadOnly, [Given.Pool(10)]),
            ]),
            [
                Given.Workload(0, "worker", Given.Replicas(3), new(300)),
                Given.Workload(1, "reader", Given.Replicas(3), new(5, 10), Route.ReadOnly),
            ]));

        var peak = plan[ScenarioKind.Peak];
        Assert.Equal(Interval.Exactly(900 + 45), peak.ClientDemand);
        Assert.Equal(Interval.Exactly(1000), peak.ClientCapacity);
        Assert.Equal(Interval.Exactly(50), peak.ServerDemand);
        Assert.Equal(Interval.Exactly(70), plan[ScenarioKind.Failover].ServerDemand);
        Assert.All(plan.Scenarios, scenario => Assert.Equal(Verdict.Within, scenario.Verdict));
    }

    [Fact]
    public void Create_Olympus_ThirtyBackendsForAHundredAndThirtyClients()
    {
        var plan = BudgetPlan.Create(new(
            Given.Server(100),
            Given.PgBouncer(Given.Replicas(1), 1000, Given.Pool(25, 5)),
            [
                Given.Workload(0, "kratos", Given.Replicas(1), new(50)),
                Given.Workload(1, "hydra", Given.Replicas(1), new(50)),
                Given.Workload(2, "athena", Given.Replicas(1), new(30)),
            ]));

        Assert.All(plan.Scenarios, scenario =>
        {
            Assert.Equal(Interval.Exactly(130), scenario.ClientDemand);
            Assert.Equal(Interval.Exactly(30), scenario.ServerDemand);
            Assert.Equal(Verdict.Within, scenario.Verdict);
        });
        Assert.Equal("1 × 1 × (25 + 5)", plan.Lines.Single(line => line.Kind == LineKind.Server).Formula);
    }

    [Fact]
    public void Create_SixPodsOfFifteenHundred_ExceedFiveThousand()
    {
        var plan = BudgetPlan.Create(new(Given.Server(5000, superuser: 11), Given.PgBouncer(Given.Replicas(6), 5000, Given.Pool(1500)), []));

        Assert.Equal(Interval.Exactly(9000), plan[ScenarioKind.Steady].ServerDemand);
        Assert.Equal(Interval.Exactly(4989), plan.Usable);
        Assert.All(plan.Scenarios, scenario => Assert.Equal(Verdict.Exceeded, scenario.Verdict));
    }

    [Fact]
    public void Create_SeventhPodOfARollout_AloneExceeds()
    {
        var plan = BudgetPlan.Create(new(Given.Server(500, superuser: 0), Given.PgBouncer(Given.Replicas(6, surge: 1), 1000, Given.Pool(75)), []));

        Assert.Equal(
            ["Steady 450 Within", "Peak 450 Within", "Rollout 525 Exceeded", "Failover 450 Within"],
            plan.Scenarios.Select(scenario => $"{scenario.Kind} {scenario.ServerDemand} {scenario.Verdict}"));
        Assert.Equal("(6 + 1) × 1 × (75 + 0)", plan[ScenarioKind.Rollout].Lines.Single(line => line.Kind == LineKind.Server).Formula);
    }
}
