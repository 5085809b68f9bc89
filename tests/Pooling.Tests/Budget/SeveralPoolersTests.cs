using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Budget;

public class SeveralPoolersTests
{
    [Fact]
    public void Create_TwoProxies_AddsTheirShares()
    {
        var plan = BudgetPlan.Create(new(Given.Server(1000, superuser: 0), Proxy("a", 60), [Given.Workload(0, "api", Given.Replicas(2), new(10, 0))])
        {
            Beside = [new(Proxy("b", 50), [])],
        });

        var peak = plan[ScenarioKind.Peak];
        Assert.Equal(Interval.Exactly(1100), peak.ServerDemand);
        Assert.Equal(Verdict.Exceeded, peak.Verdict);
        Assert.Equal(["a proxy: floor(1000 × 60 / 100)", "b proxy: floor(1000 × 50 / 100)"], peak.ServerLines.Select(line => $"{line.Name}: {line.Formula}"));
    }

    [Fact]
    public void Create_DirectBesideAPooler_CountsOnTheServerOnly()
    {
        var plan = BudgetPlan.Create(new(Given.Server(100), Given.PgBouncer(Given.Replicas(1), 500, Given.Pool(20)), [])
        {
            Beside = [new(new NoPoolerInput(), [Given.Workload(1, "job", Given.Replicas(3), new(5, 0))])],
        });

        Assert.Equal(Interval.Exactly(35), plan[ScenarioKind.Peak].ServerDemand);
        Assert.Equal(Interval.Exactly(0), plan[ScenarioKind.Peak].ClientDemand);
    }

    [Fact]
    public void Create_ClientsOfOnePoolerTooMany_AreToldOfThatPooler()
    {
        var roomy = Given.PgBouncer(Given.Replicas(1), 500, Given.Pool(10));
        var tight = Given.PgBouncer(Given.Replicas(1), 40, Given.Pool(10)) with { Path = "tight", Name = "tight" };
        var plan = BudgetPlan.Create(new(Given.Server(100), roomy, [Given.Workload(0, "api", Given.Replicas(5), new(10, 0))])
        {
            Beside = [new(tight, [Given.Workload(1, "job", Given.Replicas(5), new(10, 0))])],
        });

        var peak = plan[ScenarioKind.Peak];
        Assert.Equal((Interval.Exactly(50), Interval.Exactly(40)), (peak.ClientDemand, peak.ClientCapacity));
        Assert.Equal(
            "`workloads[1].replicas.max`: at steady, peak, rollout and failover, 5 × 1 × (10 + 0) = 50 client connections exceed the 40 that "
            + "the pooler admits (40 × 1 × 1); use at most 8 a replica or raise max_client_conn to at least 50.",
            BudgetFindings.Of(plan, [], new(2026, 11, 20))[0].Message);
    }

    [Theory]
    [InlineData(DemandDoubts.Fewest, "w.replicas.min", ScenarioKind.Steady)]
    [InlineData(DemandDoubts.Processes, "w.processes", ScenarioKind.Peak)]
    [InlineData(DemandDoubts.Pool, "w.pool", ScenarioKind.Peak)]
    [InlineData(DemandDoubts.Surge, "w.replicas.surge", ScenarioKind.Rollout)]
    public void Create_Doubt_IsUndecidedAndNamesIt(DemandDoubts doubts, string path, ScenarioKind kind)
    {
        var replicas = new ReplicaRange(1, doubts == DemandDoubts.Fewest ? null : 1, Surge.Count(0));
        var workload = new DemandInput("w", Route.Direct, replicas, new(5, 0)) { Path = "w", Doubts = doubts };
        var plan = BudgetPlan.Create(new(Given.Server(100), new NoPoolerInput(), [workload]));

        Assert.Equal(Verdict.Undecided, plan[kind].Verdict);
        Assert.Equal(path, Assert.Single(plan[kind].DecidedBy));
    }

    private static RdsProxyInput Proxy(string name, int percent) => new(Interval.Exactly(percent)) { Path = name, Name = name };
}
