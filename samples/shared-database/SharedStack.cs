using System.Collections.Immutable;
using Infra.Pooling;
using Infra.Pooling.Aws;
using Infra.Pooling.Claims;
using Infra.Pooling.Specification;
using Pulumi;

namespace Samples.SharedDatabase;

/// <summary>One RDS instance behind one RDS Proxy for two services, whose connections are counted against one budget.</summary>
public static class SharedStack
{
    /// <summary>Makes everything; returns the outputs.</summary>
    public static IDictionary<string, object?> Make()
    {
        var config = new Config();

        // Refused here, before the first resource, if the connections of both services together do not fit.
        var plan = PoolPlan.Create(Specification, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        var network = new AwsNetwork
        {
            VpcId = config.Require("vpcId"),
            Subnets = [.. config.RequireObject<Dictionary<string, string>>("subnets").Select(subnet => new AwsSubnet(subnet.Key, subnet.Value))],
            Clients = ImmutableSortedDictionary<string, Input<string>>.Empty
                .Add("billing", config.Require("billingSecurityGroupId"))
                .Add("orders", config.Require("ordersSecurityGroupId")),
        };
        var database = new PostgresInstance("shop", new PostgresArgs { Plan = plan, Network = network });
        var pool = new RdsProxyPool("shop-pool", new RdsProxyPoolArgs
        {
            Plan = plan,
            Database = ProxyDatabase.Of(database),
            Network = network,
        }
        .AddUser(PooledUser.WithPassword("orders", config.RequireSecret("ordersPassword")))
        .AddUser(PooledUser.WithPassword("billing", config.RequireSecret("billingPassword"))));

        // The services live in programs of their own. A claim for each is how the policies find what they ask of this database.
        foreach (var workload in plan.Specification.Workloads)
            _ = new ConnectionClaim(workload.Name, ConnectionClaimArgs.Of(workload, plan));

        return new Dictionary<string, object?>
        {
            ["host"] = pool.ReadWriteHost,
            // A StackReference in the program of each service takes its own, and nothing else.
            ["ordersVariables"] = pool.VariablesOf("orders"),
            ["billingVariables"] = pool.VariablesOf("billing"),
            ["databaseSql"] = pool.DatabaseSql,
        };
    }

    private static PoolingSpecification Specification => new()
    {
        Target = Target.Aws,
        Database = new() { Name = "shop", User = "orders", InstanceClass = "db.m7g.large", Reserve = new() { Admin = 10, Other = 20 } },
        Pooler = new() { Kind = PoolerKind.RdsProxy },
        Workloads =
        [
            new()
            {
                Name = "orders",
                Replicas = new(3, 12, Surge.Percent(25)),
                Pool = new(20),
                Driver = Driver.Npgsql,
                Load = new(1500, TimeSpan.FromMilliseconds(10)),
            },
            new()
            {
                Name = "billing",
                Replicas = new(1, 4, Surge.Count(1)),
                Pool = new(5, 5),
                Driver = Driver.Pgx,
                User = "billing",
                Load = new(100, TimeSpan.FromMilliseconds(40)),
            },
        ],
    };
}
