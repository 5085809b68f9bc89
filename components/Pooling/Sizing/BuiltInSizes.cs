using System.Collections.Immutable;
using Infra.Pooling.Budget;
using Infra.Pooling.FlexibleServer;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sizing;

/// <summary>The PgBouncer inside a Flexible Server: one process in each server, without a reserve.</summary>
internal sealed class BuiltInSizes : PoolerSizes
{
    private const int Largest = 4950;

    public override PoolLimit? Limit(Route route, CapacityInput capacity)
    {
        var others = BudgetPlan.Create(new(capacity, new BuiltInInput(Interval.Exactly(0), Interval.AtLeast(1)), DemandInput.Of(Specification)));
        var limit = new BuiltInShare(Specification, capacity, others, new BuiltInPairs(Specification)).Smallest();
        return limit is null || limit.Size > Largest ? new(Largest, $"Azure admits {Largest}") : limit;
    }

    public override IEnumerable<SettingAdvice> Settings(PoolingSpecification sized, int size, string reason, ImmutableArray<PoolAdvice> pools)
    {
        var others = BuiltInSizing.Recommend(sized, Capacity);
        SettingAdvice Setting(string name, SizedSetting setting) => new(name, $"pooler.settings.{name}", setting.Value, setting.Reason);
        yield return new("default_pool_size", "pooler.settings.default_pool_size", size, reason);
        yield return Setting("min_pool_size", others.MinPoolSize);
        yield return Setting("max_client_conn", others.MaxClientConn);
        yield return Setting("max_prepared_statements", others.MaxPreparedStatements);
    }
}
