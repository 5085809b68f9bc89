namespace Pulumi.AzureNative.Network;

/// <summary>An address in a network that leads to a service.</summary>
[AzureNativeResourceType("azure-native:network:PrivateEndpoint")]
public partial class PrivateEndpoint : CustomResource
{
    public PrivateEndpoint(string name, PrivateEndpointArgs args, CustomResourceOptions? options = null)
        : base("azure-native:network:PrivateEndpoint", name, args ?? new PrivateEndpointArgs(), Utilities.MakeOptions(options, ""))
    {
    }

    private PrivateEndpoint(string name, Input<string> id, CustomResourceOptions? options)
        : base("azure-native:network:PrivateEndpoint", name, args: null, Utilities.MakeOptions(options, id))
    {
    }

    [Output("location")]
    public Output<string?> Location { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    public static PrivateEndpoint Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);
}

/// <summary>Inputs of <see cref="PrivateEndpoint"/>.</summary>
public sealed class PrivateEndpointArgs : ResourceArgs
{
    [Input("location")]
    public Input<string>? Location { get; set; }

    [Input("privateEndpointName")]
    public Input<string>? PrivateEndpointName { get; set; }

    [field: Input("privateLinkServiceConnections")]
    public InputList<Inputs.PrivateLinkServiceConnectionArgs> PrivateLinkServiceConnections { get => field ??= new(); set; }

    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;

    [Input("subnet")]
    public Input<Inputs.SubnetArgs>? Subnet { get; set; }

    [field: Input("tags")]
    public InputMap<string> Tags { get => field ??= new(); set; }

    public static new PrivateEndpointArgs Empty => new();
}
