namespace Pulumi.Aws.CloudWatch.Inputs;

public sealed class MetricAlarmMetricQueryArgs : ResourceArgs
{
    [Input("expression")]
    public Input<string>? Expression { get; set; }

    [Input("id", required: true)]
    public Input<string> Id { get; set; } = null!;

    [Input("label")]
    public Input<string>? Label { get; set; }

    [Input("metric")]
    public Input<MetricAlarmMetricQueryMetricArgs>? Metric { get; set; }

    [Input("period")]
    public Input<int>? Period { get; set; }

    [Input("returnData")]
    public Input<bool>? ReturnData { get; set; }

    public static new MetricAlarmMetricQueryArgs Empty => new();
}
