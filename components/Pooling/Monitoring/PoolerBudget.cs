using System.Collections.Immutable;
using Infra.Pooling.Budget;
using Infra.Pooling.PgBouncer;

namespace Infra.Pooling.Monitoring;

/// <summary>What one server leaves for the poolers, as their own metrics can be held against it.</summary>
/// <param name="Server">The server: <c>primary</c>, or <c>replica</c> for each of the replicas.</param>
/// <param name="Entry">The entry of [databases] that leads there.</param>
/// <param name="Connections">Usable connections of the server, less what workloads may open past the pooler.</param>
public sealed record PoolerBudget(string Server, string Entry, long Connections)
{
    /// <summary>The budgets of a plan; none where max_connections or a direct workload is not known.</summary>
    public static ImmutableArray<PoolerBudget> Of(PoolPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var database = plan.Specification.Database;
        if (plan.PgBouncer is null || plan.Budget.Usable.Max is null)
            return [];
        var direct = plan.Budget[ScenarioKind.Rollout].Lines
            .Where(line => line.Kind == LineKind.Direct).Aggregate(Interval.Exactly(0), (sum, line) => sum + line.Connections);
        if (direct.Max is not { } past)
            return [];
        var primary = new PoolerBudget("primary", database.Name, plan.Budget.Usable.Min - past);
        return database.Replicas == 0
            ? [primary]
            : [primary, new("replica", PgBouncerPlanner.ReadOnlyName(database.Name), plan.Budget.Usable.Min)];
    }

    /// <summary>A share of it, rounded down.</summary>
    /// <param name="percent">Percent.</param>
    public long Share(int percent) => Connections * percent / 100;
}
