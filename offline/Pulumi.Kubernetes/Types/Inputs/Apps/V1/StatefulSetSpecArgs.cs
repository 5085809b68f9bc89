namespace Pulumi.Kubernetes.Types.Inputs.Apps.V1;

public class StatefulSetSpecArgs : ResourceArgs
{
    [Input("minReadySeconds")]
    public Input<int>? MinReadySeconds { get; set; }

    [Input("podManagementPolicy")]
    public Input<string>? PodManagementPolicy { get; set; }

    [Input("replicas")]
    public Input<int>? Replicas { get; set; }

    [Input("revisionHistoryLimit")]
    public Input<int>? RevisionHistoryLimit { get; set; }

    [Input("selector", required: true)]
    public Input<Meta.V1.LabelSelectorArgs> Selector { get; set; } = null!;

    [Input("serviceName")]
    public Input<string>? ServiceName { get; set; }

    [Input("template", required: true)]
    public Input<Core.V1.PodTemplateSpecArgs> Template { get; set; } = null!;

    [Input("updateStrategy")]
    public Input<StatefulSetUpdateStrategyArgs>? UpdateStrategy { get; set; }

    public static new StatefulSetSpecArgs Empty => new();
}

public class StatefulSetUpdateStrategyArgs : ResourceArgs
{
    [Input("rollingUpdate")]
    public Input<RollingUpdateStatefulSetStrategyArgs>? RollingUpdate { get; set; }

    [Input("type")]
    public Input<string>? Type { get; set; }

    public static new StatefulSetUpdateStrategyArgs Empty => new();
}

public class RollingUpdateStatefulSetStrategyArgs : ResourceArgs
{
    [Input("maxUnavailable")]
    public InputUnion<int, string>? MaxUnavailable { get; set; }

    [Input("partition")]
    public Input<int>? Partition { get; set; }

    public static new RollingUpdateStatefulSetStrategyArgs Empty => new();
}
