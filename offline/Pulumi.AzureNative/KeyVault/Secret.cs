namespace Pulumi.AzureNative.KeyVault;

/// <summary>A secret in a vault.</summary>
[AzureNativeResourceType("azure-native:keyvault:Secret")]
public partial class Secret : CustomResource
{
    public Secret(string name, SecretArgs args, CustomResourceOptions? options = null)
        : base("azure-native:keyvault:Secret", name, args ?? new SecretArgs(), Utilities.MakeOptions(options, ""))
    {
    }

    private Secret(string name, Input<string> id, CustomResourceOptions? options)
        : base("azure-native:keyvault:Secret", name, args: null, Utilities.MakeOptions(options, id))
    {
    }

    [Output("location")]
    public Output<string> Location { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    public static Secret Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);
}

/// <summary>Inputs of <see cref="Secret"/>.</summary>
public sealed class SecretArgs : ResourceArgs
{
    [Input("properties", required: true)]
    public Input<Inputs.SecretPropertiesArgs> Properties { get; set; } = null!;

    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;

    [Input("secretName")]
    public Input<string>? SecretName { get; set; }

    [field: Input("tags")]
    public InputMap<string> Tags { get => field ??= new(); set; }

    [Input("vaultName", required: true)]
    public Input<string> VaultName { get; set; } = null!;

    public static new SecretArgs Empty => new();
}
