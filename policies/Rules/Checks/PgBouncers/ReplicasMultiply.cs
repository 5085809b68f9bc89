using Infra.Policies.Rules.Estates;
using Infra.Pooling.Budget;

namespace Infra.Policies.Rules.Checks.PgBouncers;

/// <summary>The pools of all pods of a PgBouncer fit the server by themselves.</summary>
internal sealed class ReplicasMultiply : IRule<MultipliedFacts>
{
    public IEnumerable<RuleResult<MultipliedFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var ledger in estate.Ledgers)
        {
            var plan = ledger.Budget.Plan;
            foreach (var pooler in ledger.PgBouncers)
            {
                var at = pooler.Copies.MaxAt;
                if (plan[ScenarioKind.Rollout].ServerVerdict == Verdict.Within)
                {
                    // What fits together with everything else fits by itself.
                    yield return new RuleResult<MultipliedFacts>.Ok(at);
                    continue;
                }

                var clients = pooler.Clients.Where(client => client.Destination!.Server == ledger.Server);
                var alone = BudgetPlan.Create(new(plan.Input.Capacity, PoolerDemand.Of(pooler, ledger.Server, [.. clients]), []));
                var rollout = alone[ScenarioKind.Rollout];
                yield return rollout.ServerVerdict switch
                {
                    Verdict.Within => new RuleResult<MultipliedFacts>.Ok(at),
                    Verdict.Exceeded => new RuleResult<MultipliedFacts>.Violation(
                        at, new(pooler.Name, ledger.Budget.Title, string.Join(" + ", rollout.ServerLines.Select(line => line.Formula)), rollout.ServerDemand, rollout.Usable)),
                    _ => new RuleResult<MultipliedFacts>.Undecided(at, ledger.Budget.Deciders() is { IsEmpty: false } values ? values : [pooler.At.Text]),
                };
            }
        }
    }
}

/// <summary>Pods whose pools are too many together.</summary>
/// <param name="Pooler">What a reader calls the pooler.</param>
/// <param name="Server">What a reader calls the server.</param>
/// <param name="Formula">The sum.</param>
/// <param name="Connections">Its result.</param>
/// <param name="Usable">What the server leaves for use.</param>
internal sealed record MultipliedFacts(string Pooler, string Server, string Formula, Interval Connections, Interval Usable);
