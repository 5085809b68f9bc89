namespace Pulumi.Kubernetes.Types.Inputs.Autoscaling.V2;

public class HorizontalPodAutoscalerSpecArgs : ResourceArgs
{
    [Input("behavior")]
    public Input<HorizontalPodAutoscalerBehaviorArgs>? Behavior { get; set; }

    [Input("maxReplicas", required: true)]
    public Input<int> MaxReplicas { get; set; } = null!;

    [field: Input("metrics")]
    public InputList<MetricSpecArgs> Metrics { get => field ??= new(); set; }

    [Input("minReplicas")]
    public Input<int>? MinReplicas { get; set; }

    [Input("scaleTargetRef", required: true)]
    public Input<CrossVersionObjectReferenceArgs> ScaleTargetRef { get; set; } = null!;

    public static new HorizontalPodAutoscalerSpecArgs Empty => new();
}

public class CrossVersionObjectReferenceArgs : ResourceArgs
{
    [Input("apiVersion")]
    public Input<string>? ApiVersion { get; set; }

    [Input("kind", required: true)]
    public Input<string> Kind { get; set; } = null!;

    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    public static new CrossVersionObjectReferenceArgs Empty => new();
}

public class MetricSpecArgs : ResourceArgs
{
    [Input("pods")]
    public Input<PodsMetricSourceArgs>? Pods { get; set; }

    [Input("resource")]
    public Input<ResourceMetricSourceArgs>? Resource { get; set; }

    [Input("type", required: true)]
    public Input<string> Type { get; set; } = null!;

    public static new MetricSpecArgs Empty => new();
}

public class ResourceMetricSourceArgs : ResourceArgs
{
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    [Input("target", required: true)]
    public Input<MetricTargetArgs> Target { get; set; } = null!;

    public static new ResourceMetricSourceArgs Empty => new();
}

public class PodsMetricSourceArgs : ResourceArgs
{
    [Input("metric", required: true)]
    public Input<MetricIdentifierArgs> Metric { get; set; } = null!;

    [Input("target", required: true)]
    public Input<MetricTargetArgs> Target { get; set; } = null!;

    public static new PodsMetricSourceArgs Empty => new();
}

public class MetricIdentifierArgs : ResourceArgs
{
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    [Input("selector")]
    public Input<Meta.V1.LabelSelectorArgs>? Selector { get; set; }

    public static new MetricIdentifierArgs Empty => new();
}

public class MetricTargetArgs : ResourceArgs
{
    [Input("averageUtilization")]
    public Input<int>? AverageUtilization { get; set; }

    [Input("averageValue")]
    public Input<string>? AverageValue { get; set; }

    [Input("type", required: true)]
    public Input<string> Type { get; set; } = null!;

    [Input("value")]
    public Input<string>? Value { get; set; }

    public static new MetricTargetArgs Empty => new();
}

public class HorizontalPodAutoscalerBehaviorArgs : ResourceArgs
{
    [Input("scaleDown")]
    public Input<HPAScalingRulesArgs>? ScaleDown { get; set; }

    [Input("scaleUp")]
    public Input<HPAScalingRulesArgs>? ScaleUp { get; set; }

    public static new HorizontalPodAutoscalerBehaviorArgs Empty => new();
}

public class HPAScalingRulesArgs : ResourceArgs
{
    [field: Input("policies")]
    public InputList<HPAScalingPolicyArgs> Policies { get => field ??= new(); set; }

    [Input("selectPolicy")]
    public Input<string>? SelectPolicy { get; set; }

    [Input("stabilizationWindowSeconds")]
    public Input<int>? StabilizationWindowSeconds { get; set; }

    public static new HPAScalingRulesArgs Empty => new();
}

public class HPAScalingPolicyArgs : ResourceArgs
{
    [Input("periodSeconds", required: true)]
    public Input<int> PeriodSeconds { get; set; } = null!;

    [Input("type", required: true)]
    public Input<string> Type { get; set; } = null!;

    [Input("value", required: true)]
    public Input<int> Value { get; set; } = null!;

    public static new HPAScalingPolicyArgs Empty => new();
}
