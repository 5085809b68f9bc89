using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Budget;

/// <summary>Waivers that have ended, name no scenario, or cover nothing. What is undecided may still need its waiver.</summary>
internal static class WaiverFindings
{
    public static IEnumerable<Finding> Of(BudgetPlan plan, ImmutableArray<WaiverOptions> waivers, DateOnly today) =>
        waivers.SelectMany((waiver, index) => Of(plan, waivers, waiver, $"budget.waivers[{index}]", today));

    /// <summary>The waiver that applies to a scenario: of those in force the one that covers most, of equal ones the first.</summary>
    public static WaiverOptions? InForce(ImmutableArray<WaiverOptions> waivers, ScenarioKind kind, DateOnly today) => waivers
        .Where(waiver => waiver.Scenario == Spelling.Of(kind) && waiver.Until >= today)
        .MaxBy(waiver => waiver.Connections);

    private static IEnumerable<Finding> Of(
        BudgetPlan plan, ImmutableArray<WaiverOptions> waivers, WaiverOptions waiver, string path, DateOnly today)
    {
        var scenario = plan.Scenarios.FirstOrDefault(scenario => Spelling.Of(scenario.Kind) == waiver.Scenario);
        if (scenario is null)
            yield return Invalid($"{path}.scenario", $"there is no scenario {waiver.Scenario}; use steady, peak, rollout or failover.");
        else if (waiver.Until < today)
            yield return Invalid(
                $"{path}.until", $"the waiver of {waiver.Owner} for {waiver.Scenario} ended on {waiver.Until:yyyy-MM-dd}; renew or remove it.");
        else if (scenario.ServerVerdict == Verdict.Within)
            yield return Invalid(path, $"the waiver of {waiver.Owner} covers nothing: at {waiver.Scenario} the server connections fit; remove it.");
        else if (!ReferenceEquals(waiver, InForce(waivers, scenario.Kind, today)))
            yield return Invalid(path, $"the waiver of {waiver.Owner} covers nothing: another one covers as much at {waiver.Scenario}; remove it.");
    }

    private static Finding Invalid(string path, string message) =>
        BudgetFindings.Finding(BudgetFindings.WaiverValid, FindingLevel.Mandatory, path, message);
}
