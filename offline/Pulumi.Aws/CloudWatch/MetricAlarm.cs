namespace Pulumi.Aws.CloudWatch;

/// <summary>An alarm on a metric.</summary>
[AwsResourceType("aws:cloudwatch/metricAlarm:MetricAlarm")]
public partial class MetricAlarm : CustomResource
{
    public MetricAlarm(string name, MetricAlarmArgs? args = null, CustomResourceOptions? options = null)
        : base("aws:cloudwatch/metricAlarm:MetricAlarm", name, args ?? new MetricAlarmArgs(), AwsResource.MakeOptions(options))
    {
    }

    [Output("arn")]
    public Output<string> Arn { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;
}

/// <summary>The arguments of <see cref="MetricAlarm"/>.</summary>
public sealed class MetricAlarmArgs : ResourceArgs
{
    [Input("alarmActions")]
    private InputList<string>? _alarmActions;

    public InputList<string> AlarmActions
    {
        get => _alarmActions ??= new();
        set => _alarmActions = value;
    }

    [Input("alarmDescription")]
    public Input<string>? AlarmDescription { get; set; }

    [Input("comparisonOperator")]
    public Input<string>? ComparisonOperator { get; set; }

    [Input("datapointsToAlarm")]
    public Input<int>? DatapointsToAlarm { get; set; }

    [Input("dimensions")]
    private InputMap<string>? _dimensions;

    public InputMap<string> Dimensions
    {
        get => _dimensions ??= new();
        set => _dimensions = value;
    }

    [Input("evaluationPeriods")]
    public Input<int>? EvaluationPeriods { get; set; }

    [Input("extendedStatistic")]
    public Input<string>? ExtendedStatistic { get; set; }

    [Input("metricName")]
    public Input<string>? MetricName { get; set; }

    [Input("metricQueries")]
    private InputList<Inputs.MetricAlarmMetricQueryArgs>? _metricQueries;

    public InputList<Inputs.MetricAlarmMetricQueryArgs> MetricQueries
    {
        get => _metricQueries ??= new();
        set => _metricQueries = value;
    }

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("namespace")]
    public Input<string>? Namespace { get; set; }

    [Input("okActions")]
    private InputList<string>? _okActions;

    public InputList<string> OkActions
    {
        get => _okActions ??= new();
        set => _okActions = value;
    }

    [Input("period")]
    public Input<int>? Period { get; set; }

    [Input("statistic")]
    public Input<string>? Statistic { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    public InputMap<string> Tags
    {
        get => _tags ??= new();
        set => _tags = value;
    }

    [Input("threshold")]
    public Input<double>? Threshold { get; set; }

    [Input("treatMissingData")]
    public Input<string>? TreatMissingData { get; set; }

    public static new MetricAlarmArgs Empty => new();
}
