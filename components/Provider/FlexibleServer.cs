using Infra.Pooling.Azure;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Provider;

/// <summary>Azure Database for PostgreSQL Flexible Server with its built-in PgBouncer, for programs in any language.</summary>
public sealed class FlexibleServer : ComponentResource
{
    /// <summary>Host name for reading and writing.</summary>
    [Output("readWriteHost")]
    public Output<string> ReadWriteHost { get; private set; }

    /// <summary>Host name for reading.</summary>
    [Output("readOnlyHost")]
    public Output<string> ReadOnlyHost { get; private set; }

    /// <summary>Port of PgBouncer on both.</summary>
    [Output("port")]
    public Output<int> Port { get; private set; }

    /// <summary>SQL that makes the roles on the server; secret.</summary>
    [Output("databaseSql")]
    public Output<string> DatabaseSql { get; private set; }

    /// <summary>Makes everything.</summary>
    /// <param name="name">Name of the server.</param>
    /// <param name="args">What it is made from.</param>
    /// <param name="options">Resource options.</param>
    /// <exception cref="SpecificationException">The specification has faults.</exception>
    public FlexibleServer(string name, FlexibleServerArgs args, ComponentResourceOptions? options = null)
        : base($"{PlanText.Package}:index:{nameof(FlexibleServer)}", name, options)
    {
        ArgumentNullException.ThrowIfNull(args);
        var plan = PlanText.Read(nameof(FlexibleServer), args.Specification, Target.Azure);
        var server = plan.Specification.Database.FlexibleServer;
        var pool = new FlexibleServerPool(
            name,
            new FlexibleServerPoolArgs
            {
                Plan = plan,
                Credentials = args.Credentials,
                ResourceGroupName = args.ResourceGroupName,
                Location = Given(server.Location),
                Source = server.Existing is { } id ? FlexibleServerSource.Existing(id) : FlexibleServerSource.New(Given(server.ServerName)),
                Network = Network(server.Network),
                ActionGroupIds = [.. server.ActionGroups.Select(group => (Input<string>)group)],
                WorkspaceId = Given(server.Workspace),
                Vault = server.KeyVault is { } vault ? new SecretVault(vault.Name, vault.ResourceGroup) : null,
            },
            new ComponentResourceOptions { Parent = this });
        (ReadWriteHost, ReadOnlyHost, Port, DatabaseSql) = (pool.ReadWriteHost, pool.ReadOnlyHost, pool.Port, pool.DatabaseSql);
        RegisterOutputs();
    }

    private static FlexibleServerNetwork Network(FlexibleServerNetworkOptions? network) => network switch
    {
        FlexibleServerNetworkOptions.VNet(var subnet, var zone) => FlexibleServerNetwork.VNet(subnet, Zone(zone, subnet)),
        FlexibleServerNetworkOptions.PrivateEndpoint(var subnet, var zone) => FlexibleServerNetwork.PrivateEndpoint(subnet, Zone(zone, subnet)),
        FlexibleServerNetworkOptions.Public(var allowed) => FlexibleServerNetwork.Public(allowed),
        _ => FlexibleServerNetwork.Public(),
    };

    // A subnet's id is its network's, and then /subnets/<name>.
    private static NameZone Zone(string? zone, string subnet) => zone is not null ? NameZone.Existing(zone)
        : NameZone.New(subnet[..subnet.LastIndexOf("/subnets/", StringComparison.OrdinalIgnoreCase)]);

    // Absent rather than a null inside an input.
    private static Input<string>? Given(string? text) => text is null ? null : (Input<string>)text;
}
