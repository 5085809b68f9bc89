namespace Pulumi.AzureNative.Resources;

/// <summary>A group of resources.</summary>
[AzureNativeResourceType("azure-native:resources:ResourceGroup")]
public partial class ResourceGroup : CustomResource
{
    public ResourceGroup(string name, ResourceGroupArgs? args = null, CustomResourceOptions? options = null)
        : base("azure-native:resources:ResourceGroup", name, args ?? new ResourceGroupArgs(), Utilities.MakeOptions(options, ""))
    {
    }

    private ResourceGroup(string name, Input<string> id, CustomResourceOptions? options)
        : base("azure-native:resources:ResourceGroup", name, args: null, Utilities.MakeOptions(options, id))
    {
    }

    [Output("location")]
    public Output<string> Location { get; private set; } = null!;

    [Output("managedBy")]
    public Output<string?> ManagedBy { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    public static ResourceGroup Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);
}

/// <summary>Inputs of <see cref="ResourceGroup"/>.</summary>
public sealed class ResourceGroupArgs : ResourceArgs
{
    [Input("location")]
    public Input<string>? Location { get; set; }

    [Input("managedBy")]
    public Input<string>? ManagedBy { get; set; }

    [Input("resourceGroupName")]
    public Input<string>? ResourceGroupName { get; set; }

    [field: Input("tags")]
    public InputMap<string> Tags { get => field ??= new(); set; }

    public static new ResourceGroupArgs Empty => new();
}
