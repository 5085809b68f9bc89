using Infra.Policies.Rules.Estates;
using Infra.Pooling.Budget;

namespace Infra.Policies.Rules.Checks.Budgets;

/// <summary>A share of the usable connections stays free.</summary>
internal sealed class Headroom : IRule<BudgetFacts>
{
    /// <summary>The parameter with the share.</summary>
    public const string Percent = "percent";

    public IEnumerable<RuleResult<BudgetFacts>> Judge(Estate estate, RuleSettings settings)
    {
        var percent = (int)settings.Number(Percent);
        foreach (var ledger in estate.Ledgers)
        {
            var budget = ledger.Budget;
            var plan = budget.Plan.Input.HeadroomPercent == percent ? budget.Plan : BudgetPlan.Create(budget.Plan.Input with { HeadroomPercent = percent });
            var findings = BudgetFindings.Cramped(plan);
            foreach (var finding in findings)
                yield return new RuleResult<BudgetFacts>.Violation(budget.Place(finding.Path), new(budget.Title, LedgerPlans.Clause(finding), Excess.OfHeadroom(plan)));
            // What does not fit at all is told by the budget itself.
            if (findings.IsEmpty && plan.ServerVerdict() == Verdict.Within)
                yield return new RuleResult<BudgetFacts>.Ok(ledger.Subject());
            else if (findings.IsEmpty && plan.ServerVerdict() == Verdict.Undecided && budget.Deciders() is { IsEmpty: false } values)
                yield return new RuleResult<BudgetFacts>.Undecided(ledger.Subject(), values);
        }
    }
}
