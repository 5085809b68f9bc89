using System.Collections.Immutable;
using Infra.Pooling;
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

    /// <summary>By workload, the connection string that its own driver takes; secret.</summary>
    [Output("workloadConnections")]
    public Output<Dictionary<string, string>> WorkloadConnections { get; private set; }

    /// <summary>By workload, the variables of its environment; secret.</summary>
    [Output("workloadVariables")]
    public Output<Dictionary<string, Dictionary<string, string>>> WorkloadVariables { get; private set; }

    /// <summary>Makes everything.</summary>
    /// <param name="name">Name of the database; the proxy's ends in <c>-pool</c>.</param>
    /// <param name="args">What it is made from.</param>
    /// <param name="options">Resource options.</param>
    /// <exception cref="ComponentArgumentException">The arguments or the specification are wrong; nothing is registered then.</exception>
    /// <exception cref="RunException">A mandatory finding stands against the plan; nothing is registered then.</exception>
    public RdsProxy(string name, RdsProxyArgs args, ComponentResourceOptions? options = null)
        : this(name, args, PlanText.Of(nameof(RdsProxy), name, args, Target.Aws, given => given.Specification, _ => [], Together), options)
    {
    }

    private RdsProxy(string name, RdsProxyArgs args, PoolPlan plan, ComponentResourceOptions? options)
        : base($"{PlanText.Package}:index:{nameof(RdsProxy)}", name, options)
    {
        var network = Network(plan.Specification.Database.Rds.Network!);
        var child = new ComponentResourceOptions { Parent = this };
        var (database, host) = Database(name, new PostgresArgs { Plan = plan, Network = network }, child);
        var pool = new RdsProxyPool(
            $"{name}-pool",
            new RdsProxyPoolArgs
            {
                Plan = plan,
                Network = network,
                Database = database,
                Credentials = args.Credentials?.Apply(credentials => credentials),
            },
            child);
        var workloads = new Workloads(plan, pool.ReadWriteHost, pool.ReadOnlyHost, host, args.Credentials);
        workloads.Claim(name, this);
        (ReadWriteHost, ReadOnlyHost, Port, ProxyArn, DatabaseSql) = (pool.ReadWriteHost, pool.ReadOnlyHost, pool.Port, pool.Arn, pool.DatabaseSql);
        ConnectionSecretArns = pool.ConnectionSecretArns.Apply(arns => arns.ToDictionary(arn => arn.Key, arn => arn.Value));
        (WorkloadConnections, WorkloadVariables) = (workloads.Connections, workloads.Variables);
        RegisterOutputs();
    }

    private static IEnumerable<Fault> Together(RdsProxyArgs args, PoolPlan plan)
    {
        var rds = plan.Specification.Database.Rds;
        if (plan.RdsProxy is null)
        {
            yield return new(
                "pooler.kind", "is not what this component makes",
                Spelling.Of(plan.Specification.Pooler.Kind), Spelling.Of(PoolerKind.RdsProxy),
                "remove it, or put a PgBouncer in front of the database, with `target: kubernetes` and its host");
        }

        if (plan.Reads is not null)
        {
            yield return new(
                "database.rds.reads", "asks for a pooler that this component does not make",
                Spelling.Of(RdsReads.PgBouncer), Spelling.Of(RdsReads.Direct), $"write `reads: {Spelling.Of(RdsReads.Direct)}`");
        }

        if (rds.KubernetesNamespace is { } space)
        {
            yield return new(
                "database.rds.kubernetesNamespace", "asks for secrets that this component does not make", space, "nothing",
                "remove it, and make them from the output workloadVariables");
        }

        if (rds.Network is null)
        {
            yield return new(
                "database.rds.network", "is missing", null, "the VPC, its subnets by zone, and the security groups of the clients",
                "add `network: {vpcId: vpc-0123, subnets: {use1-az1: subnet-0a1, use1-az2: subnet-0b2}, clients: [sg-0123]}`");
        }

        if (plan.HasPasswords != args.Credentials is not null)
        {
            yield return plan.HasPasswords
                ? new("credentials", "are missing", null, "a password for each role", "give one for each role of the plan, or use IAM on both legs")
                : new(
                    "credentials", "are given, and with IAM on both legs nobody logs in by password", null, "nothing", "remove them");
        }
    }

    private static (ProxyDatabase Target, Output<string> Host) Database(string name, PostgresArgs args, ComponentResourceOptions child)
    {
        var database = args.Plan.Specification.Database;
        if (database.Rds.Existing is { } existing)
        {
            var address = new ExistingDatabase
            {
                Host = existing.Host,
                ReadHost = Given(existing.ReadHost),
                SecurityGroupId = existing.SecurityGroup,
                Arn = Given(existing.Arn),
                ResourceId = Given(existing.ResourceId),
            };
            var target = existing.IsCluster
                ? ProxyDatabase.ExistingCluster(existing.Identifier, database.Replicas > 0, address)
                : ProxyDatabase.ExistingInstance(existing.Identifier, address);
            return (target, Output.Create(existing.Host));
        }

        if (database.IsAurora)
        {
            var cluster = new PostgresAurora(name, args, child);
            return (ProxyDatabase.Of(cluster), cluster.Host);
        }

        var instance = new PostgresInstance(name, args, child);
        return (ProxyDatabase.Of(instance), instance.Host);
    }

    private static AwsNetwork Network(RdsNetworkOptions network) => new()
    {
        VpcId = network.VpcId,
        Subnets = [.. network.Subnets.Select(subnet => new AwsSubnet(subnet.Key, subnet.Value))],
        Clients = network.Clients.ToImmutableSortedDictionary(group => group, group => (Input<string>)group, StringComparer.Ordinal),
    };

    // Absent rather than a null inside an input.
    private static Input<string>? Given(string? text) => text is null ? null : (Input<string>)text;
}
