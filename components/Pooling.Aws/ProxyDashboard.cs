using System.Text.Json;
using Infra.Pooling.RdsProxy;

namespace Infra.Pooling.Aws;

/// <summary>The body of a proxy's CloudWatch dashboard: each alarm's metric with its threshold, and the latencies.</summary>
internal static class ProxyDashboard
{
    private const int Width = 12;
    private const int Height = 6;

    public static string Body(RdsProxyPlan plan, string proxyName, string region)
    {
        var graphs = plan.Alarms.Where(alarm => !alarm.PerTarget).Select(alarm => Graph(
                alarm.Name, region, alarm.Statistic, Limit(alarm),
                alarm.PercentOf is { } whole
                    ? [Expression("IF(whole > 0, 100 * part / whole, 0)"), Metric(alarm.Metric, proxyName, "part", false), Metric(whole, proxyName, "whole", false)]
                    : [Metric(alarm.Metric, proxyName)]))
            .Append(Graph("capacity", region, "Maximum", null, [Metric("DatabaseConnections", proxyName), Metric("MaxDatabaseConnectionsAllowed", proxyName)]))
            .Append(Graph("latency", region, "p99", null, [Metric("QueryDatabaseResponseLatency", proxyName), Metric("DatabaseConnectionsBorrowLatency", proxyName)]));
        return JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["widgets"] = graphs.Select((properties, index) => new Dictionary<string, object>
            {
                ["type"] = "metric",
                ["x"] = index % 2 * Width,
                ["y"] = index / 2 * Height,
                ["width"] = Width,
                ["height"] = Height,
                ["properties"] = properties,
            }).ToArray(),
        });
    }

    private static Dictionary<string, object> Graph(string title, string region, string statistic, object? limit, object[][] metrics)
    {
        var properties = new Dictionary<string, object>
        {
            ["title"] = title,
            ["region"] = region,
            ["stat"] = statistic,
            ["period"] = 60,
            ["view"] = "timeSeries",
            ["metrics"] = metrics,
        };
        if (limit is not null)
            properties["annotations"] = new Dictionary<string, object> { ["horizontal"] = new[] { limit } };
        return properties;
    }

    private static Dictionary<string, object> Limit(ProxyAlarm alarm) => new() { ["label"] = "alarm", ["value"] = alarm.Threshold };

    private static object[] Expression(string expression) => [new Dictionary<string, object> { ["expression"] = expression, ["label"] = "percent" }];

    private static object[] Metric(string metric, string proxyName) => ["AWS/RDS", metric, "ProxyName", proxyName];

    private static object[] Metric(string metric, string proxyName, string id, bool visible) =>
        [.. Metric(metric, proxyName), new Dictionary<string, object> { ["id"] = id, ["visible"] = visible }];
}
