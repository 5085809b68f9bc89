using System.Collections.Immutable;
using Infra.Pooling;
using Infra.Pooling.Aws;
using Infra.Pooling.Claims;
using Infra.Pooling.Specification;
using Pulumi;

namespace Samples.ExistingRds;

/// <summary>RDS Proxy in front of an RDS instance that exists; all that the instance notices is one more rule of its security group.</summary>
public static class OrdersStack
{
    /// <summary>Makes everything; returns the outputs.</summary>
    public static IDictionary<string, object?> Make()
    {
        var config = new Config();

        // Refused here, before the first resource, if the connections do not fit.
        var plan = PoolPlan.Create(Specification, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        var pool = new RdsProxyPool("orders", new RdsProxyPoolArgs
        {
            Plan = plan,
            Database = ProxyDatabase.ExistingInstance(config.Require("instance"), new ExistingDatabase
            {
                Host = config.Require("host"),
                SecurityGroupId = config.Require("databaseSecurityGroupId"),
            }),
            Network = new AwsNetwork
            {
                VpcId = config.Require("vpcId"),
                Subnets = [.. config.RequireObject<Dictionary<string, string>>("subnets").Select(subnet => new AwsSubnet(subnet.Key, subnet.Value))],
                Clients = ImmutableSortedDictionary<string, Input<string>>.Empty.Add("api", config.Require("clientSecurityGroupId")),
            },
        }.AddUser(PooledUser.WithPassword("orders", config.RequireSecret("password"))));
        foreach (var workload in plan.Specification.Workloads)
            _ = new ConnectionClaim(workload.Name, ConnectionClaimArgs.Of(workload, plan));

        return new Dictionary<string, object?>
        {
            ["host"] = pool.ReadWriteHost,
            ["apiVariables"] = pool.VariablesOf("api"),
            ["databaseSql"] = pool.DatabaseSql,
        };
    }

    // The class is what max_connections is known from. A value of your own in the parameter group is stated as MaxConnections.
    private static PoolingSpecification Specification => new()
    {
        Target = Target.Aws,
        Database = new() { Name = "orders", User = "orders", InstanceClass = "db.m7g.large", Reserve = new() { Admin = 10, Other = 40 } },
        Pooler = new() { Kind = PoolerKind.RdsProxy },
        Workloads =
        [
            new()
            {
                Name = "api",
                Replicas = new(2, 10, Surge.Percent(25)),
                Processes = 2,
                Pool = new(10, 10),
                Driver = Driver.Npgsql,
                Load = new(800, TimeSpan.FromMilliseconds(15)),
            },
        ],
    };
}
