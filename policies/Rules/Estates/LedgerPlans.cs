using System.Collections.Immutable;
using Infra.Pooling.Budget;

namespace Infra.Policies.Rules.Estates;

/// <summary>What rules ask of a budget.</summary>
internal static class LedgerPlans
{
    /// <summary>A finding of the budget as the clause behind its path.</summary>
    public static string Clause(Finding finding) => finding.Message[(finding.Path.Length + 4)..].TrimEnd('.');

    /// <summary>Whether the server connections fit in every scenario.</summary>
    public static Verdict ServerVerdict(this BudgetPlan plan) => Worst(plan.Scenarios.Select(scenario => scenario.ServerVerdict));

    /// <summary>Whether everything fits in every scenario.</summary>
    public static Verdict Verdict(this BudgetPlan plan) => Worst(plan.Scenarios.Select(scenario => scenario.Verdict));

    private static Verdict Worst(IEnumerable<Verdict> verdicts)
    {
        var all = verdicts.ToList();
        return all.Contains(Pooling.Budget.Verdict.Exceeded) ? Pooling.Budget.Verdict.Exceeded
            : all.Contains(Pooling.Budget.Verdict.Undecided) ? Pooling.Budget.Verdict.Undecided
            : Pooling.Budget.Verdict.Within;
    }

    /// <summary>The values that would decide any scenario.</summary>
    public static ImmutableArray<string> Deciders(this ServerBudget budget) =>
        [.. budget.Plan.Scenarios.SelectMany(scenario => budget.DecidedBy(scenario)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The server as the subject of a result.</summary>
    public static Subject Subject(this Ledger ledger) => new(ledger.Budget.Server, "");
}
