using System.Collections.Immutable;

namespace Infra.Pooling.Specification;

/// <summary>What only a database on AWS offers: the object under <c>database.rds</c>.</summary>
public sealed record RdsOptions
{
    /// <summary>Where it lives; null until somebody says so. Needed to make resources, not to plan.</summary>
    public RdsNetworkOptions? Network { get; init; }

    /// <summary>An instance or cluster that exists and is not made here; null to make one.</summary>
    public RdsExistingOptions? Existing { get; init; }

    /// <summary>Identifier of the database, for one that is taken over; null for one made of the component's name and the stack's.</summary>
    public string? Identifier { get; init; }

    /// <summary>Name of the proxy, for one that is taken over; null for one made of the component's name and the stack's.</summary>
    public string? ProxyName { get; init; }

    /// <summary>Exact version of the engine, such as <c>16.9</c>; its major version is the database's. Null for AWS's default.</summary>
    public string? EngineVersion { get; init; }

    /// <summary>How clients log in to the proxy, and the proxy to the database; default by password.</summary>
    public RdsAuthentication Authentication { get; init; } = RdsAuthentication.Password;

    /// <summary>
    /// How clients read from the replicas of a single instance, which a proxy cannot serve; null leaves it open, which is fine until a
    /// workload is routed readOnly.
    /// </summary>
    public RdsReads? Reads { get; init; }

    /// <summary>PgBouncer in front of the read replicas, for <see cref="RdsReads.PgBouncer"/>; null for its defaults.</summary>
    public PoolerOptions? ReadPooler { get; init; }

    /// <summary>One more endpoint of the proxy for reading and writing in every zone: the default one spans two. Default false.</summary>
    public bool EveryZone { get; init; }

    /// <summary>Share of max_connections that other proxies take on the same target, in percent; 0 to 99, default 0.</summary>
    public int OtherProxiesPercent { get; init; }

    /// <summary>Parameters of the database beyond those that the plan sets, by name.</summary>
    public ImmutableSortedDictionary<string, RdsParameterOptions> Parameters { get; init; } =
        ImmutableSortedDictionary<string, RdsParameterOptions>.Empty;

    /// <summary>A standby of a single instance in another zone; default true.</summary>
    public bool MultiAz { get; init; } = true;

    /// <summary>Storage of a single instance in GiB; 20 to 65536, default 100.</summary>
    public int StorageGiB { get; init; } = 100;

    /// <summary>How far the storage of a single instance may grow by itself, in GiB; at least its storage, default 1000.</summary>
    public int MaxStorageGiB { get; init; } = 1000;

    /// <summary>Days for which backups are kept; 1 to 35, default 14.</summary>
    public int BackupDays { get; init; } = 14;

    /// <summary>Whether nobody may delete the database, and a last snapshot is taken if it is; default true.</summary>
    public bool Protect { get; init; } = true;

    /// <summary>ARN of the KMS key of storage and secrets; null for AWS's own for storage and a new one for secrets.</summary>
    public string? KmsKey { get; init; }

    /// <summary>ARNs of the SNS topics that alarms go to.</summary>
    public ImmutableArray<string> AlarmTopics { get; init; } = [];

    /// <summary>Namespace in which the connection of each role is kept as a Kubernetes Secret; null for none.</summary>
    public string? KubernetesNamespace { get; init; }

    /// <summary>The minor version; null when it is not stated.</summary>
    public int? Minor => EngineVersion?.Split('.') is [_, var minor, ..] && int.TryParse(minor, out var number) ? number : null;
}

/// <summary>The network of a database on AWS.</summary>
/// <param name="VpcId">The VPC.</param>
/// <param name="Subnets">Subnet ids by the id of their availability zone, such as <c>use1-az1</c>; two zones or more.</param>
/// <param name="Clients">Security groups of the workloads, which are let in.</param>
public sealed record RdsNetworkOptions(string VpcId, ImmutableSortedDictionary<string, string> Subnets, ImmutableArray<string> Clients);

/// <summary>A database that exists.</summary>
/// <param name="Identifier">Identifier of the instance or the cluster.</param>
/// <param name="IsCluster">Whether it is a cluster.</param>
/// <param name="Host">Its endpoint, for the direct route.</param>
/// <param name="ReadHost">Its reader endpoint; null without one.</param>
/// <param name="SecurityGroup">Its security group, which learns to let the proxy in.</param>
public sealed record RdsExistingOptions(string Identifier, bool IsCluster, string Host, string? ReadHost, string SecurityGroup)
{
    /// <summary>ARN of the instance or cluster and its resource id; needed for <see cref="RdsAuthentication.IamEndToEnd"/> only.</summary>
    public string? Arn { get; init; }

    /// <summary>Resource id, <c>db-…</c> or <c>cluster-…</c>.</summary>
    public string? ResourceId { get; init; }
}

/// <summary>A parameter that somebody chose.</summary>
/// <param name="Value">Its value in PostgreSQL's unit-less form.</param>
/// <param name="Apply">When it is to be applied; null to choose by the parameter.</param>
public sealed record RdsParameterOptions(string Value, ParameterApply? Apply = null);

/// <summary>When a parameter is applied.</summary>
public enum ParameterApply
{
    /// <summary>At once; dynamic parameters only.</summary>
    Immediate,

    /// <summary>When the server restarts.</summary>
    PendingReboot,
}

/// <summary>How clients log in to RDS Proxy, and RDS Proxy to the database.</summary>
public enum RdsAuthentication
{
    /// <summary>By password (SCRAM) on both legs; the proxy reads it from Secrets Manager.</summary>
    Password,

    /// <summary>Clients by IAM token, the proxy by the password in Secrets Manager.</summary>
    Iam,

    /// <summary>By IAM on both legs; there is no secret.</summary>
    IamEndToEnd,
}

/// <summary>How clients reach the read replicas of a single instance.</summary>
public enum RdsReads
{
    /// <summary>Past the proxy, at the replica's own endpoint; the budget counts each such client as a server connection.</summary>
    Direct,

    /// <summary>Through PgBouncer on Kubernetes, in front of the replicas alone; it has a budget of its own.</summary>
    PgBouncer,
}
