using System.Collections.Immutable;
using Infra.Pooling;
using Infra.Pooling.Aws;
using Infra.Pooling.Claims;
using Infra.Pooling.Specification;
using Pulumi;

namespace Samples.AuroraReaders;

/// <summary>An API, its reports and a nightly batch share an Aurora cluster with a reader behind RDS Proxy.</summary>
public static class OrdersStack
{
    /// <summary>Makes everything; returns the outputs.</summary>
    public static IDictionary<string, object?> Make()
    {
        var config = new Config();

        // Refused here, before the first resource, if the connections do not fit.
        var plan = PoolPlan.Create(Specification, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        var network = new AwsNetwork
        {
            VpcId = config.Require("vpcId"),
            Subnets = [.. config.RequireObject<Dictionary<string, string>>("subnets").Select(subnet => new AwsSubnet(subnet.Key, subnet.Value))],
            Clients = ImmutableSortedDictionary<string, Input<string>>.Empty.Add("api", config.Require("clientSecurityGroupId")),
        };
        var database = new PostgresAurora("orders", new PostgresArgs { Plan = plan, Network = network });
        var pool = new RdsProxyPool("orders-pool", new RdsProxyPoolArgs
        {
            Plan = plan,
            Database = ProxyDatabase.Of(database),
            Network = network,
        }
        .AddUser(PooledUser.WithPassword("orders", config.RequireSecret("ordersPassword")))
        .AddUser(PooledUser.WithPassword("reports", config.RequireSecret("reportsPassword")))
        .AddUser(PooledUser.WithPassword("batch", config.RequireSecret("batchPassword"))));
        foreach (var workload in plan.Specification.Workloads)
            _ = new ConnectionClaim(workload.Name, ConnectionClaimArgs.Of(workload, plan));

        return new Dictionary<string, object?>
        {
            ["readWriteHost"] = pool.ReadWriteHost,
            ["readOnlyHost"] = pool.ReadOnlyHost,
            ["connectionSecretArns"] = pool.ConnectionSecretArns,
            ["databaseSql"] = pool.DatabaseSql,
            ["rebootRequired"] = database.RebootRequired,
        };
    }

    private static PoolingSpecification Specification => new()
    {
        Target = Target.Aws,
        Database = new() { Name = "orders", User = "orders", Version = 17, Serverless = new(2, 16), Replicas = 1 },
        Pooler = new() { Kind = PoolerKind.RdsProxy },
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
            new()
            {
                Name = "reports",
                Replicas = new(1, 3, Surge.Count(1)),
                Pool = new(10),
                Driver = Driver.Jdbc,
                Route = Route.ReadOnly,
                User = "reports",
            },
        ],
    };
}
