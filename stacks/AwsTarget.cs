using System.Collections.Immutable;
using Infra.Pooling;
using Infra.Pooling.Aws;
using Infra.Pooling.Kubernetes;
using Infra.Pooling.RdsParameters;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Stacks;

/// <summary>RDS or Aurora behind RDS Proxy, or behind PgBouncer on Kubernetes.</summary>
internal static class AwsTarget
{
    private const string DatabaseName = "database";
    private const string ProxyName = "pooler";
    private const string ReadsName = "reads";

    /// <exception cref="SpecificationException">The specification does not say where the database lives.</exception>
    public static PoolingEndpoints Make(PoolPlan plan, PoolingConfig config, Output<ImmutableDictionary<string, string>> credentials)
    {
        var network = Network(plan.Specification.Database.Rds.Network);
        return plan.RdsProxy is null ? BehindPgBouncer(plan, network, config, credentials) : BehindProxy(plan, network, config, credentials);
    }

    private static PoolingEndpoints BehindProxy(
        PoolPlan plan, AwsNetwork network, PoolingConfig config, Output<ImmutableDictionary<string, string>> credentials)
    {
        var database = Database(plan, network);
        var reads = plan.Reads is { } part ? PgBouncer(ReadsName, part, database, config, credentials) : null;
        var pool = new RdsProxyPool(ProxyName, new RdsProxyPoolArgs
        {
            Plan = plan,
            Database = database.Target,
            Network = network,
            Credentials = plan.HasPasswords ? credentials : null,
            ReadHost = reads is { ReadOnlyHost: var host } ? host : (Input<string>?)null,
        });
        var endpoints = new PoolingEndpoints(pool.ReadWriteHost, pool.ReadOnlyHost, database.Host, pool.DatabaseSql)
        {
            Details = ImmutableDictionary<string, object>.Empty
                .Add("proxyArn", pool.Arn)
                .Add("proxySecurityGroupId", pool.SecurityGroupId)
                .Add("clientPolicy", pool.ClientPolicy)
                .Add("connectionSecretArns", pool.ConnectionSecretArns)
                .Add("maxConnectionsPercent", plan.RdsProxy!.MaxConnectionsPercent)
                .Add("maxConnectionsPercentReason", plan.RdsProxy.Reason)
                .Add("freeAddresses", plan.RdsProxy.FreeAddresses),
            RebootRequired = RebootRequired(plan),
        };
        if (plan.Specification.Database.Rds.KubernetesNamespace is { } space)
            ConnectionKubernetesSecret.Make(plan, endpoints, credentials, space);
        return endpoints;
    }

    private static PoolingEndpoints BehindPgBouncer(
        PoolPlan plan, AwsNetwork network, PoolingConfig config, Output<ImmutableDictionary<string, string>> credentials)
    {
        var database = Database(plan, network);
        var pool = PgBouncer(KubernetesTarget.ComponentName, plan, database, config, credentials);
        return new(pool.ReadWriteHost, pool.ReadOnlyHost, database.Host, pool.DatabaseSql)
        {
            RebootRequired = RebootRequired(plan),
        };
    }

    // The parameters of a database that is not made here stay as they are.
    private static ImmutableArray<string> RebootRequired(PoolPlan plan) => plan.Specification.Database.Rds.Existing is null
        ? ParameterGroupPlan.Create(plan.Specification, plan.DatabaseParameters).RebootRequired
        : [];

    private static PgBouncerPool PgBouncer(
        string name,
        PoolPlan plan,
        (ProxyDatabase Target, Output<string> Host, Input<string>? ReadHosts) database,
        PoolingConfig config,
        Output<ImmutableDictionary<string, string>> credentials) => new(name, new PgBouncerPoolArgs
        {
            Plan = plan,
            Credentials = credentials,
            Certificates = KubernetesTarget.Certificates(config, plan),
            Hosts = new(database.Host, database.ReadHosts),
            Namespace = config.Namespace,
            MonitorLabels = config.MonitorLabels,
        });

    private static (ProxyDatabase Target, Output<string> Host, Input<string>? ReadHosts) Database(PoolPlan plan, AwsNetwork network)
    {
        var database = plan.Specification.Database;
        if (database.Rds.Existing is { } existing)
        {
            var address = new ExistingDatabase
            {
                Host = existing.Host,
                ReadHost = existing.ReadHost is { } host ? host : (Input<string>?)null,
                SecurityGroupId = existing.SecurityGroup,
                Arn = existing.Arn is { } arn ? arn : (Input<string>?)null,
                ResourceId = existing.ResourceId is { } id ? id : (Input<string>?)null,
            };
            return (
                existing.IsCluster
                    ? ProxyDatabase.ExistingCluster(existing.Identifier, database.Replicas > 0, address)
                    : ProxyDatabase.ExistingInstance(existing.Identifier, address),
                Output.Create(existing.Host),
                address.ReadHost);
        }

        var args = new PostgresArgs { Plan = plan, Network = network };
        if (database.IsAurora)
        {
            var cluster = new PostgresAurora(DatabaseName, args);
            return (ProxyDatabase.Of(cluster), cluster.Host, cluster.ReadHost);
        }

        var instance = new PostgresInstance(DatabaseName, args);
        return (ProxyDatabase.Of(instance), instance.Host, database.Replicas == 0 ? (Input<string>?)null : instance.ReadHosts.Apply(hosts => string.Join(',', hosts)));
    }

    private static AwsNetwork Network(RdsNetworkOptions? network) => network is null
        ? throw new SpecificationException([new(
            "database.rds.network", "is missing", null, "the VPC, its subnets by zone, and the security groups of the clients",
            "add `network: {vpcId: vpc-0123, subnets: {use1-az1: subnet-0a1, use1-az2: subnet-0b2}, clients: [sg-0123]}`")])
        : new AwsNetwork
        {
            VpcId = network.VpcId,
            Subnets = [.. network.Subnets.Select(subnet => new AwsSubnet(subnet.Key, subnet.Value))],
            Clients = network.Clients.ToImmutableSortedDictionary(group => group, group => (Input<string>)group, StringComparer.Ordinal),
        };
}
