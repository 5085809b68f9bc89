using Infra.Pooling.Specification;

namespace Infra.Pooling.Budget;

/// <summary>Scenarios that fit, but leave less free than wished.</summary>
internal static class HeadroomFindings
{
    public static IEnumerable<Finding> Of(BudgetPlan input)
    {
        // Of a server that is not known exactly, only the least is certain.
        var capacity = input.Input.Capacity;
        var plan = capacity.MaxConnections.IsExact
            ? input
            : BudgetPlan.Create(input.Input with { Capacity = capacity with { MaxConnections = Interval.Exactly(capacity.MaxConnections.Min) } });
        // Peak and rollout often tell the same story: the tighter one is enough.
        var tightest = Judged(plan)
            .Where(scenario => scenario.ServerVerdict == Verdict.Within && !Roomy(plan, scenario))
            .MaxBy(scenario => scenario.ServerDemand.Max);
        if (tightest is null)
            yield break;

        var (taken, usable) = (tightest.ServerDemand.Max ?? tightest.ServerDemand.Min, tightest.Usable.Min);
        var largest = tightest.ServerLines.OrderByDescending(line => line.Connections.Min).First();
        var fixes = Remedies.OfServer(plan, largest, changed =>
            changed.Scenarios.All(scenario => scenario.ServerVerdict == Verdict.Within) && Judged(changed).All(scenario => Roomy(changed, scenario)));
        yield return BudgetFindings.Finding(
            BudgetFindings.Headroom,
            FindingLevel.Advisory,
            largest.Path,
            $"at {Spelling.Of(tightest.Kind)}, {taken} of the {usable} available server connections are taken, "
            + $"which leaves {(Int128)(usable - taken) * 100 / usable} % free instead of {plan.Input.HeadroomPercent} %"
            + $"{(fixes.IsEmpty ? "" : $"; {BudgetFindings.Listed(fixes, "or")}")}.");
    }

    private static IEnumerable<BudgetScenario> Judged(BudgetPlan plan) => [plan[ScenarioKind.Peak], plan[ScenarioKind.Rollout]];

    private static bool Roomy(BudgetPlan plan, BudgetScenario scenario) =>
        scenario.ServerDemand.Max is { } taken
        && (Int128)(scenario.Usable.Min - taken) * 100 >= (Int128)scenario.Usable.Min * plan.Input.HeadroomPercent;
}
