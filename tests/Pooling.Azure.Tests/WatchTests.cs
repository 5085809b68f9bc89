namespace Infra.Pooling.Azure.Tests;

public sealed class WatchTests
{
    [Fact]
    public async Task Constructor_Alert_HasThePlansThreshold()
    {
        var (run, _) = await Run.PoolAsync(Given.Args());

        Json.Equal(
            """
            {"actions":[],"autoMitigate":true,
             "criteria":{
               "allOf":[{"criterionType":"StaticThresholdCriterion","metricName":"client_connections_waiting",
                         "metricNamespace":"Microsoft.DBforPostgreSQL/flexibleServers","name":"clients-waiting",
                         "operator":"GreaterThan","skipMetricValidation":true,"threshold":30,"timeAggregation":"Average"}],
               "odataType":"Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria"},
             "description":"More clients wait for a server connection than the 1 × 30 that the pools hold: the queue is longer than one turn.",
             "enabled":true,"evaluationFrequency":"PT1M","location":"global","resourceGroupName":"rg","scopes":["/id/db"],
             "severity":1,"tags":{},"windowSize":"PT5M"}
            """,
            run["MetricAlert", "db-clients-waiting"]);
    }

    [Fact]
    public async Task Constructor_Alerts_WatchEveryServerByTheBudget()
    {
        // usable = 1718 − 15 − 10 = 1693, of which 80 % are 1354; one pair of 30, two of 20 clients in all at peak.
        var (run, _) = await Run.PoolAsync(Given.Args(""", "replicas": 1"""));

        string[] metrics =
        [
            "active_connections > 1354", "client_connections_waiting > 30", "total_pooled_connections > 30", "num_pools > 2",
            "connections_failed > 10",
        ];
        Assert.Equal(
            [
                .. metrics.Select(metric => $"/id/db: {metric}"), .. metrics.Select(metric => $"/id/db-replica-1: {metric}"),
                "/id/db-replica-1: physical_replication_delay_in_seconds > 30",
            ],
            run.Names("MetricAlert").Select(name => run["MetricAlert", name]).Select(alert =>
                (Scope: alert["scopes"]![0], Criterion: alert["criteria"]!["allOf"]![0]!) is var (scope, criterion)
                    ? $"{scope}: {criterion["metricName"]} > {criterion["threshold"]}"
                    : ""));
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
        Json.Equal(
            """
            {"logAnalyticsDestinationType":"Dedicated",
             "logs":[{"category":"PostgreSQLLogs","enabled":true},{"category":"PostgreSQLFlexPGBouncer","enabled":true}],
             "metrics":[{"category":"AllMetrics","enabled":true}],"resourceUri":"/id/db","workspaceId":"/ws"}
            """,
            run["DiagnosticSetting", "db-logs"]);
    }

    [Fact]
    public async Task Constructor_WithoutWorkspace_LogsNowhere()
    {
        var (run, _) = await Run.PoolAsync(Given.Args());

        Assert.Empty(run.Names("DiagnosticSetting"));
    }
}
