namespace Pulumi.Kubernetes.Types.Inputs.Networking.V1;

public class NetworkPolicyArgs : ResourceArgs
{
    [Input("apiVersion")]
    public Input<string>? ApiVersion { get; set; }

    [Input("kind")]
    public Input<string>? Kind { get; set; }

    [Input("metadata")]
    public Input<Meta.V1.ObjectMetaArgs>? Metadata { get; set; }

    [Input("spec")]
    public Input<NetworkPolicySpecArgs>? Spec { get; set; }

    public static new NetworkPolicyArgs Empty => new();
}
