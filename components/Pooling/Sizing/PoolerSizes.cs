using System.Collections.Immutable;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sizing;

/// <summary>What a kind of pooler makes of the sizes of its pools.</summary>
internal abstract class PoolerSizes
{
    /// <summary>A specification that states no size, so that the recommended ones are free.</summary>
    public required PoolingSpecification Specification { get; init; }

    /// <summary>What one server admits.</summary>
    public required CapacityInput Capacity { get; init; }

    /// <summary>Equal pools that share each load.</summary>
    public virtual int Pools => 1;

    /// <summary>The pools that are left to share it when a pod is lost.</summary>
    public virtual int PoolsLeft => 1;

    /// <summary>The largest size of a pool on a route with a server of that capacity; null when nothing bounds it.</summary>
    public abstract PoolLimit? Limit(Route route, CapacityInput capacity);

    /// <summary>Connections on top of the size; 0 where the pooler has no reserve.</summary>
    /// <param name="size">The size of each pool.</param>
    /// <param name="lost">The size that a pool would need with a pod less.</param>
    /// <param name="most">The largest size with its reserve; null when nothing bounds it.</param>
    public virtual SettingAdvice? Reserve(int size, int lost, PoolLimit? most) => null;

    /// <summary>The other settings.</summary>
    /// <param name="sized">The specification with the sizes and the clients that are recommended.</param>
    /// <param name="size">The size of each pool.</param>
    /// <param name="reason">Why it is that.</param>
    /// <param name="pools">The pools.</param>
    public abstract IEnumerable<SettingAdvice> Settings(PoolingSpecification sized, int size, string reason, ImmutableArray<PoolAdvice> pools);

    /// <summary>The way of a kind of pooler.</summary>
    public static PoolerSizes Of(PoolingSpecification specification, CapacityInput capacity, double perSecond)
    {
        var bare = Bare(specification);
        return specification.Pooler.Kind switch
        {
            PoolerKind.PgBouncer => PodSizes.Create(bare, capacity, perSecond),
            PoolerKind.BuiltIn => new BuiltInSizes { Specification = bare, Capacity = capacity },
            _ => new ProxySizes { Specification = bare, Capacity = capacity },
        };
    }

    private static PoolingSpecification Bare(PoolingSpecification specification) => specification with
    {
        Pooler = specification.Pooler with
        {
            Settings = specification.Pooler.Settings.RemoveRange(
            [
                "default_pool_size", "reserve_pool_size", "min_pool_size", "max_client_conn", "max_prepared_statements", "maxConnectionsPercent",
            ]),
        },
    };
}
