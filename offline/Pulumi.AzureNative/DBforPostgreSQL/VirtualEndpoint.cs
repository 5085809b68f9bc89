using System.Collections.Immutable;

namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>A pair of names, one for the primary and one for reading.</summary>
[AzureNativeResourceType("azure-native:dbforpostgresql:VirtualEndpoint")]
public partial class VirtualEndpoint : CustomResource
{
    public VirtualEndpoint(string name, VirtualEndpointArgs args, CustomResourceOptions? options = null)
        : base("azure-native:dbforpostgresql:VirtualEndpoint", name, args ?? new VirtualEndpointArgs(), Utilities.MakeOptions(options, ""))
    {
    }

    private VirtualEndpoint(string name, Input<string> id, CustomResourceOptions? options)
        : base("azure-native:dbforpostgresql:VirtualEndpoint", name, args: null, Utilities.MakeOptions(options, id))
    {
    }

    [Output("endpointType")]
    public Output<string?> EndpointType { get; private set; } = null!;

    [Output("members")]
    public Output<ImmutableArray<string>> Members { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("virtualEndpoints")]
    public Output<ImmutableArray<string>> VirtualEndpoints { get; private set; } = null!;

    public static VirtualEndpoint Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);
}

/// <summary>Inputs of <see cref="VirtualEndpoint"/>.</summary>
public sealed class VirtualEndpointArgs : ResourceArgs
{
    [Input("endpointType")]
    public InputUnion<string, VirtualEndpointType>? EndpointType { get; set; }

    [field: Input("members")]
    public InputList<string> Members { get => field ??= new(); set; }

    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;

    [Input("serverName", required: true)]
    public Input<string> ServerName { get; set; } = null!;

    [Input("virtualEndpointName")]
    public Input<string>? VirtualEndpointName { get; set; }

    public static new VirtualEndpointArgs Empty => new();
}
