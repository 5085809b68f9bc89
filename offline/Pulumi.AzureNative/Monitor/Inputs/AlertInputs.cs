namespace Pulumi.AzureNative.Monitor.Inputs;

public sealed class MetricAlertActionArgs : ResourceArgs
{
    [Input("actionGroupId")]
    public Input<string>? ActionGroupId { get; set; }

    [field: Input("webHookProperties")]
    public InputMap<string> WebHookProperties { get => field ??= new(); set; }

    public static new MetricAlertActionArgs Empty => new();
}

public sealed class MetricAlertSingleResourceMultipleMetricCriteriaArgs : ResourceArgs
{
    [field: Input("allOf")]
    public InputList<MetricCriteriaArgs> AllOf { get => field ??= new(); set; }

    [Input("odataType", required: true)]
    public Input<string> OdataType { get; set; } = null!;

    public static new MetricAlertSingleResourceMultipleMetricCriteriaArgs Empty => new();
}

public sealed class MetricCriteriaArgs : ResourceArgs
{
    [Input("criterionType", required: true)]
    public Input<string> CriterionType { get; set; } = null!;

    [Input("metricName", required: true)]
    public Input<string> MetricName { get; set; } = null!;

    [Input("metricNamespace")]
    public Input<string>? MetricNamespace { get; set; }

    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    [Input("operator", required: true)]
    public InputUnion<string, Operator> Operator { get; set; } = null!;

    [Input("skipMetricValidation")]
    public Input<bool>? SkipMetricValidation { get; set; }

    [Input("threshold", required: true)]
    public Input<double> Threshold { get; set; } = null!;

    [Input("timeAggregation", required: true)]
    public InputUnion<string, AggregationTypeEnum> TimeAggregation { get; set; } = null!;

    public static new MetricCriteriaArgs Empty => new();
}
