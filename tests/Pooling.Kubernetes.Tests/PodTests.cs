using System.Globalization;

namespace Infra.Pooling.Kubernetes.Tests;

public sealed class PodTests
{
    [Fact]
    public async Task Pod_Security_IsRestricted()
    {
        var (run, _) = await Run.PoolAsync(Given.Args());

        Json.Equal(
            """{"runAsNonRoot": true, "runAsUser": 998, "runAsGroup": 998, "fsGroup": 998, "seccompProfile": {"type": "RuntimeDefault"}}""",
            run.Pod["securityContext"]);
        Json.Equal(
            """{"allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true, "capabilities": {"drop": ["ALL"]}}""",
            run.Container["securityContext"]);
        foreach (var key in new[] { "hostNetwork", "hostPID", "hostIPC", "initContainers" })
            Assert.Null(run.Pod[key]);
    }

    [Fact]
    public async Task Pod_Account_HasNoToken()
    {
        var (run, _) = await Run.PoolAsync(Given.Args());

        Assert.Equal("pool", run.Pod["serviceAccountName"]!.ToString());
        Assert.False(run.Pod["automountServiceAccountToken"]!.GetValue<bool>());
        Assert.False(run.Pod["enableServiceLinks"]!.GetValue<bool>());
        Assert.False(run["ServiceAccount"]["automountServiceAccountToken"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Pod_Resources_AreStated()
    {
        var (run, _) = await Run.PoolAsync(Given.Args());

        Json.Equal("""{"requests": {"cpu": "100m", "memory": "64Mi"}, "limits": {"memory": "256Mi"}}""", run.Container["resources"]);
    }

    [Fact]
    public async Task Pod_Probes_ReachThePoolerOnly()
    {
        var (run, _) = await Run.PoolAsync(Given.Args());

        Json.Equal("""{"tcpSocket": {"port": "pgbouncer"}, "periodSeconds": 10, "timeoutSeconds": 5, "failureThreshold": 3}""", run.Container["readinessProbe"]);
        Json.Equal("""{"tcpSocket": {"port": "pgbouncer"}, "periodSeconds": 10, "timeoutSeconds": 5, "failureThreshold": 6}""", run.Container["livenessProbe"]);
    }

    [Fact]
    public async Task Image_Default_IsThePinnedOneOfThePlansVersion()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: "\"version\": \"1.24.1\"")));

        Assert.Equal("ghcr.io/cloudnative-pg/pgbouncer:1.24.1", run.Container["image"]!.ToString());
    }

    [Fact]
    public async Task Image_Given_IsTaken()
    {
        var args = Given.Args();
        var (run, _) = await Run.PoolAsync(new()
        {
            Plan = args.Plan,
            Credentials = args.Credentials,
            Certificates = args.Certificates,
            Image = "registry.example.com/pgbouncer:custom",
        });

        Assert.Equal("registry.example.com/pgbouncer:custom", run.Container["image"]!.ToString());
        Assert.Equal("default", run["Service"]["metadata"]!["namespace"]!.ToString());
    }

    [Theory]
    [InlineData("1", "1", 0)]
    [InlineData("0", "0", 1)]
    [InlineData("\"25%\"", "\"25%\"", 0)]
    public async Task Rollout_Surge_StaysACountOrAShare(string surge, string maxSurge, int maxUnavailable)
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: $"\"replicas\": {{\"min\": 3, \"max\": 4, \"surge\": {surge}}}")));

        Json.Equal(
            $$$"""{"type": "RollingUpdate", "rollingUpdate": {"maxSurge": {{{maxSurge}}}, "maxUnavailable": {{{maxUnavailable}}}}}""",
            run["Deployment"]["spec"]!["strategy"]);
        Assert.Equal(3, run["Deployment"]["spec"]!["replicas"]!.GetValue<double>());
    }

    [Fact]
    public async Task Termination_Grace_OutlastsWithdrawalAndTheLastClient()
    {
        var plan = Given.Plan();
        var (run, _) = await Run.PoolAsync(Given.Args(plan));

        var command = run.Container["lifecycle"]!["preStop"]!["exec"]!["command"]!.AsArray();
        Assert.Equal("sleep", command[0]!.ToString());
        var withdrawal = int.Parse(command[1]!.ToString(), CultureInfo.InvariantCulture);
        var grace = run.Pod["terminationGracePeriodSeconds"]!.GetValue<double>();
        Assert.True(
            grace > withdrawal + plan.Timeouts.Client.ConnectionLifetime.TotalSeconds,
            $"{grace} s of grace, {withdrawal} s of withdrawal, {plan.Timeouts.Client.ConnectionLifetime.TotalSeconds} s of a client's life");
    }
}
