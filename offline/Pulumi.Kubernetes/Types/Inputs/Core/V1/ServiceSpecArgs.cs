namespace Pulumi.Kubernetes.Types.Inputs.Core.V1;

public class ServiceSpecArgs : ResourceArgs
{
    [Input("clusterIP")]
    public Input<string>? ClusterIP { get; set; }

    [Input("externalName")]
    public Input<string>? ExternalName { get; set; }

    [Input("externalTrafficPolicy")]
    public Input<string>? ExternalTrafficPolicy { get; set; }

    [Input("internalTrafficPolicy")]
    public Input<string>? InternalTrafficPolicy { get; set; }

    [field: Input("ipFamilies")]
    public InputList<string> IpFamilies { get => field ??= new(); set; }

    [Input("ipFamilyPolicy")]
    public Input<string>? IpFamilyPolicy { get; set; }

    [field: Input("ports")]
    public InputList<ServicePortArgs> Ports { get => field ??= new(); set; }

    [Input("publishNotReadyAddresses")]
    public Input<bool>? PublishNotReadyAddresses { get; set; }

    [field: Input("selector")]
    public InputMap<string> Selector { get => field ??= new(); set; }

    [Input("sessionAffinity")]
    public Input<string>? SessionAffinity { get; set; }

    [Input("trafficDistribution")]
    public Input<string>? TrafficDistribution { get; set; }

    [Input("type")]
    public InputUnion<string, Pulumi.Kubernetes.Core.V1.ServiceSpecType>? Type { get; set; }

    public static new ServiceSpecArgs Empty => new();
}

public class ServicePortArgs : ResourceArgs
{
    [Input("appProtocol")]
    public Input<string>? AppProtocol { get; set; }

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("nodePort")]
    public Input<int>? NodePort { get; set; }

    [Input("port", required: true)]
    public Input<int> Port { get; set; } = null!;

    [Input("protocol")]
    public Input<string>? Protocol { get; set; }

    [Input("targetPort")]
    public InputUnion<int, string>? TargetPort { get; set; }

    public static new ServicePortArgs Empty => new();
}
