using Infra.Pooling.Monitoring;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Pooling.Kubernetes.Tests;

public sealed class MetricsTests
{
    private const string Two = "\"metrics\": true, \"processes\": 2";

    [Fact]
    public async Task Exporter_EachProcess_IsAskedByItsSocketAsTheStatsUser()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: Two)));

        var exporters = run.Pod["containers"]!.AsArray().Skip(1).ToList();
        Assert.Equal(["exporter", "exporter-1"], exporters.Select(exporter => exporter!["name"]!.ToString()));
        Json.Equal(
            """
            [{"name": "PGBOUNCER_EXPORTER_CONNECTION_STRING",
              "value": "postgres://pooler_stats@/pgbouncer?host=/run/pgbouncer/1&port=6432&sslmode=disable"},
             {"name": "PGPASSWORD", "valueFrom": {"secretKeyRef": {"name": "pool-exporter", "key": "password"}}}]
            """,
            exporters[1]!["env"]);
        Json.Equal("""["--web.listen-address=:9128"]""", exporters[1]!["args"]);
        Json.Equal("""[{"name": "metrics-1", "containerPort": 9128}]""", exporters[1]!["ports"]);
        Json.Equal(
            """{"runAsUser": 65534, "allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true, "capabilities": {"drop": ["ALL"]}}""",
            exporters[1]!["securityContext"]);
        Assert.Equal(PgBouncerImage.Exporter, exporters[1]!["image"]!.ToString());
    }

    [Fact]
    public async Task Exporter_Password_IsASecretOfItsOwn()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: Two)));

        Assert.Equal("stats-password", run["Secret", "pool-exporter"]["stringData"]!["password"]!.ToString());
        Assert.True(await Output.IsSecretAsync(run.ArgsOf<SecretArgs>("pool-exporter").StringData.ToOutput()));
    }

    [Fact]
    public async Task Monitor_EveryExporter_IsScraped()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: Two)));

        Json.Equal(
            """
            {"selector": {"matchLabels": {"app.kubernetes.io/name": "pgbouncer", "app.kubernetes.io/instance": "pool"}},
             "endpoints": [{"port": "metrics-0", "interval": "15s"}, {"port": "metrics-1", "interval": "15s"}]}
            """,
            run["ServiceMonitor"]["spec"]);
        Json.Equal(
            """[{"name": "metrics-0", "port": 9127, "targetPort": "metrics-0"}, {"name": "metrics-1", "port": 9128, "targetPort": "metrics-1"}]""",
            run["Service", "pool-metrics"]["spec"]!["ports"]);
        Assert.Equal("monitoring.coreos.com/v1", run["ServiceMonitor"]["apiVersion"]!.ToString());
    }

    [Fact]
    public async Task Rules_OfTheComponent_AreThoseOfThePlan()
    {
        var plan = Given.Plan(pooler: Two);
        var (run, _) = await Run.PoolAsync(Given.Args(plan));

        var group = Assert.Single(run["PrometheusRule"]["spec"]!["groups"]!.AsArray())!;
        Assert.Equal(
            new PoolerRules(plan, "pool", "pooling").All.Select(rule => rule.Expression),
            group["rules"]!.AsArray().Select(rule => rule!["expr"]!.ToString()));
    }

    [Fact]
    public async Task Monitors_LabelsGiven_CarryThemBesideTheirOwn()
    {
        var args = Given.Args(Given.Plan(pooler: Two));
        var (run, _) = await Run.PoolAsync(new()
        {
            Plan = args.Plan,
            Credentials = args.Credentials,
            Certificates = args.Certificates,
            MonitorLabels = new() { ["release"] = "prometheus", ["app.kubernetes.io/name"] = "taken" },
        });

        foreach (var kind in new[] { "ServiceMonitor", "PrometheusRule" })
        {
            var labels = run[kind]["metadata"]!["labels"]!;
            Assert.Equal("prometheus", labels["release"]!.ToString());
            Assert.Equal("pgbouncer", labels["app.kubernetes.io/name"]!.ToString());
        }

        Assert.Null(run["Service", "pool-metrics"]["metadata"]!["labels"]!["release"]);
    }

    [Fact]
    public async Task Dashboard_ConfigMap_IsFoundByGrafana()
    {
        var plan = Given.Plan(pooler: Two);
        var (run, _) = await Run.PoolAsync(Given.Args(plan));

        Assert.Equal("1", run["ConfigMap", "pool-dashboard"]["metadata"]!["labels"]!["grafana_dashboard"]!.ToString());
        Json.Equal(PoolerDashboard.Of(plan, "pool", "pooling").ToJsonString(), System.Text.Json.Nodes.JsonNode.Parse(run["ConfigMap", "pool-dashboard"]["data"]!["pgbouncer-pool.json"]!.ToString()));
    }

    [Fact]
    public async Task Metrics_NotWanted_MakeNothing()
    {
        var (run, _) = await Run.PoolAsync(Given.Args());

        Assert.Single(run.Pod["containers"]!.AsArray());
        Assert.DoesNotContain(run.Registered, resource => resource.Contains("monitoring", StringComparison.Ordinal) || resource.Contains("exporter", StringComparison.Ordinal));
    }
}
