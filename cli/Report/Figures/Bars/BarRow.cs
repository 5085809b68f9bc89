using System.Collections.Immutable;
using Infra.Cli.Report.Data;
using Infra.Pooling.Budget;

namespace Infra.Cli.Report.Figures.Bars;

/// <summary>What is used of a limit in one scenario.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Used">How much is used.</param>
/// <param name="Limit">How much there is; null where nothing limits it.</param>
/// <param name="Wanted">How much should be used at most; null where nothing is wanted.</param>
/// <param name="Verdict">Whether it fits.</param>
internal sealed record BarRow(ScenarioKind Scenario, Interval Used, Interval? Limit, Interval? Wanted, Verdict Verdict)
{
    /// <summary>The connections of the server that has most of them.</summary>
    public static ImmutableArray<BarRow> OfServers(BudgetPlan budget) => [.. budget.Scenarios.Select(scenario => new BarRow(
        scenario.Kind, scenario.ServerDemand, scenario.Usable,
        scenario.Kind is ScenarioKind.Peak or ScenarioKind.Rollout ? Less(scenario.Usable, budget.Input.HeadroomPercent) : null,
        scenario.ServerVerdict))];

    /// <summary>The connections of clients to the pooler.</summary>
    public static ImmutableArray<BarRow> OfClients(BudgetPlan budget) => [.. budget.Scenarios.Select(scenario => new BarRow(
        scenario.Kind, scenario.ClientDemand, scenario.ClientCapacity, null, scenario.ClientVerdict))];

    public string Name => Words.Scenario(Scenario);

    /// <summary>As <c>50 of 130, 39 %</c>.</summary>
    public string Says => Counts + (Words.Share(Used, Limit) is { Length: > 0 } share ? $", {share}" : "");

    /// <summary>As <c>50 of 130</c>.</summary>
    public string Counts => Words.Number(Used) + (Limit is { } limit ? $" of {Words.Number(limit)}" : "");

    private static Interval Less(Interval limit, int percent)
    {
        long Part(long whole) => (long)((Int128)whole * (100 - percent) / 100);
        return new(Part(limit.Min), limit.Max is { } max ? Part(max) : null);
    }
}
