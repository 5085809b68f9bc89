namespace Pulumi.Kubernetes.Types.Inputs.Autoscaling.V2;

public class HorizontalPodAutoscalerArgs : ResourceArgs
{
    [Input("apiVersion")]
    public Input<string>? ApiVersion { get; set; }

    [Input("kind")]
    public Input<string>? Kind { get; set; }

    [Input("metadata")]
    public Input<Meta.V1.ObjectMetaArgs>? Metadata { get; set; }

    [Input("spec", required: true)]
    public Input<HorizontalPodAutoscalerSpecArgs> Spec { get; set; } = null!;

    public static new HorizontalPodAutoscalerArgs Empty => new();
}
