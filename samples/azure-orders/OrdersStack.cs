using System.Collections.Immutable;
using Infra.Pooling;
using Infra.Pooling.Azure;
using Infra.Pooling.Specification;
using Pulumi;
using Pulumi.AzureNative.Resources;

namespace Samples.AzureOrders;

/// <summary>An API and its reports share a primary and two replicas, each with PgBouncer, that only private endpoints reach.</summary>
public sealed class OrdersStack : Stack
{
    /// <summary>Makes everything.</summary>
    public OrdersStack()
    {
        var config = new Config();
        var group = new ResourceGroup("orders");
        var subnetId = config.Require("subnetId");
        var pool = new FlexibleServerPool("orders", new FlexibleServerPoolArgs
        {
            // Refused here, before the first resource, if the connections do not fit.
            Plan = PoolPlan.Create(Specification, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)),
            Credentials = config.RequireSecretObject<Dictionary<string, string>>("passwords")
                .Apply(passwords => passwords.ToImmutableDictionary()),
            ResourceGroupName = group.Name,
            Network = FlexibleServerNetwork.PrivateEndpoint(
                subnetId, NameZone.New(subnetId[..subnetId.LastIndexOf("/subnets/", StringComparison.Ordinal)])),
            Tags = ImmutableDictionary<string, string>.Empty.Add("team", "orders"),
        });
        ApiConnection = pool.Connections.Apply(connections => connections["readWrite"]["npgsql"]);
        ReportsConnection = pool.Connections.Apply(connections => connections["readOnly"]["jdbc"]);
        RestartRequired = pool.RestartRequired;
    }

    /// <summary>For the API; secret.</summary>
    [Output("apiConnection")]
    public Output<string> ApiConnection { get; private set; }

    /// <summary>For the reports; secret.</summary>
    [Output("reportsConnection")]
    public Output<string> ReportsConnection { get; private set; }

    /// <summary>What waits for a restart.</summary>
    [Output("restartRequired")]
    public Output<ImmutableArray<string>> RestartRequired { get; private set; }

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
