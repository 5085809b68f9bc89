using System.Collections.Immutable;

namespace Infra.Pooling.Specification;

/// <summary>The pooler in front of the database.</summary>
public sealed record PoolerOptions
{
    /// <summary>What pools; default by target: RDS Proxy on AWS, built-in on Azure, PgBouncer on Kubernetes.</summary>
    public required PoolerKind Kind { get; init; }

    /// <summary>Pool mode; default transaction.</summary>
    public PoolMode Mode { get; init; } = PoolMode.Transaction;

    /// <summary>Port on which PgBouncer listens; 1024 to 65535, default 6432.</summary>
    public int Port { get; init; } = 6432;

    /// <summary>Number of PgBouncer pods; default 2 with one more during a rollout.</summary>
    public ReplicaRange Replicas { get; init; } = new(2, 2, Surge.Count(1));

    /// <summary>Settings of the pooler by their own names, as written; checked against the pooler's allow-list, range and version.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
