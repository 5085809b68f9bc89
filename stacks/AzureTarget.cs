using System.Collections.Immutable;
using Infra.Pooling;
using Infra.Pooling.Azure;
using Infra.Pooling.Specification;
using Pulumi;
using Pulumi.AzureNative.Resources;

namespace Infra.Stacks;

/// <summary>A Flexible Server on Azure with its built-in PgBouncer.</summary>
internal static class AzureTarget
{
    private const string ComponentName = "database";

    public static PoolingEndpoints Make(PoolPlan plan, Output<ImmutableDictionary<string, string>> credentials)
    {
        var options = plan.Specification.Database.FlexibleServer;
        var pool = new FlexibleServerPool(ComponentName, new FlexibleServerPoolArgs
        {
            Plan = plan,
            Credentials = credentials,
            ResourceGroupName = options.ResourceGroup ?? NewGroup(options),
            Location = Text(options.Location),
            Source = options.Existing is { } id ? FlexibleServerSource.Existing(id) : FlexibleServerSource.New(Text(options.ServerName)),
            Network = Network(options.Network),
            ActionGroupIds = [.. options.ActionGroups.Select(group => (Input<string>)group)],
            WorkspaceId = Text(options.Workspace),
            Vault = options.KeyVault is { } vault ? new SecretVault(vault.Name, vault.ResourceGroup) : null,
        });
        return new(pool.ReadWriteHost, pool.ReadOnlyHost, pool.ReadWriteHost, pool.DatabaseSql)
        {
            RebootRequired =
            [
                .. plan.FlexibleServer!.Writes.Where(write => !write.IsDynamic)
                    .Select(write => $"{(write.Server == 0 ? "primary" : $"replica {write.Server}")}: "
                        + $"{write.Name} = {write.Value} is a static parameter"),
            ],
            Details = ImmutableDictionary<string, object>.Empty
                .Add("failoverNote", pool.FailoverNote)
                .Add("restartRequired", pool.RestartRequired)
                .Add("readOnlyHosts", pool.ReadOnlyHosts)
                .Add("allConnections", pool.Connections)
                .Add("workloadConnections", pool.WorkloadConnections)
                .Add("furtherDatabaseSql", pool.FurtherDatabaseSql),
        };
    }

    private static Input<string> NewGroup(FlexibleServerOptions options) =>
        new ResourceGroup(ComponentName, new ResourceGroupArgs { Location = Text(options.Location) }).Name;

    private static FlexibleServerNetwork Network(FlexibleServerNetworkOptions? network) => network switch
    {
        FlexibleServerNetworkOptions.VNet inside => FlexibleServerNetwork.VNet(inside.Subnet, Zone(inside.Zone, inside.Subnet)),
        FlexibleServerNetworkOptions.PrivateEndpoint endpoint =>
            FlexibleServerNetwork.PrivateEndpoint(endpoint.Subnet, Zone(endpoint.Zone, endpoint.Subnet)),
        FlexibleServerNetworkOptions.Public open => FlexibleServerNetwork.Public(open.Allowed),
        _ => FlexibleServerNetwork.Public(),
    };

    // A subnet's id is its network's, and then /subnets/<name>.
    private static NameZone Zone(string? zone, string subnet) => zone is not null ? NameZone.Existing(zone)
        : NameZone.New(subnet[..subnet.LastIndexOf("/subnets/", StringComparison.OrdinalIgnoreCase)]);

    // Absent rather than a null inside an input.
    private static Input<string>? Text(string? text) => text is null ? null : (Input<string>)text;
}
