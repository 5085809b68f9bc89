using Infra.Pooling.RdsProxy;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;

namespace Infra.Pooling.Aws;

/// <summary>The alarms of a plan on a proxy.</summary>
internal static class ProxyAlarmSet
{
    private const string Namespace = "AWS/RDS";
    private const int PeriodSeconds = 60;

    public static void Make(
        string name, string physical, RdsProxyPlan plan, Output<string> proxyName, InputList<string> topics, CustomResourceOptions child)
    {
        foreach (var alarm in plan.Alarms)
        {
            var dimensions = new InputMap<string> { ["ProxyName"] = proxyName };
            if (alarm.PerTarget)
                dimensions.Add(new Dictionary<string, string> { ["TargetGroup"] = "default", ["TargetRole"] = "READ_WRITE" });
            var args = new MetricAlarmArgs
            {
                Name = $"{physical}-{alarm.Name}",
                AlarmDescription = alarm.Description,
                ComparisonOperator = alarm.Below ? "LessThanThreshold" : "GreaterThanThreshold",
                Threshold = alarm.Threshold,
                EvaluationPeriods = alarm.Minutes,
                DatapointsToAlarm = alarm.BadMinutes,
                // A proxy without traffic reports nothing, which is no reason to wake anybody.
                TreatMissingData = "notBreaching",
                AlarmActions = topics,
                OkActions = topics,
            };
            if (alarm.PercentOf is { } whole)
            {
                args.MetricQueries = new[]
                {
                    Query("part", alarm.Metric, alarm.Statistic, dimensions),
                    Query("whole", whole, alarm.Statistic, dimensions),
                    new MetricAlarmMetricQueryArgs
                    {
                        Id = "percent",
                        Expression = "IF(whole > 0, 100 * part / whole, 0)",
                        Label = $"{alarm.Metric} in percent",
                        ReturnData = true,
                    },
                };
            }
            else
            {
                (args.Namespace, args.MetricName, args.Period, args.Dimensions) = (Namespace, alarm.Metric, PeriodSeconds, dimensions);
                if (alarm.Statistic.StartsWith('p'))
                    args.ExtendedStatistic = alarm.Statistic;
                else
                    args.Statistic = alarm.Statistic;
            }

            _ = new MetricAlarm($"{name}-{alarm.Name}", args, child);
        }
    }

    private static MetricAlarmMetricQueryArgs Query(string id, string metric, string statistic, InputMap<string> dimensions) => new()
    {
        Id = id,
        ReturnData = false,
        Metric = new MetricAlarmMetricQueryMetricArgs
        {
            Namespace = Namespace,
            MetricName = metric,
            Stat = statistic,
            Period = PeriodSeconds,
            Dimensions = dimensions,
        },
    };
}
