namespace Pulumi.Kubernetes.Types.Inputs.Apps.V1;

public class DeploymentSpecArgs : ResourceArgs
{
    [Input("minReadySeconds")]
    public Input<int>? MinReadySeconds { get; set; }

    [Input("paused")]
    public Input<bool>? Paused { get; set; }

    [Input("progressDeadlineSeconds")]
    public Input<int>? ProgressDeadlineSeconds { get; set; }

    [Input("replicas")]
    public Input<int>? Replicas { get; set; }

    [Input("revisionHistoryLimit")]
    public Input<int>? RevisionHistoryLimit { get; set; }

    [Input("selector", required: true)]
    public Input<Meta.V1.LabelSelectorArgs> Selector { get; set; } = null!;

    [Input("strategy")]
    public Input<DeploymentStrategyArgs>? Strategy { get; set; }

    [Input("template", required: true)]
    public Input<Core.V1.PodTemplateSpecArgs> Template { get; set; } = null!;

    public static new DeploymentSpecArgs Empty => new();
}

public class DeploymentStrategyArgs : ResourceArgs
{
    [Input("rollingUpdate")]
    public Input<RollingUpdateDeploymentArgs>? RollingUpdate { get; set; }

    [Input("type")]
    public Input<string>? Type { get; set; }

    public static new DeploymentStrategyArgs Empty => new();
}

public class RollingUpdateDeploymentArgs : ResourceArgs
{
    [Input("maxSurge")]
    public InputUnion<int, string>? MaxSurge { get; set; }

    [Input("maxUnavailable")]
    public InputUnion<int, string>? MaxUnavailable { get; set; }

    public static new RollingUpdateDeploymentArgs Empty => new();
}
