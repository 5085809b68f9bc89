namespace Pulumi.AzureNative.PrivateDns;

/// <summary>A network that sees a private DNS zone.</summary>
[AzureNativeResourceType("azure-native:privatedns:VirtualNetworkLink")]
public partial class VirtualNetworkLink : CustomResource
{
    public VirtualNetworkLink(string name, VirtualNetworkLinkArgs args, CustomResourceOptions? options = null)
        : base("azure-native:privatedns:VirtualNetworkLink", name, args ?? new VirtualNetworkLinkArgs(), Utilities.MakeOptions(options, ""))
    {
    }

    private VirtualNetworkLink(string name, Input<string> id, CustomResourceOptions? options)
        : base("azure-native:privatedns:VirtualNetworkLink", name, args: null, Utilities.MakeOptions(options, id))
    {
    }

    [Output("location")]
    public Output<string?> Location { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    public static VirtualNetworkLink Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);
}

/// <summary>Inputs of <see cref="VirtualNetworkLink"/>.</summary>
public sealed class VirtualNetworkLinkArgs : ResourceArgs
{
    [Input("location")]
    public Input<string>? Location { get; set; }

    [Input("privateZoneName", required: true)]
    public Input<string> PrivateZoneName { get; set; } = null!;

    [Input("registrationEnabled")]
    public Input<bool>? RegistrationEnabled { get; set; }

    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;

    [field: Input("tags")]
    public InputMap<string> Tags { get => field ??= new(); set; }

    [Input("virtualNetwork")]
    public Input<Inputs.SubResourceArgs>? VirtualNetwork { get; set; }

    [Input("virtualNetworkLinkName")]
    public Input<string>? VirtualNetworkLinkName { get; set; }

    public static new VirtualNetworkLinkArgs Empty => new();
}
