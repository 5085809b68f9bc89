using System.Collections.Immutable;
using Infra.Pooling;
using Infra.Pooling.Azure;
using Infra.Pooling.Claims;
using Infra.Pooling.Specification;
using Pulumi;
using Pulumi.AzureNative.Resources;

namespace Samples.AzureKeyVault;

/// <summary>
/// A primary and two replicas, each with PgBouncer, that only private endpoints reach; the connection strings are in a Key Vault.
/// </summary>
public static class OrdersStack
{
    /// <summary>Makes everything; returns the outputs.</summary>
    public static IDictionary<string, object?> Make()
    {
        var config = new Config();
        var group = new ResourceGroup("orders");
        var subnetId = config.Require("subnetId");

        // Refused here, before the server, if the connections do not fit.
        var plan = PoolPlan.Create(Specification, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        var pool = new FlexibleServerPool("orders", new FlexibleServerPoolArgs
        {
            Plan = plan,
            Credentials = new InputMap<string>
            {
                ["orders"] = config.RequireSecret("ordersPassword"),
                ["pooling_admin"] = config.RequireSecret("adminPassword"),
            },
            ResourceGroupName = group.Name,
            Network = FlexibleServerNetwork.PrivateEndpoint(
                subnetId, NameZone.New(subnetId[..subnetId.LastIndexOf("/subnets/", StringComparison.Ordinal)])),
            Vault = new SecretVault(config.Require("vaultName"), config.Require("vaultResourceGroup")),
            Tags = ImmutableDictionary<string, string>.Empty.Add("team", "orders"),
        });
        foreach (var workload in plan.Specification.Workloads)
            _ = new ConnectionClaim(workload.Name, ConnectionClaimArgs.Of(workload, plan));

        return new Dictionary<string, object?>
        {
            ["readWriteHost"] = pool.ReadWriteHost,
            ["readOnlyHost"] = pool.ReadOnlyHost,
            // What the workloads read from the vault.
            ["apiSecret"] = "orders-workload-api",
            ["reportsSecret"] = "orders-workload-reports",
            ["databaseSql"] = pool.DatabaseSql,
            ["restartRequired"] = pool.RestartRequired,
        };
    }

    private static PoolingSpecification Specification => new()
    {
        Target = Target.Azure,
        Database = new()
        {
            Name = "orders",
            User = "orders",
            Version = 17,
            Sku = "Standard_D4ds_v5",
            Replicas = 2,
            FlexibleServer = new() { HighAvailability = HighAvailability.ZoneRedundant },
        },
        Pooler = new() { Kind = PoolerKind.BuiltIn, RootCertificate = "/etc/ssl/certs/ca-certificates.crt" },
        Workloads =
        [
            new()
            {
                Name = "api",
                Replicas = new(2, 10, Surge.Percent(25)),
                Pool = new(20),
                Driver = Driver.Npgsql,
                Load = new(1200, TimeSpan.FromMilliseconds(12)),
            },
            new() { Name = "reports", Replicas = new(1, 3, Surge.Count(1)), Pool = new(10), Driver = Driver.Jdbc, Route = Route.ReadOnly },
        ],
    };
}
