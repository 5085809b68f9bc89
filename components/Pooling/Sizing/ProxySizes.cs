using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.Budget;
using Infra.Pooling.RdsProxy;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sizing;

/// <summary>RDS Proxy: a share of max_connections for all pools together.</summary>
internal sealed class ProxySizes : PoolerSizes
{
    /// <summary>Amazon RDS User Guide, "RDS Proxy connection considerations": keep the limit 30 % above the highest recent use.</summary>
    private const int HeadroomPercent = 30;

    public override PoolLimit? Limit(Route route, CapacityInput capacity)
    {
        if (capacity.MaxConnections.Max is not { } max)
            return null;
        var percent = Largest(capacity);
        var pools = PoolLoad.Of(Specification).Count(pool => pool.Route == route);
        return new(
            Math.Max(1, max * percent / (100 + HeadroomPercent) / Math.Max(1, pools)),
            $"the budget leaves {percent} % of {max}, less AWS's headroom of {HeadroomPercent} %, for {PoolSizing.Counted(pools, "pool")}");
    }

    public override IEnumerable<SettingAdvice> Settings(PoolingSpecification sized, int size, string reason, ImmutableArray<PoolAdvice> pools)
    {
        if (Percent(pools, null, Capacity) is not { } wanted)
            yield break;
        var most = Math.Max(1, Largest(Capacity));
        yield return wanted.Value <= most ? wanted : wanted with { Value = most, Reason = $"{wanted.Reason} The budget leaves {most} %." };
    }

    /// <summary>The share that the pools of the busiest server take with AWS's headroom; null when max_connections is not known.</summary>
    /// <param name="pools">The pools.</param>
    /// <param name="size">The size of every pool; null for each one's own.</param>
    /// <param name="capacity">What one server admits.</param>
    public static SettingAdvice? Percent(ImmutableArray<PoolAdvice> pools, int? size, CapacityInput capacity)
    {
        if (capacity.MaxConnections.Max is not ({ } max and > 0))
            return null;
        var connections = pools.GroupBy(pool => pool.Route).Max(route => route.Sum(pool => (long)pool.Pools * (size ?? pool.Sized?.Size ?? 0)));
        var value = (int)Math.Clamp(((connections * (100 + HeadroomPercent)) + max - 1) / max, 1, 100);
        return new(
            ProxySettings.MaxConnectionsPercent, $"pooler.settings.{ProxySettings.MaxConnectionsPercent}", value,
            string.Create(CultureInfo.InvariantCulture, $"{value} %: {connections} connections and {HeadroomPercent} % of {max}."));
    }

    /// <summary>The largest share with which the servers stay within their budget; 0 when there is none.</summary>
    private int Largest(CapacityInput capacity)
    {
        var others = RdsProxyPlanner.Capacity(Specification, capacity);
        for (var percent = 100 - Specification.Database.Rds.OtherProxiesPercent; percent > 0; percent--)
        {
            var budget = BudgetPlan.Create(BudgetPlanner.Input(Specification, others, pgBouncer: null, RdsProxyPlanner.Pooler(Specification, percent)));
            if (budget.Scenarios.All(scenario => scenario.ServerVerdict == Verdict.Within))
                return percent;
        }

        return 0;
    }
}
