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

    /// <summary>Whether clients on a route share server connections: not on the direct one, nor on replicas that RDS Proxy cannot serve.</summary>
    public bool IsPooled(Route route) =>
        route != Route.Direct && !(route == Route.ReadOnly && Pooler.Kind == PoolerKind.RdsProxy && !Database.IsAurora);
}
