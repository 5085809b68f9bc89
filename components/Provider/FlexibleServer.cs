using Infra.Pooling;
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

    /// <summary>By workload, the connection string that its own driver takes; secret.</summary>
    [Output("workloadConnections")]
    public Output<Dictionary<string, string>> WorkloadConnections { get; private set; }

    /// <summary>By workload, the variables of its environment; secret.</summary>
    [Output("workloadVariables")]
    public Output<Dictionary<string, Dictionary<string, string>>> WorkloadVariables { get; private set; }

    /// <summary>Makes everything.</summary>
    /// <param name="name">Name of the server.</param>
    /// <param name="args">What it is made from.</param>
    /// <param name="options">Resource options.</param>
    /// <exception cref="ComponentArgumentException">The arguments or the specification are wrong; nothing is registered then.</exception>
    /// <exception cref="RunException">A mandatory finding stands against the plan; nothing is registered then.</exception>
    public FlexibleServer(string name, FlexibleServerArgs args, ComponentResourceOptions? options = null)
        : this(name, args, Asked(name, args), options)
    {
    }

    private FlexibleServer(string name, FlexibleServerArgs args, FlexibleServerPoolArgs asked, ComponentResourceOptions? options)
        : base($"{PlanText.Package}:index:{nameof(FlexibleServer)}", name, options)
    {
        var pool = new FlexibleServerPool(name, asked, new ComponentResourceOptions { Parent = this });
        var workloads = new Workloads(asked.Plan, pool.ReadWriteHost, pool.ReadOnlyHost, pool.ReadWriteHost, args.Credentials);
        workloads.Claim(name, this);
        (ReadWriteHost, ReadOnlyHost, Port, DatabaseSql) = (pool.ReadWriteHost, pool.ReadOnlyHost, pool.Port, pool.DatabaseSql);
        (WorkloadConnections, WorkloadVariables) = (workloads.Connections, workloads.Variables);
        RegisterOutputs();
    }

    private static FlexibleServerPoolArgs Asked(string name, FlexibleServerArgs args)
    {
        var plan = PlanText.Of(nameof(FlexibleServer), name, args, Target.Azure, given => given.Specification, Missing, ResourceGroup);
        var server = plan.Specification.Database.FlexibleServer;
        var asked = new FlexibleServerPoolArgs
        {
            Plan = plan,
            Credentials = args.Credentials,
            ResourceGroupName = args.ResourceGroupName ?? server.ResourceGroup!,
            Location = Given(server.Location),
            Source = server.Existing is { } id ? FlexibleServerSource.Existing(id) : FlexibleServerSource.New(Given(server.ServerName)),
            Network = Network(server.Network),
            NamePrefix = args.NamePrefix,
            ActionGroupIds = [.. server.ActionGroups.Select(group => (Input<string>)group)],
            WorkspaceId = Given(server.Workspace),
            Vault = server.KeyVault is { } vault ? new SecretVault(vault.Name, vault.ResourceGroup) : null,
        };
        FlexibleServerPoolGuard.Check(name, asked);
        return asked;
    }

    private static IEnumerable<Fault> Missing(FlexibleServerArgs args) => ComponentArgumentException.Missing(
        "credentials", args.Credentials, "a password for each role", "give one for each role of the plan");

    private static IEnumerable<Fault> ResourceGroup(FlexibleServerArgs args, PoolPlan plan) =>
        (args.ResourceGroupName, plan.Specification.Database.FlexibleServer.ResourceGroup) switch
        {
            (null, null) => [new(
                "resourceGroupName", "is missing", null, "the name of a resource group",
                "name it, here or as `database.flexibleServer.resourceGroup`")],
            ({ }, { } group) => [new(
                "database.flexibleServer.resourceGroup", "stands beside resourceGroupName", group, "one of the two", "remove one of the two")],
            _ => [],
        };

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
