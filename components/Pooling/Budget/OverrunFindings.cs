using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Budget;

/// <summary>The connections that certainly do not fit, with a way out that was tried. Scenarios with the same figures share a finding.</summary>
internal static class OverrunFindings
{
    public static IEnumerable<Finding> Of(BudgetPlan plan, ImmutableArray<WaiverOptions> waivers, DateOnly today) =>
        Server(plan, waivers, today).Concat(Clients(plan));

    public static IEnumerable<Finding> Server(BudgetPlan plan, ImmutableArray<WaiverOptions> waivers, DateOnly today) =>
        from scenario in plan.Scenarios
        where scenario.ServerVerdict == Verdict.Exceeded
        let waiver = WaiverFindings.InForce(waivers, scenario.Kind, today)
        group scenario by (Sum(scenario.ServerLines, scenario.ServerDemand), waiver) into same
        select Server(plan, [.. same], same.Key.waiver);

    private static Finding Server(BudgetPlan plan, ImmutableArray<BudgetScenario> same, WaiverOptions? waiver)
    {
        var scenario = same[^1];
        var capacity = plan.Input.Capacity;
        var overrun = Overrun(plan, scenario);
        var covered = waiver is not null && overrun <= waiver.Connections;
        var largest = scenario.ServerLines.OrderByDescending(line => line.Connections.Min).FirstOrDefault();
        ImmutableArray<string> fixes = largest is null
            ? []
            : Remedies.OfServer(plan, largest, changed => changed.Scenarios.All(other => other.ServerVerdict == Verdict.Within));
        var text =
            $"at {Names(same)}, {Sum(scenario.ServerLines, scenario.ServerDemand)} server connections exceed the {plan.Usable} available "
            + $"({capacity.MaxConnections} minus {capacity.Kept} reserved)";
        var fix = covered ? $"{waiver!.Owner} answers for it until {waiver.Until:yyyy-MM-dd}: {waiver.Reason}"
            : waiver is null ? Offered(fixes)
            : $"the waiver of {waiver.Owner} covers {waiver.Connections}{(overrun is null ? "" : $" of the {overrun} too many")}; {Offered(fixes)}";
        return BudgetFindings.Finding(
            BudgetFindings.WithinCapacity,
            covered ? FindingLevel.Advisory : FindingLevel.Mandatory,
            largest?.Path ?? $"{capacity.Path}.maxConnections",
            $"{text}; {fix}.");
    }

    public static IEnumerable<Finding> Clients(BudgetPlan plan) =>
        from scenario in plan.Scenarios
        where scenario.ClientVerdict == Verdict.Exceeded
        let capacity = scenario.Lines.First(line => line.Kind == LineKind.ClientCapacity && line.Connections == scenario.ClientCapacity)
        group (scenario, capacity) by (Sum(scenario.ClientLines, scenario.ClientDemand), capacity.Formula) into same
        let largest = same.Last().scenario.ClientLines.MaxBy(line => line.Connections.Min)
        let admitted = same.First().capacity
        let fixes = Remedies.OfClients(
            plan, largest, changed => changed.Scenarios.All(other => other.ClientVerdict == Verdict.Within))
        select BudgetFindings.Finding(
            BudgetFindings.WithinCapacity,
            FindingLevel.Mandatory,
            largest.Path,
            $"at {Names(same.Select(pair => pair.scenario))}, {same.Key.Item1} client connections exceed the {admitted.Connections} "
            + $"that the pooler admits ({admitted.Formula}); {Offered(fixes)}.");

    /// <summary>Connections beyond the capacity at worst; null when nothing bounds them.</summary>
    private static long? Overrun(BudgetPlan plan, BudgetScenario scenario) =>
        (scenario.ServerDemand + plan.Input.Capacity.Kept - Interval.Exactly(plan.Input.Capacity.MaxConnections.Min)).Max;

    private static string Sum(ImmutableArray<BudgetLine> lines, Interval total) => lines switch
    {
        [] => $"{total}",
        [var only] => $"{only.Formula} = {total}",
        _ => $"{string.Join(" + ", lines.Select(line => $"{line.Name} {line.Formula}"))} = {total}",
    };

    private static string Names(IEnumerable<BudgetScenario> scenarios) =>
        BudgetFindings.Listed(scenarios.Select(scenario => Spelling.Of(scenario.Kind)));

    private static string Offered(ImmutableArray<string> fixes) => fixes.IsEmpty
        ? "no single change makes it fit: use fewer connections in several places"
        : BudgetFindings.Listed(fixes, "or");
}
