using System.Globalization;
using Infra.Pooling.Budget;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;
using Infra.Pooling.Timeouts;

namespace Infra.Pooling.Sizing;

/// <summary>
/// The largest number of PgBouncer pods where the specification states none: as many as the budget holds in every scenario, each with the
/// pools that it has at the smallest number. With more pods a load asks less of each, so what is planned in the end is within that.
/// </summary>
internal static class PodLimit
{
    /// <summary>Beyond this many no autoscaler should go by itself.</summary>
    private const int Most = 100;

    /// <summary>The specification with a largest number; the same where it states one, or where another pooler is used.</summary>
    public static PoolingSpecification Bounded(PoolingSpecification specification, TimeoutPlan timeouts, CapacityInput capacity)
    {
        var range = specification.Pooler.Replicas;
        if (specification.Pooler.Kind != PoolerKind.PgBouncer || range.Max is not null)
            return specification;
        // At the smallest number the plan is made in any case, and refused with its own reason where it does not fit.
        var smallest = With(specification, range.Min);
        var size = PoolSizing.Recommend(smallest, capacity).DefaultPoolSize.Value.ToString(CultureInfo.InvariantCulture);
        var fixedSize = specification with
        {
            Pooler = specification.Pooler with { Settings = specification.Pooler.Settings.SetItem("default_pool_size", size) },
        };
        var pods = range.Min;
        while (pods < Most && Fits(With(fixedSize, pods + 1), timeouts, capacity))
            pods++;
        return With(specification, pods);
    }

    private static PoolingSpecification With(PoolingSpecification specification, int pods) =>
        specification with { Pooler = specification.Pooler with { Replicas = specification.Pooler.Replicas with { Max = pods } } };

    private static bool Fits(PoolingSpecification specification, TimeoutPlan timeouts, CapacityInput capacity)
    {
        var configuration = PgBouncerPlanner.Configure(specification, timeouts, PoolSizing.Recommend(specification, capacity));
        return BudgetPlan.Create(BudgetPlanner.Input(specification, capacity, configuration)).Scenarios.All(scenario => scenario.Verdict == Verdict.Within);
    }
}
