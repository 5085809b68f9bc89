using Infra.Policies.Rules.Estates;
using Infra.Pooling.Budget;

namespace Infra.Policies.Rules.Checks.Budgets;

/// <summary>A budget that only a rollout breaks.</summary>
/// <param name="Server">What a reader calls the server.</param>
/// <param name="Peak">Connections at peak.</param>
/// <param name="Rollout">Connections during a rollout.</param>
/// <param name="Usable">What the server leaves for use.</param>
internal sealed record SurgeFacts(string Server, Interval Peak, Interval Rollout, Interval Usable);

/// <summary>What fits at peak still fits while extra copies are rolled out.</summary>
internal sealed class SurgeCounted : IRule<SurgeFacts>
{
    public IEnumerable<RuleResult<SurgeFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var ledger in estate.Ledgers)
        {
            var (peak, rollout) = (ledger.Budget.Plan[ScenarioKind.Peak], ledger.Budget.Plan[ScenarioKind.Rollout]);
            if (peak.ServerVerdict != Verdict.Within)
                continue;
            yield return rollout.ServerVerdict switch
            {
                Verdict.Within => new RuleResult<SurgeFacts>.Ok(ledger.Subject()),
                Verdict.Exceeded => new RuleResult<SurgeFacts>.Violation(
                    Largest(ledger.Budget, rollout), new(ledger.Budget.Title, peak.ServerDemand, rollout.ServerDemand, rollout.Usable)),
                _ => new RuleResult<SurgeFacts>.Undecided(ledger.Subject(), ledger.Budget.DecidedBy(rollout)),
            };
        }
    }

    /// <summary>Where the surge of the largest line is said.</summary>
    private static Subject Largest(ServerBudget budget, BudgetScenario rollout)
    {
        var path = rollout.ServerLines.MaxBy(line => line.Connections.Min)!.Path;
        return budget.Place($"{path[..path.IndexOf('.', StringComparison.Ordinal)]}.replicas.surge");
    }
}
