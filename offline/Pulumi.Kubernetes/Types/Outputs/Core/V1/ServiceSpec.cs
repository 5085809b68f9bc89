using System.Collections.Immutable;

namespace Pulumi.Kubernetes.Types.Outputs.Core.V1;

/// <summary>How a Service is reached.</summary>
[OutputType]
public sealed class ServiceSpec
{
    public readonly string ClusterIP;
    public readonly ImmutableArray<ServicePort> Ports;
    public readonly ImmutableDictionary<string, string> Selector;
    public readonly string Type;

    [OutputConstructor]
    private ServiceSpec(
        string clusterIP, ImmutableArray<ServicePort> ports, ImmutableDictionary<string, string> selector, string type)
    {
        ClusterIP = clusterIP;
        Ports = ports;
        Selector = selector;
        Type = type;
    }
}

/// <summary>A port of a Service.</summary>
[OutputType]
public sealed class ServicePort
{
    public readonly string Name;
    public readonly int Port;
    public readonly string Protocol;
    public readonly Union<int, string> TargetPort;

    [OutputConstructor]
    private ServicePort(string name, int port, string protocol, Union<int, string> targetPort)
    {
        Name = name;
        Port = port;
        Protocol = protocol;
        TargetPort = targetPort;
    }
}
