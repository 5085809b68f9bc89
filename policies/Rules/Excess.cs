using Infra.Policies.Rules.Baselines;
using Infra.Pooling.Budget;

namespace Infra.Policies.Rules;

/// <summary>How far something is beyond what is allowed, at worst; <see cref="long.MaxValue"/> when nothing bounds it.</summary>
public static class Excess
{
    /// <summary>Connections that the wished free share lacks, at peak or during a rollout.</summary>
    /// <param name="plan">The budget.</param>
    public static long OfHeadroom(BudgetPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Math.Max(Of(plan[ScenarioKind.Peak]), Of(plan[ScenarioKind.Rollout]));

        long Of(BudgetScenario scenario) => Excess.Of(
            scenario.ServerDemand, Interval.Exactly((long)((Int128)scenario.Usable.Min * (100 - plan.Input.HeadroomPercent) / 100)));
    }

    /// <summary>Client connections that a pooler does not admit, in its worst scenario.</summary>
    internal static long OfClients(BudgetPlan plan) => plan.Scenarios.Max(scenario => ScenarioFigures.Of(scenario).ClientOver);

    internal static long Of(Interval taken, Interval allowed) => (taken - allowed).Max ?? long.MaxValue;
}
