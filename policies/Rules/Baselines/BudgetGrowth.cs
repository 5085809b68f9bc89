using System.Globalization;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Baselines;

/// <summary>The rule that servers do not grow by much from one report to the next.</summary>
public static class BudgetGrowth
{
    /// <summary>Its id.</summary>
    public const string Rule = "budget-delta";

    internal const string Connections = "connections";
    internal const string Percent = "percent";

    /// <summary>Judges the growth of a server; null where there is none worth telling.</summary>
    /// <param name="stack">The stack that was judged by itself; empty where several were judged together.</param>
    /// <param name="budget">The budget now.</param>
    /// <param name="before">The figures before; null where the server is new, which is no growth.</param>
    /// <param name="settings">Level and limits.</param>
    public static RuleFinding? Judge(string stack, ServerBudget budget, BudgetFigures? before, RuleSettings settings)
    {
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(settings);
        if (before is null || settings.Level == EnforcementLevel.Disabled)
            return null;
        var grown = budget.Plan.Scenarios
            .Select(scenario => (Scenario: scenario, Before: before.Find(Spelling.Of(scenario.Kind))?.Server.Max, Now: scenario.ServerDemand.Max))
            .Where(pair => pair.Before is not null && (pair.Now is null || IsMuch(pair.Before.Value, pair.Now.Value, settings)))
            .OrderByDescending(pair => pair.Now is null ? long.MaxValue : pair.Now.Value - pair.Before!.Value)
            .FirstOrDefault();
        if (grown.Scenario is null)
            return null;

        var (scenario, was, now) = (grown.Scenario, grown.Before!.Value, grown.Now);
        var largest = scenario.ServerLines.OrderByDescending(line => line.Connections.Max ?? long.MaxValue).FirstOrDefault();
        var subject = budget.Place(largest?.Path ?? budget.Plan.Input.Capacity.Path);
        var figures = now is null ? $"nothing bounds the server connections any more; they were {was}"
            : string.Create(CultureInfo.InvariantCulture, $"{now} server connections instead of {was}: {now - was} more{Share(was, now.Value)}");
        return new(
            Rule,
            FindingKind.Violation,
            settings.Level,
            settings.Rule.Severity,
            subject,
            $"at {Spelling.Of(scenario.Kind)}, {budget.Title} takes {figures}; allowed are {settings.Number(Connections)} more and {settings.Number(Percent)} %.");
    }

    private static string Share(long before, long now) =>
        before == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({(Int128)(now - before) * 100 / before} %)");

    private static bool IsMuch(long before, long now, RuleSettings settings) =>
        now - before > settings.Number(Connections) || (before > 0 && (Int128)(now - before) * 100 > (Int128)before * settings.Number(Percent));
}
