using System.Collections.Immutable;
using Infra.Pooling;
using Infra.Pooling.Aws;
using Infra.Pooling.Specification;
using Pulumi;

namespace Samples.AwsOrders;

/// <summary>An API, its reports and a nightly batch share an Aurora cluster behind RDS Proxy.</summary>
public sealed class OrdersStack : Stack
{
    /// <summary>Makes everything.</summary>
    public OrdersStack()
    {
        var config = new Config();
        var passwords = config.RequireSecretObject<Dictionary<string, string>>("passwords").Apply(entries => entries.ToImmutableDictionary());

        // Refused here, before the first resource, if the specification has faults.
        var plan = PoolPlan.Create(Specification, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        var network = new AwsNetwork
        {
            VpcId = config.Require("vpcId"),
            Subnets = [.. config.RequireObject<Dictionary<string, string>>("subnets").Select(subnet => new AwsSubnet(subnet.Key, subnet.Value))],
            Clients = ImmutableSortedDictionary<string, Input<string>>.Empty.Add("api", config.Require("apiSecurityGroupId")),
        };
        var database = new PostgresAurora("orders", new PostgresArgs { Plan = plan, Network = network });
        var pool = new RdsProxyPool("orders-pool", new RdsProxyPoolArgs
        {
            Plan = plan,
            Database = ProxyDatabase.Of(database),
            Network = network,
            Credentials = passwords,
        }.AddUser(PooledUser.WithPassword("batch", passwords.Apply(entries => entries["batch"]))));

        ReadWriteHost = pool.ReadWriteHost;
        ReadOnlyHost = pool.ReadOnlyHost;
        ConnectionSecretArns = pool.ConnectionSecretArns;
        RebootRequired = database.RebootRequired;
    }

    /// <summary>For writing.</summary>
    [Output("readWriteHost")]
    public Output<string> ReadWriteHost { get; private set; }

    /// <summary>For reading.</summary>
    [Output("readOnlyHost")]
    public Output<string> ReadOnlyHost { get; private set; }

    /// <summary>Secrets with the connections of each role, in all drivers' forms.</summary>
    [Output("connectionSecretArns")]
    public Output<ImmutableDictionary<string, string>> ConnectionSecretArns { get; private set; }

    /// <summary>What waits for a restart.</summary>
    [Output("rebootRequired")]
    public Output<ImmutableArray<string>> RebootRequired { get; private set; }

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
            new() { Name = "reports", Replicas = new(1, 3, Surge.Count(1)), Pool = new(10), Driver = Driver.Jdbc, Route = Route.ReadOnly, User = "reports" },
        ],
    };
}
