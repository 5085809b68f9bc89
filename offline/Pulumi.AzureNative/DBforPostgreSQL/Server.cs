namespace Pulumi.AzureNative.DBforPostgreSQL;

/// <summary>A Flexible Server.</summary>
[AzureNativeResourceType("azure-native:dbforpostgresql:Server")]
public partial class Server : CustomResource
{
    public Server(string name, ServerArgs args, CustomResourceOptions? options = null)
        : base("azure-native:dbforpostgresql:Server", name, args ?? new ServerArgs(), Utilities.MakeOptions(options, ""))
    {
    }

    private Server(string name, Input<string> id, CustomResourceOptions? options)
        : base("azure-native:dbforpostgresql:Server", name, args: null, Utilities.MakeOptions(options, id))
    {
    }

    [Output("administratorLogin")]
    public Output<string?> AdministratorLogin { get; private set; } = null!;

    [Output("fullyQualifiedDomainName")]
    public Output<string> FullyQualifiedDomainName { get; private set; } = null!;

    [Output("location")]
    public Output<string> Location { get; private set; } = null!;

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("state")]
    public Output<string> State { get; private set; } = null!;

    [Output("version")]
    public Output<string?> Version { get; private set; } = null!;

    public static Server Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);
}

/// <summary>Inputs of <see cref="Server"/>.</summary>
public sealed class ServerArgs : ResourceArgs
{
    [Input("administratorLogin")]
    public Input<string>? AdministratorLogin { get; set; }

    [Input("administratorLoginPassword")]
    public Input<string>? AdministratorLoginPassword { get; set; }

    [Input("authConfig")]
    public Input<Inputs.AuthConfigArgs>? AuthConfig { get; set; }

    [Input("availabilityZone")]
    public Input<string>? AvailabilityZone { get; set; }

    [Input("backup")]
    public Input<Inputs.BackupArgs>? Backup { get; set; }

    [Input("createMode")]
    public InputUnion<string, CreateMode>? CreateMode { get; set; }

    [Input("highAvailability")]
    public Input<Inputs.HighAvailabilityArgs>? HighAvailability { get; set; }

    [Input("location")]
    public Input<string>? Location { get; set; }

    [Input("network")]
    public Input<Inputs.NetworkArgs>? Network { get; set; }

    [Input("replica")]
    public Input<Inputs.ReplicaArgs>? Replica { get; set; }

    [Input("replicationRole")]
    public InputUnion<string, ReplicationRole>? ReplicationRole { get; set; }

    [Input("resourceGroupName", required: true)]
    public Input<string> ResourceGroupName { get; set; } = null!;

    [Input("serverName")]
    public Input<string>? ServerName { get; set; }

    [Input("sku")]
    public Input<Inputs.SkuArgs>? Sku { get; set; }

    [Input("sourceServerResourceId")]
    public Input<string>? SourceServerResourceId { get; set; }

    [Input("storage")]
    public Input<Inputs.StorageArgs>? Storage { get; set; }

    [field: Input("tags")]
    public InputMap<string> Tags { get => field ??= new(); set; }

    [Input("version")]
    public InputUnion<string, PostgresMajorVersion>? Version { get; set; }

    public ServerArgs() => AvailabilityZone = "";

    public static new ServerArgs Empty => new();
}
