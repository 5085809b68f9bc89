using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Budget;

/// <summary>What stands between the workloads and the servers: one of the records below.</summary>
public abstract record PoolerInput
{
    private protected PoolerInput()
    {
    }

    /// <summary>Where the pooler is stated, for messages; default <c>pooler</c>.</summary>
    public string Path { get; init; } = "pooler";

    /// <summary>Its name, which stands before those of its lines; null, the default, where there is only one.</summary>
    public string? Name { get; init; }

    internal string Line(string name) => Name is null ? name : $"{Name} {name}";
}

/// <summary>No pooler: every workload reaches a server by itself.</summary>
public sealed record NoPoolerInput : PoolerInput;

/// <summary>PgBouncer in pods of our own, each pod with the same configuration.</summary>
/// <param name="Pods">The pods.</param>
/// <param name="MaxClientConn">max_client_conn of one process.</param>
/// <param name="Databases">The entries of [databases].</param>
public sealed record PgBouncerInput(ReplicaRange Pods, Interval MaxClientConn, ImmutableArray<PgBouncerDatabase> Databases) : PoolerInput
{
    /// <summary>PgBouncer processes in each pod; 1 or more, default 1.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>
    /// Old pods that may still serve their last clients when the last new one has started, beyond the surge; 0 or more, default 0, and
    /// never more than there are.
    /// </summary>
    public int Draining { get; init; }

    /// <summary>What of <see cref="Pods"/> is not known; nothing by default.</summary>
    public DemandDoubts Doubts { get; init; }
}

/// <summary>An entry of [databases].</summary>
/// <param name="Name">Its name.</param>
/// <param name="Route">Read-write when it leads to the primary, read-only when it leads to a replica.</param>
/// <param name="Pools">One pool for each user.</param>
public sealed record PgBouncerDatabase(string Name, Route Route, ImmutableArray<PgBouncerPool> Pools)
{
    /// <summary>max_db_connections of one process; null for the setting 0, which limits nothing.
    /// An unknown setting is <see cref="Interval.AtLeast"/> 1: no limit is the same as a very large one.</summary>
    public Interval? MaxDbConnections { get; init; }

    /// <summary>Size of the pool that auth_query opens beside the others, outside their limit; 0 when the entry has none, the default.</summary>
    public Interval AuthQueryPool { get; init; } = Interval.Exactly(0);
}

/// <summary>The server connections that one process keeps for one user of one entry.</summary>
/// <param name="User">The user.</param>
/// <param name="Size">pool_size; <see cref="Interval.AtLeast"/> 0 when it is unlimited or not known.</param>
/// <param name="Reserve">reserve_pool_size.</param>
public sealed record PgBouncerPool(string User, Interval Size, Interval Reserve);

/// <summary>RDS Proxy. It takes its share of each server that it targets, so a promoted replica sees no more than the primary did.</summary>
/// <param name="MaxConnectionsPercent">Its share of max_connections in percent; 0 to 100.</param>
public sealed record RdsProxyInput(Interval MaxConnectionsPercent) : PoolerInput
{
    /// <summary>Whether clients on the read-only route come through it; default true. An RDS read replica cannot be its target.</summary>
    public bool ServesReplicas { get; init; } = true;

    /// <summary>Client connections that the provider admits; null, the default, when it states no limit.</summary>
    public Interval? ClientLimit { get; init; }
}

/// <summary>The PgBouncer inside each Azure Flexible Server. A pool is one (user, database) pair of the workloads that reach the server.</summary>
/// <param name="DefaultPoolSize">pgbouncer.default_pool_size.</param>
/// <param name="MaxClientConn">pgbouncer.max_client_conn of one server.</param>
public sealed record BuiltInInput(Interval DefaultPoolSize, Interval MaxClientConn) : PoolerInput;
