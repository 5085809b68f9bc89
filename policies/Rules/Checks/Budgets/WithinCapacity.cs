using Infra.Policies.Rules.Baselines;
using Infra.Policies.Rules.Estates;
using Infra.Pooling.Budget;

namespace Infra.Policies.Rules.Checks.Budgets;

/// <summary>What of a server's budget does not hold.</summary>
/// <param name="Server">What a reader calls the server.</param>
/// <param name="Clause">The figures and the ways out, as a clause.</param>
/// <param name="Excess">Connections too many, at worst.</param>
internal sealed record BudgetFacts(string Server, string Clause, long Excess);

/// <summary>The connections of every scenario fit the server.</summary>
internal sealed class WithinCapacity : IRule<BudgetFacts>
{
    public IEnumerable<RuleResult<BudgetFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var ledger in estate.Ledgers)
        {
            var (budget, plan) = (ledger.Budget, ledger.Budget.Plan);
            if (plan.Verdict() == Verdict.Within)
            {
                yield return new RuleResult<BudgetFacts>.Ok(ledger.Subject());
                continue;
            }

            // What a PgBouncer admits is a rule of its own.
            var findings = BudgetFindings.ServerOverruns(plan).AddRange(ledger.PgBouncers.Count > 0 ? [] : BudgetFindings.ClientOverruns(plan));
            foreach (var finding in findings)
                yield return new RuleResult<BudgetFacts>.Violation(budget.Place(finding.Path), new(budget.Title, LedgerPlans.Clause(finding), BudgetFigures.Of("", budget).Over));
            if (findings.IsEmpty && budget.Deciders() is { IsEmpty: false } values)
                yield return new RuleResult<BudgetFacts>.Undecided(ledger.Subject(), values);
        }
    }
}
