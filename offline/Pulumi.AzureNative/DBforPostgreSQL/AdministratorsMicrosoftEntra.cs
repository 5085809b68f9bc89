namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>An Entra principal that administers a server.</summary>
[AzureNativeResourceType("azure-native:dbforpostgresql:AdministratorsMicrosoftEntra")]
public partial class AdministratorsMicrosoftEntra : CustomResource
{
    public AdministratorsMicrosoftEntra(string name, AdministratorsMicrosoftEntraArgs args, CustomResourceOptions? options = null)
        : base("azure-native:dbforpostgresql:AdministratorsMicrosoftEntra", name, args ?? new AdministratorsMicrosoftEntraArgs(), Utilities.MakeOptions(options, ""))
    {
    }

    private AdministratorsMicrosoftEntra(string name, Input<string> id, CustomResourceOptions? options)
        : base("azure-native:dbforpostgresql:AdministratorsMicrosoftEntra", name, args: null, Utilities.MakeOptions(options, id))
    {
    }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("objectId")]
    public Output<string?> ObjectId { get; private set; } = null!;

    [Output("principalName")]
    public Output<string?> PrincipalName { get; private set; } = null!;

    [Output("principalType")]
    public Output<string?> PrincipalType { get; private set; } = null!;

    [Output("tenantId")]
    public Output<string?> TenantId { get; private set; } = null!;

    public static AdministratorsMicrosoftEntra Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);
}

/// <summary>Inputs of <see cref="AdministratorsMicrosoftEntra"/>.</summary>
public sealed class AdministratorsMicrosoftEntraArgs : ResourceArgs
{
    [Input("objectId")]
    public Input<string>? ObjectId { get; set; }

    [Input("principalName")]
    public Input<string>? PrincipalName { get; set; }

    [Input("principalType")]
    public InputUnion<string, PrincipalType>? PrincipalType { get; set; }

    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;

    [Input("serverName", required: true)]
    public Input<string> ServerName { get; set; } = null!;

    [Input("tenantId")]
    public Input<string>? TenantId { get; set; }

    public static new AdministratorsMicrosoftEntraArgs Empty => new();
}
