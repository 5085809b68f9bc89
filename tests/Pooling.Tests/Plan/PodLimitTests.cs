using System.Text.Json;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Plan;

/// <summary>The largest number of pods, where only the smallest is stated.</summary>
public sealed class PodLimitTests
{
    [Theory]
    [InlineData(20, 1, 9)]
    [InlineData(20, 2, 4)]
    [InlineData(62, 1, 3)]
    [InlineData(63, 1, 2)]
    [InlineData(1, 1, 100)]
    public void Create_NoLargestNumber_TakesAsManyPodsAsTheBudgetHolds(int size, int processes, int pods)
    {
        var plan = Of("""{"min": 2}""", size, processes);

        Assert.Equal(new ReplicaRange(2, pods, Surge.Count(0)), plan.Specification.Pooler.Replicas);
        Assert.All(plan.Budget.Scenarios, scenario => Assert.Equal(Verdict.Within, scenario.Verdict));
        if (pods < 100)
            Assert.Contains(Of($$"""{"min": 2, "max": {{pods + 1}}}""", size, processes).Budget.Scenarios, scenario => scenario.Verdict == Verdict.Exceeded);
    }

    /// <summary>A Deployment does not wait for old pods to end: for a while there may be twice as many.</summary>
    [Fact]
    public void Create_NoLargestNumberAndASurge_CountsOldPodsThatDrain() =>
        Assert.Equal(4, Of("""{"min": 2, "surge": 1}""", 20, 1).Specification.Pooler.Replicas.Max);

    [Fact]
    public void Create_SmallestNumberDoesNotFit_IsRefusedWithThatNumber()
    {
        var plan = Of("""{"min": 3}""", 100, 1);

        Assert.Equal(3, plan.Specification.Pooler.Replicas.Max);
        Assert.True(plan.IsRefused);
        Assert.Contains(plan.Findings, finding => finding.Message.Contains("3 × 1 × (100 + 0) = 300 server connections exceed the 187 available", StringComparison.Ordinal));
    }

    private static PoolPlan Of(string replicas, int size, int processes)
    {
        using var document = JsonDocument.Parse($$$"""
            {"target": "kubernetes", "database": {"name": "app", "user": "app", "host": "db.example.com", "maxConnections": 200},
             "pooler": {"replicas": {{{replicas}}}, "processes": {{{processes}}}, "settings": {"default_pool_size": {{{size}}} } },
             "workloads": [{"name": "api", "replicas": 2, "pool": {"size": 10}}]}
            """);
        return PoolPlan.Create(PoolingSpecification.Read(document.RootElement), new DateOnly(2026, 11, 1));
    }
}
