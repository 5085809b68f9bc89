using Infra.Pooling.FlexibleServer;
using Pulumi;
using Pulumi.AzureNative.Monitor;
using Pulumi.AzureNative.Monitor.Inputs;

namespace Infra.Pooling.Azure;

/// <summary>Alerts and logs.</summary>
internal static class Watch
{
    public static void Make(FlexibleServerPoolArgs args, ServerSet servers, Sequence sequence)
    {
        // PgBouncer's metrics are there once the parameter that switches them on is written.
        var after = sequence.After;
        foreach (var rule in args.Plan.FlexibleServer!.Alerts)
            Alert(args, servers.All[rule.Server], rule, after);
        if (args.WorkspaceId is not { } workspace)
            return;
        foreach (var server in servers.All)
            Log(server, workspace, after);
    }

    private static void Alert(FlexibleServerPoolArgs args, ServerHandle server, AlertRule rule, CustomResourceOptions after) =>
        _ = new MetricAlert($"{server.Label}-{rule.Name}", new MetricAlertArgs
        {
            ResourceGroupName = args.ResourceGroupName,
            Location = "global",
            Description = rule.Description,
            Severity = rule.Severity,
            Enabled = true,
            AutoMitigate = true,
            Scopes = { server.Id },
            EvaluationFrequency = "PT1M",
            WindowSize = "PT5M",
            Criteria = new MetricAlertSingleResourceMultipleMetricCriteriaArgs
            {
                OdataType = "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
                AllOf =
                {
                    new MetricCriteriaArgs
                    {
                        CriterionType = "StaticThresholdCriterion",
                        Name = rule.Name,
                        MetricNamespace = "Microsoft.DBforPostgreSQL/flexibleServers",
                        MetricName = rule.Metric,
                        Operator = Operator.GreaterThan,
                        Threshold = rule.Threshold,
                        TimeAggregation = rule.Aggregation.ToString(),
                        // A metric that has not been sent yet would be refused.
                        SkipMetricValidation = true,
                    },
                },
            },
            Actions = args.ActionGroupIds.Select(id => new MetricAlertActionArgs { ActionGroupId = id }).ToArray(),
            Tags = args.Tags,
        }, after);

    private static void Log(ServerHandle server, Input<string> workspace, CustomResourceOptions after) =>
        _ = new DiagnosticSetting($"{server.Label}-logs", new DiagnosticSettingArgs
        {
            ResourceUri = server.Id,
            WorkspaceId = workspace,
            LogAnalyticsDestinationType = "Dedicated",
            Logs =
            {
                new DiagnosticsLogSettingsArgs { Category = "PostgreSQLLogs", Enabled = true },
                new DiagnosticsLogSettingsArgs { Category = "PostgreSQLFlexPGBouncer", Enabled = true },
            },
            Metrics = { new DiagnosticsMetricSettingsArgs { Category = "AllMetrics", Enabled = true } },
        }, after);
}
