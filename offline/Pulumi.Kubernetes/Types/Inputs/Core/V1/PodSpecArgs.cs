namespace Pulumi.Kubernetes.Types.Inputs.Core.V1;

public class PodTemplateSpecArgs : ResourceArgs
{
    [Input("metadata")]
    public Input<Meta.V1.ObjectMetaArgs>? Metadata { get; set; }

    [Input("spec")]
    public Input<PodSpecArgs>? Spec { get; set; }

    public static new PodTemplateSpecArgs Empty => new();
}

public class PodSpecArgs : ResourceArgs
{
    [Input("automountServiceAccountToken")]
    public Input<bool>? AutomountServiceAccountToken { get; set; }

    [Input("containers", required: true)]
    private InputList<ContainerArgs>? _containers;

    public InputList<ContainerArgs> Containers
    {
        get => _containers ??= new();
        set => _containers = value;
    }

    [Input("enableServiceLinks")]
    public Input<bool>? EnableServiceLinks { get; set; }

    [field: Input("imagePullSecrets")]
    public InputList<LocalObjectReferenceArgs> ImagePullSecrets { get => field ??= new(); set; }

    [field: Input("initContainers")]
    public InputList<ContainerArgs> InitContainers { get => field ??= new(); set; }

    [field: Input("nodeSelector")]
    public InputMap<string> NodeSelector { get => field ??= new(); set; }

    [Input("priorityClassName")]
    public Input<string>? PriorityClassName { get; set; }

    [Input("restartPolicy")]
    public Input<string>? RestartPolicy { get; set; }

    [Input("securityContext")]
    public Input<PodSecurityContextArgs>? SecurityContext { get; set; }

    [Input("serviceAccountName")]
    public Input<string>? ServiceAccountName { get; set; }

    [Input("terminationGracePeriodSeconds")]
    public Input<int>? TerminationGracePeriodSeconds { get; set; }

    [field: Input("tolerations")]
    public InputList<TolerationArgs> Tolerations { get => field ??= new(); set; }

    [field: Input("topologySpreadConstraints")]
    public InputList<TopologySpreadConstraintArgs> TopologySpreadConstraints { get => field ??= new(); set; }

    [field: Input("volumes")]
    public InputList<VolumeArgs> Volumes { get => field ??= new(); set; }

    public static new PodSpecArgs Empty => new();
}
