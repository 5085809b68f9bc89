using System.Collections.Immutable;
using Infra.Pooling.Aws;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Provider;

/// <summary>RDS PostgreSQL or Aurora behind RDS Proxy, for programs in any language.</summary>
public sealed class RdsProxy : ComponentResource
{
    /// <summary>Host name for reading and writing.</summary>
    [Output("readWriteHost")]
    public Output<string> ReadWriteHost { get; private set; }

    /// <summary>Host name for reading.</summary>
    [Output("readOnlyHost")]
    public Output<string> ReadOnlyHost { get; private set; }

    /// <summary>Port of both.</summary>
    [Output("port")]
    public Output<int> Port { get; private set; }

    /// <summary>ARN of the proxy.</summary>
    [Output("proxyArn")]
    public Output<string> ProxyArn { get; private set; }

    /// <summary>SQL that makes the roles on the server; secret.</summary>
    [Output("databaseSql")]
    public Output<string> DatabaseSql { get; private set; }

    /// <summary>ARN of the secret with the connections of each role, by role name.</summary>
    [Output("connectionSecretArns")]
    public Output<Dictionary<string, string>> ConnectionSecretArns { get; private set; }

    /// <summary>Makes everything.</summary>
    /// <param name="name">Name of the database; the proxy's ends in <c>-pool</c>.</param>
    /// <param name="args">What it is made from.</param>
    /// <param name="options">Resource options.</param>
    /// <exception cref="SpecificationException">The specification has faults.</exception>
    public RdsProxy(string name, RdsProxyArgs args, ComponentResourceOptions? options = null)
        : base($"{PlanText.Package}:index:{nameof(RdsProxy)}", name, options)
    {
        ArgumentNullException.ThrowIfNull(args);
        var plan = PlanText.Read(nameof(RdsProxy), args.Specification, Target.Aws);
        var network = Network(plan.Specification.Database.Rds.Network);
        var child = new ComponentResourceOptions { Parent = this };
        var pool = new RdsProxyPool(
            $"{name}-pool",
            new RdsProxyPoolArgs
            {
                Plan = plan,
                Network = network,
                Database = Database(name, new PostgresArgs { Plan = plan, Network = network }, child),
                Credentials = args.Credentials?.Apply(credentials => credentials),
            },
            child);
        (ReadWriteHost, ReadOnlyHost, Port, ProxyArn, DatabaseSql) = (pool.ReadWriteHost, pool.ReadOnlyHost, pool.Port, pool.Arn, pool.DatabaseSql);
        ConnectionSecretArns = pool.ConnectionSecretArns.Apply(arns => arns.ToDictionary(arn => arn.Key, arn => arn.Value));
        RegisterOutputs();
    }

    private static ProxyDatabase Database(string name, PostgresArgs args, ComponentResourceOptions child)
    {
        var database = args.Plan.Specification.Database;
        if (database.Rds.Existing is not { } existing)
            return database.IsAurora ? ProxyDatabase.Of(new PostgresAurora(name, args, child)) : ProxyDatabase.Of(new PostgresInstance(name, args, child));
        var address = new ExistingDatabase
        {
            Host = existing.Host,
            ReadHost = Given(existing.ReadHost),
            SecurityGroupId = existing.SecurityGroup,
            Arn = Given(existing.Arn),
            ResourceId = Given(existing.ResourceId),
        };
        return existing.IsCluster
            ? ProxyDatabase.ExistingCluster(existing.Identifier, database.Replicas > 0, address)
            : ProxyDatabase.ExistingInstance(existing.Identifier, address);
    }

    private static AwsNetwork Network(RdsNetworkOptions? network) => network is null
        ? throw new SpecificationException([new(
            "database.rds.network", $"is missing, and {nameof(RdsProxy)} makes resources in it", null, "the VPC, its subnets by zone, and the security groups of the clients",
            "add `network: {vpcId: vpc-0123, subnets: {use1-az1: subnet-0a1, use1-az2: subnet-0b2}, clients: [sg-0123]}`")])
        : new AwsNetwork
        {
            VpcId = network.VpcId,
            Subnets = [.. network.Subnets.Select(subnet => new AwsSubnet(subnet.Key, subnet.Value))],
            Clients = network.Clients.ToImmutableSortedDictionary(group => group, group => (Input<string>)group, StringComparer.Ordinal),
        };

    // Absent rather than a null inside an input.
    private static Input<string>? Given(string? text) => text is null ? null : (Input<string>)text;
}
