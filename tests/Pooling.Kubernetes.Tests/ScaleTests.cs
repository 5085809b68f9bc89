namespace Infra.Pooling.Kubernetes.Tests;

public sealed class ScaleTests
{
    private const string Range = "\"replicas\": {\"min\": 2, \"max\": 4}";

    [Fact]
    public async Task Autoscaler_Range_GoesByCpuAlone()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: Range)));

        Json.Equal(
            """
            {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "StatefulSet", "name": "pool"}, "minReplicas": 2, "maxReplicas": 4,
             "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "AverageValue", "averageValue": "700m"}}}],
             "behavior": {
                "scaleDown": {"stabilizationWindowSeconds": 385, "policies": [{"type": "Pods", "value": 1, "periodSeconds": 300}]},
                "scaleUp": {"policies": [{"type": "Pods", "value": 1, "periodSeconds": 60}]}}}
            """,
            run["HorizontalPodAutoscaler"]["spec"]);
        // Where a number stood here too, each time that the object is applied would take the autoscaler's pods away.
        Assert.Null(run["StatefulSet"]["spec"]!["replicas"]);
        Assert.Contains("spec.replicas", Assert.Single(run.Seen, seen => seen.Resource is Pulumi.Kubernetes.Apps.V1.StatefulSet).Options.IgnoreChanges);
    }

    [Fact]
    public async Task Autoscaler_Metrics_GoesByUsedClientsTooAndNeverByWaitingOnes()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: $"{Range}, \"metrics\": true, \"processes\": 2, \"settings\": {{\"default_pool_size\": 5}}")));

        Json.Equal(
            """
            [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "AverageValue", "averageValue": "1400m"}}},
             {"type": "Pods", "pods": {"metric": {"name": "pooling:client_use:ratio"}, "target": {"type": "AverageValue", "averageValue": "700m"}}}]
            """,
            run["HorizontalPodAutoscaler"]["spec"]!["metrics"]);
        Assert.DoesNotContain("wait", run["HorizontalPodAutoscaler"].ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"replicas\": 3", 3)]
    [InlineData("\"replicas\": {\"min\": 2, \"max\": 2, \"surge\": 1}", 2)]
    public async Task Autoscaler_FixedNumber_IsNotMade(string pooler, int pods)
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: pooler)));

        Assert.DoesNotContain(run.Registered, resource => resource.Contains("HorizontalPodAutoscaler", StringComparison.Ordinal));
        Assert.Equal(pods, run.Workload["spec"]!["replicas"]!.GetValue<double>());
    }

    [Fact]
    public async Task Autoscaler_NoLargestNumber_GoesUpToWhatTheBudgetHolds()
    {
        var plan = Given.Plan(Given.WithoutReplica, "\"replicas\": {\"min\": 2}, \"settings\": {\"default_pool_size\": 20}");
        var (run, _) = await Run.PoolAsync(Given.Args(plan));

        Assert.Equal(9, run["HorizontalPodAutoscaler"]["spec"]!["maxReplicas"]!.GetValue<double>());
        Assert.Equal("9\n", run["ConfigMap"]["data"]!["pods"]!.ToString());
    }

    [Fact]
    public void Plan_MostPods_DoNotFitIntoTheBudget_IsRefused()
    {
        var plan = Given.Plan(pooler: "\"replicas\": {\"min\": 2, \"max\": 20}, \"settings\": {\"default_pool_size\": 20}");

        Assert.True(plan.IsRefused);
        Assert.Contains(plan.Findings, finding => finding.Message.Contains("20 × 1 × (20 + 0) = 400 server connections exceed the 187 available", StringComparison.Ordinal));
    }
}
