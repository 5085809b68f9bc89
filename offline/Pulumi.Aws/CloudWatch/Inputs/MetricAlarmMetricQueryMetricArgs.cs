namespace Pulumi.Aws.CloudWatch.Inputs;

public sealed class MetricAlarmMetricQueryMetricArgs : ResourceArgs
{
    [Input("dimensions")]
    private InputMap<string>? _dimensions;

    public InputMap<string> Dimensions
    {
        get => _dimensions ??= new();
        set => _dimensions = value;
    }

    [Input("metricName", required: true)]
    public Input<string> MetricName { get; set; } = null!;

    [Input("namespace")]
    public Input<string>? Namespace { get; set; }

    [Input("period", required: true)]
    public Input<int> Period { get; set; } = null!;

    [Input("stat", required: true)]
    public Input<string> Stat { get; set; } = null!;

    public static new MetricAlarmMetricQueryMetricArgs Empty => new();
}
