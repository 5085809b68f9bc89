using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sizing;

/// <summary>Sizes for PgBouncer, each with its reason.</summary>
/// <param name="Pools">One for each role on each route, the read-write ones first.</param>
/// <param name="MaxClientConn">max_client_conn of one process.</param>
public sealed record SizingPlan(ImmutableArray<PoolSize> Pools, SizedSetting MaxClientConn)
{
    /// <summary>One default_pool_size for all pools: what the hungriest needs, cut to the limit of the tightest server.</summary>
    public required SizedSetting DefaultPoolSize { get; init; }
}

/// <summary>The size of one pool.</summary>
/// <param name="Route">Its route.</param>
/// <param name="User">Its role.</param>
/// <param name="Size">Server connections that each pod keeps for it.</param>
public sealed record PoolSize(Route Route, string User, SizedSetting Size);

/// <summary>A number and why it is that.</summary>
/// <param name="Value">The number; 1 or more.</param>
/// <param name="Reason">One sentence with the figures behind it.</param>
public sealed record SizedSetting(int Value, string Reason);
