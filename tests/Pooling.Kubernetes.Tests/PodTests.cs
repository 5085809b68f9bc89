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

    [Theory]
    [InlineData(100, 1, 32, 32)]
    [InlineData(1000, 1, 64, 128)]
    [InlineData(5000, 1, 256, 512)]
    [InlineData(5000, 3, 512, 2048)]
    public async Task Pod_Memory_FollowsFromItsClients(int clients, int processes, int request, int limit)
    {
        var plan = Given.Plan(pooler: $"\"processes\": {processes}, \"settings\": {{\"max_client_conn\": {clients}, \"default_pool_size\": 5}}");
        var (run, _) = await Run.PoolAsync(Given.Args(plan));

        Json.Equal(
            $$$"""{"requests": {"cpu": "100m", "memory": "{{{request}}}Mi"}, "limits": {"memory": "{{{limit}}}Mi"}}""",
            run.Container["resources"]);
    }

    [Fact]
    public async Task Volume_Run_HasRoomForAFileOfEachProcess()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: "\"processes\": 3, \"settings\": {\"default_pool_size\": 5}")));

        Json.Equal("""{"name": "run", "emptyDir": {"medium": "Memory", "sizeLimit": "16Mi"}}""", run.Pod["volumes"]![1]);
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
    [InlineData("1", "1")]
    [InlineData("\"25%\"", "\"25%\"")]
    public async Task Rollout_Surge_StaysACountOrAShare(string surge, string maxSurge)
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: $"\"replicas\": {{\"min\": 3, \"max\": 4, \"surge\": {surge}}}, \"peering\": false")));

        Json.Equal(
            $$$"""{"type": "RollingUpdate", "rollingUpdate": {"maxSurge": {{{maxSurge}}}, "maxUnavailable": 0}}""",
            run["Deployment"]["spec"]!["strategy"]);
    }

    [Fact]
    public async Task Rollout_NeitherSurgeNorPeers_StillWaitsForEachPodToEnd()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: "\"replicas\": {\"min\": 1, \"max\": 1, \"surge\": 0}")));

        Json.Equal("""{"type": "RollingUpdate"}""", run["StatefulSet"]["spec"]!["updateStrategy"]);
        Assert.DoesNotContain(run.Container["env"]!.AsArray(), variable => variable!["name"]!.ToString() == "POOLER_PEERS");
    }

    [Fact]
    public async Task Rollout_Peers_ReplacesOnePodAfterTheOther()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: "\"replicas\": {\"min\": 3, \"max\": 4}")));

        var spec = run["StatefulSet"]["spec"]!;
        Json.Equal("""{"type": "RollingUpdate"}""", spec["updateStrategy"]);
        Assert.Equal("Parallel", spec["podManagementPolicy"]!.ToString());
        Assert.Equal("pool-peers", spec["serviceName"]!.ToString());
    }

    [Fact]
    public async Task Peers_Service_NamesEveryPodWhetherReadyOrNot()
    {
        var (run, _) = await Run.PoolAsync(Given.Args());

        Json.Equal(
            """
            {"clusterIP": "None", "publishNotReadyAddresses": true,
             "selector": {"app.kubernetes.io/name": "pgbouncer", "app.kubernetes.io/instance": "pool"},
             "ports": [{"name": "pgbouncer", "port": 6432, "targetPort": "pgbouncer"}]}
            """,
            run["Service", "pool-peers"]["spec"]);
    }

    [Fact]
    public async Task Environment_Peers_TellsTheScriptWhoTheyAre()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: "\"port\": 6543, \"processes\": 2, \"replicas\": {\"min\": 2, \"max\": 5}")));

        Json.Equal(
            """
            [{"name": "POOLER_PORT", "value": "6543"},
             {"name": "POOLER_POD", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}},
             {"name": "POOLER_PROCESSES", "value": "2"},
             {"name": "POOLER_PEERS", "value": "pool-peers.pooling.svc"}]
            """,
            run.Container["env"]);
        Assert.Equal("5\n", run["ConfigMap"]["data"]!["pods"]!.ToString());
    }

    [Fact]
    public async Task Environment_WithoutPeers_NamesNone()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: "\"peering\": false")));

        Assert.DoesNotContain("POOLER_PEERS", run.Container["env"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("pool", run["Deployment"]["metadata"]!["name"]!.ToString());
    }

    [Fact]
    public async Task Pod_Spread_IsOverZonesAndHosts()
    {
        var (run, _) = await Run.PoolAsync(Given.Args());

        const string Selector = """{"matchLabels": {"app.kubernetes.io/name": "pgbouncer", "app.kubernetes.io/instance": "pool"}}""";
        Json.Equal(
            $$"""
            [{"maxSkew": 1, "topologyKey": "topology.kubernetes.io/zone", "whenUnsatisfiable": "ScheduleAnyway", "labelSelector": {{Selector}}},
             {"maxSkew": 1, "topologyKey": "kubernetes.io/hostname", "whenUnsatisfiable": "ScheduleAnyway", "labelSelector": {{Selector}}}]
            """,
            run.Pod["topologySpreadConstraints"]);
    }

    [Fact]
    public async Task DisruptionBudget_Always_LetsOnePodGo()
    {
        var (run, _) = await Run.PoolAsync(Given.Args());

        Json.Equal(
            """
            {"maxUnavailable": 1, "unhealthyPodEvictionPolicy": "AlwaysAllow",
             "selector": {"matchLabels": {"app.kubernetes.io/name": "pgbouncer", "app.kubernetes.io/instance": "pool"}}}
            """,
            run["PodDisruptionBudget"]["spec"]);
    }

    [Theory]
    [InlineData("1.26.1", "1m", 5, 145, null)]
    [InlineData("1.26.1", "10m", 5, 685, null)]
    [InlineData("1.22.0", "1m", 135, 145, "INT")]
    public async Task Termination_Drain_DecidesEveryTime(string version, string drain, int preStop, int grace, string? signal)
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: $"\"version\": \"{version}\", \"drain\": \"{drain}\"")));

        Json.Equal($$"""["sleep", "{{preStop}}"]""", run.Container["lifecycle"]!["preStop"]!["exec"]!["command"]);
        Assert.Equal(grace, run.Pod["terminationGracePeriodSeconds"]!.GetValue<double>());
        var stop = run.Container["env"]!.AsArray().SingleOrDefault(variable => variable!["name"]!.ToString() == "POOLER_STOP");
        Assert.Equal(signal, stop?["value"]!.ToString());
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
