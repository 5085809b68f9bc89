namespace Infra.Pooling.Azure.Tests;

public sealed class WatchTests
{
    [Fact]
    public async Task Constructor_Alert_HasThePlansThreshold()
    {
        var (run, _) = await Run.PoolAsync(Given.Args());

        Assert.Equal(
            """{"actions":[],"autoMitigate":true,"criteria":{"allOf":[{"criterionType":"StaticThresholdCriterion","metricName":"client_connections_waiting","metricNamespace":"Microsoft.DBforPostgreSQL/flexibleServers","name":"clients-waiting","operator":"GreaterThan","skipMetricValidation":true,"threshold":30,"timeAggregation":"Average"}],"odataType":"Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria"},"description":"More clients wait for a server connection than the 1 \u00D7 30 that the pools hold: the queue is longer than one turn.","enabled":true,"evaluationFrequency":"PT1M","location":"global","resourceGroupName":"rg","scopes":["/id/db"],"severity":1,"tags":{},"windowSize":"PT5M"}""",
            Json.Sorted(run["MetricAlert", "db-clients-waiting"]).ToJsonString());
    }

    [Fact]
    public async Task Constructor_Alerts_WaitForTheMetrics()
    {
        var (run, _) = await Run.PoolAsync(Given.Args());

        Assert.Equal("on", run["Configuration", "db-metrics.pgbouncer_diagnostics"]["value"]!.ToString());
        Assert.Contains("Configuration db-metrics.pgbouncer_diagnostics", await run.WaitsForAsync("MetricAlert", "db-clients-waiting"));
    }

    [Fact]
    public async Task Constructor_AlertsOff_MakesNone()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(""", "flexibleServer": {"alerts": false}"""));

        Assert.Empty(run.Names("MetricAlert"));
        Assert.Equal("off", run["Configuration", "db-metrics.pgbouncer_diagnostics"]["value"]!.ToString());
    }

    [Fact]
    public async Task Constructor_Workspace_TakesTheLogsOfPgBouncerFromEveryServer()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(""", "replicas": 1""", workspace: "/ws"));

        Assert.Equal(["db-logs", "db-replica-1-logs"], run.Names("DiagnosticSetting"));
        Assert.Equal(
            """{"logAnalyticsDestinationType":"Dedicated","logs":[{"category":"PostgreSQLLogs","enabled":true},{"category":"PostgreSQLFlexPGBouncer","enabled":true}],"metrics":[{"category":"AllMetrics","enabled":true}],"resourceUri":"/id/db","workspaceId":"/ws"}""",
            Json.Sorted(run["DiagnosticSetting", "db-logs"]).ToJsonString());
    }

    [Fact]
    public async Task Constructor_WithoutWorkspace_LogsNowhere()
    {
        var (run, _) = await Run.PoolAsync(Given.Args());

        Assert.Empty(run.Names("DiagnosticSetting"));
    }
}
