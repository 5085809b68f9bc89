namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>A parameter of a server.</summary>
[AzureNativeResourceType("azure-native:dbforpostgresql:Configuration")]
public partial class Configuration : CustomResource
{
    public Configuration(string name, ConfigurationArgs args, CustomResourceOptions? options = null)
        : base("azure-native:dbforpostgresql:Configuration", name, args ?? new ConfigurationArgs(), Utilities.MakeOptions(options, ""))
    {
    }

    private Configuration(string name, Input<string> id, CustomResourceOptions? options)
        : base("azure-native:dbforpostgresql:Configuration", name, args: null, Utilities.MakeOptions(options, id))
    {
    }

    [Output("allowedValues")]
    public Output<string> AllowedValues { get; private set; } = null!;

    [Output("defaultValue")]
    public Output<string> DefaultValue { get; private set; } = null!;

    [Output("isConfigPendingRestart")]
    public Output<bool> IsConfigPendingRestart { get; private set; } = null!;

    [Output("isDynamicConfig")]
    public Output<bool> IsDynamicConfig { get; private set; } = null!;

    [Output("isReadOnly")]
    public Output<bool> IsReadOnly { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("source")]
    public Output<string?> Source { get; private set; } = null!;

    [Output("unit")]
    public Output<string> Unit { get; private set; } = null!;

    [Output("value")]
    public Output<string?> Value { get; private set; } = null!;

    public static Configuration Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);
}

/// <summary>Inputs of <see cref="Configuration"/>.</summary>
public sealed class ConfigurationArgs : ResourceArgs
{
    [Input("configurationName")]
    public Input<string>? ConfigurationName { get; set; }

    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;

    [Input("serverName", required: true)]
    public Input<string> ServerName { get; set; } = null!;

    [Input("source")]
    public Input<string>? Source { get; set; }

    [Input("value")]
    public Input<string>? Value { get; set; }

    public static new ConfigurationArgs Empty => new();
}
