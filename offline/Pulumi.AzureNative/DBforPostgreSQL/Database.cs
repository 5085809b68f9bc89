namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>A database of a server.</summary>
[AzureNativeResourceType("azure-native:dbforpostgresql:Database")]
public partial class Database : CustomResource
{
    public Database(string name, DatabaseArgs args, CustomResourceOptions? options = null)
        : base("azure-native:dbforpostgresql:Database", name, args ?? new DatabaseArgs(), Utilities.MakeOptions(options, ""))
    {
    }

    private Database(string name, Input<string> id, CustomResourceOptions? options)
        : base("azure-native:dbforpostgresql:Database", name, args: null, Utilities.MakeOptions(options, id))
    {
    }

    [Output("charset")]
    public Output<string?> Charset { get; private set; } = null!;

    [Output("collation")]
    public Output<string?> Collation { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    public static Database Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);
}

/// <summary>Inputs of <see cref="Database"/>.</summary>
public sealed class DatabaseArgs : ResourceArgs
{
    [Input("charset")]
    public Input<string>? Charset { get; set; }

    [Input("collation")]
    public Input<string>? Collation { get; set; }

    [Input("databaseName")]
    public Input<string>? DatabaseName { get; set; }

    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;

    [Input("serverName", required: true)]
    public Input<string> ServerName { get; set; } = null!;

    public static new DatabaseArgs Empty => new();
}
