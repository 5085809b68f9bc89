namespace Pulumi.AzureNative.PrivateDns;

/// <summary>A private DNS zone.</summary>
[AzureNativeResourceType("azure-native:privatedns:PrivateZone")]
public partial class PrivateZone : CustomResource
{
    public PrivateZone(string name, PrivateZoneArgs args, CustomResourceOptions? options = null)
        : base("azure-native:privatedns:PrivateZone", name, args ?? new PrivateZoneArgs(), Utilities.MakeOptions(options, ""))
    {
    }

    private PrivateZone(string name, Input<string> id, CustomResourceOptions? options)
        : base("azure-native:privatedns:PrivateZone", name, args: null, Utilities.MakeOptions(options, id))
    {
    }

    [Output("location")]
    public Output<string?> Location { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    public static PrivateZone Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);
}

/// <summary>Inputs of <see cref="PrivateZone"/>.</summary>
public sealed class PrivateZoneArgs : ResourceArgs
{
    [Input("location")]
    public Input<string>? Location { get; set; }

    [Input("privateZoneName")]
    public Input<string>? PrivateZoneName { get; set; }

    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;

    [field: Input("tags")]
    public InputMap<string> Tags { get => field ??= new(); set; }

    public static new PrivateZoneArgs Empty => new();
}
