using System.Globalization;
using Pulumi;
using Pulumi.Aws.CloudWatch;

namespace Infra.Pooling.Aws;

/// <summary>An alarm on the connections of one server, whoever opened them.</summary>
internal static class PostgresAlarm
{
    /// <summary>Share of max_connections at which a server is nearly full.</summary>
    private const int NearlyFullPercent = 90;

    /// <param name="name">Name of the resource.</param>
    /// <param name="args">Plan and topics.</param>
    /// <param name="identifier">The instance.</param>
    /// <param name="child">Options of a child.</param>
    public static void Make(string name, PostgresArgs args, Output<string> identifier, CustomResourceOptions child)
    {
        // Of a server that is not known exactly, the least counts.
        var most = args.Plan.Budget.Input.Capacity.MaxConnections.Min;
        InputList<string> topics = args.Plan.Specification.Database.Rds.AlarmTopics;
        _ = new MetricAlarm($"{name}-server-connections", new MetricAlarmArgs
        {
            AlarmDescription = string.Create(
                CultureInfo.InvariantCulture,
                $"More than {NearlyFullPercent} % of the {most} connections of {name} are taken: soon the server refuses new ones."),
            Namespace = "AWS/RDS",
            MetricName = "DatabaseConnections",
            Dimensions = new InputMap<string> { ["DBInstanceIdentifier"] = identifier },
            Statistic = "Maximum",
            ComparisonOperator = "GreaterThanThreshold",
            Threshold = most * NearlyFullPercent / 100,
            Period = 60,
            EvaluationPeriods = 5,
            DatapointsToAlarm = 3,
            TreatMissingData = "notBreaching",
            AlarmActions = topics,
            OkActions = topics,
        }, child);
    }
}
