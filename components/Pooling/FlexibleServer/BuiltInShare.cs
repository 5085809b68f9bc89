using Infra.Pooling.Budget;
using Infra.Pooling.Sizing;
using Infra.Pooling.Specification;

namespace Infra.Pooling.FlexibleServer;

/// <summary>The largest default_pool_size with which every server stays within its budget, whichever roles the servers have.</summary>
/// <param name="specification">The specification.</param>
/// <param name="capacity">What one server admits.</param>
/// <param name="others">The budget of everything but the pools.</param>
/// <param name="pairs">The pools of each server.</param>
internal sealed class BuiltInShare(PoolingSpecification specification, CapacityInput capacity, BudgetPlan others, BuiltInPairs pairs)
{
    /// <summary>The tightest limit; null when a server, or what bypasses its pooler, is not bounded.</summary>
    public PoolLimit? Smallest()
    {
        if (capacity.MaxConnections.Max is null || others[ScenarioKind.Rollout].ServerDemand.Max is not { } atRollout
            || others[ScenarioKind.Failover].ServerDemand.Max is not { } atFailover)
            return null;
        var usable = capacity.Usable.Min;
        var percent = 100 - specification.Budget.HeadroomPercent;
        PoolLimit? At(string where, int count, int share, long direct) => count == 0 ? null : new(
            Math.Max(1, ((usable * share / 100) - direct) / count),
            $"{where} leaves ({usable}{(share == 100 ? "" : $" × {share} %")} − {direct}) / {PoolSizing.Counted(count, "pair")}");

        PoolLimit?[] limits = capacity.Replicas == 0
            ? [At("rollout", pairs.Both.Length, percent, atRollout)]
            :
            [
                At("rollout on the primary", pairs.Primary.Length, percent, atRollout),
                At("rollout on a replica", pairs.Replica.Length, percent, 0),
                At("a promoted replica", pairs.Both.Length, 100, atFailover),
            ];
        return limits.OfType<PoolLimit>().MinBy(limit => limit.Size);
    }
}
