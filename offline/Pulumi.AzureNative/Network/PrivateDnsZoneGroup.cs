namespace Pulumi.AzureNative.Network;

/// <summary>The zones that name a private endpoint.</summary>
[AzureNativeResourceType("azure-native:network:PrivateDnsZoneGroup")]
public partial class PrivateDnsZoneGroup : CustomResource
{
    public PrivateDnsZoneGroup(string name, PrivateDnsZoneGroupArgs args, CustomResourceOptions? options = null)
        : base("azure-native:network:PrivateDnsZoneGroup", name, args ?? new PrivateDnsZoneGroupArgs(), Utilities.MakeOptions(options, ""))
    {
    }

    private PrivateDnsZoneGroup(string name, Input<string> id, CustomResourceOptions? options)
        : base("azure-native:network:PrivateDnsZoneGroup", name, args: null, Utilities.MakeOptions(options, id))
    {
    }

    [Output("name")]
    public Output<string?> Name { get; private set; } = null!;

    public static PrivateDnsZoneGroup Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);
}

/// <summary>Inputs of <see cref="PrivateDnsZoneGroup"/>.</summary>
public sealed class PrivateDnsZoneGroupArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [field: Input("privateDnsZoneConfigs")]
    public InputList<Inputs.PrivateDnsZoneConfigArgs> PrivateDnsZoneConfigs { get => field ??= new(); set; }

    [Input("privateDnsZoneGroupName")]
    public Input<string>? PrivateDnsZoneGroupName { get; set; }

    [Input("privateEndpointName", required: true)]
    public Input<string> PrivateEndpointName { get; set; } = null!;

    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;

    public static new PrivateDnsZoneGroupArgs Empty => new();
}
