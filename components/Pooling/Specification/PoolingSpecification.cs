using System.Collections.Immutable;

namespace Infra.Pooling.Specification;

/// <summary>Everything that somebody decides about pooling in one environment: the object under <c>infra:pooling</c>.</summary>
public sealed partial record PoolingSpecification
{
    /// <summary>Where the pooler runs.</summary>
    public required Target Target { get; init; }

    /// <summary>The database.</summary>
    public required DatabaseOptions Database { get; init; }

    /// <summary>The pooler.</summary>
    public required PoolerOptions Pooler { get; init; }

    /// <summary>The time-outs.</summary>
    public TimeoutOptions Timeouts { get; init; } = new();

    /// <summary>The programs that use the database; at least one.</summary>
    public required ImmutableArray<WorkloadOptions> Workloads { get; init; }

    /// <summary>The budget.</summary>
    public BudgetOptions Budget { get; init; } = new();

    /// <summary>Whether clients on a route share server connections: not on the direct one, nor on replicas that nothing pools.</summary>
    public bool IsPooled(Route route) => PoolerOn(route) is not null;

    /// <summary>
    /// The pooler of a route; null on the direct one, and on read replicas of a single instance that RDS Proxy cannot serve and
    /// <see cref="RdsOptions.Reads"/> gives no other.
    /// </summary>
    public PoolerOptions? PoolerOn(Route route) => route switch
    {
        Route.Direct => null,
        Route.ReadWrite => IsOfReads ? null : Pooler,
        _ when Pooler.Kind != PoolerKind.RdsProxy || Database.IsAurora => Pooler,
        _ => ForReads()?.Pooler,
    };

    /// <summary>
    /// The part of this specification that PgBouncer in front of RDS read replicas is planned from; null when there is none.
    /// </summary>
    public PoolingSpecification? ForReads() =>
        Target == Target.Aws && Pooler.Kind == PoolerKind.RdsProxy && Database.Rds.Reads == RdsReads.PgBouncer
            ? this with
            {
                Pooler = Database.Rds.ReadPooler ?? new() { Kind = PoolerKind.PgBouncer },
                // No proxy takes anything of a server that it cannot have as its target.
                Database = Database with { Rds = Database.Rds with { OtherProxiesPercent = 0 } },
            }
            : null;

    /// <summary>Whether this is what <see cref="ForReads"/> gives.</summary>
    internal bool IsOfReads => Target == Target.Aws && Pooler.Kind == PoolerKind.PgBouncer && Database.Rds.Reads == RdsReads.PgBouncer;

    /// <summary>Where <see cref="Pooler"/> is stated, for messages.</summary>
    internal string PoolerPath => IsOfReads ? "database.rds.readPooler" : "pooler";

    /// <summary>Whether the clients of a route count here: those of a pool in front of replicas count in its own budget only.</summary>
    internal bool Counts(Route route) => IsOfReads ? route == Route.ReadOnly : route != Route.ReadOnly || ForReads() is null;
}
