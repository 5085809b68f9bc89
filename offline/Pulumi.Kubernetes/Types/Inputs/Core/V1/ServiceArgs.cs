namespace Pulumi.Kubernetes.Types.Inputs.Core.V1;

public class ServiceArgs : ResourceArgs
{
    [Input("apiVersion")]
    public Input<string>? ApiVersion { get; set; }

    [Input("kind")]
    public Input<string>? Kind { get; set; }

    [Input("metadata")]
    public Input<Meta.V1.ObjectMetaArgs>? Metadata { get; set; }

    [Input("spec")]
    public Input<ServiceSpecArgs>? Spec { get; set; }

    public static new ServiceArgs Empty => new();
}
