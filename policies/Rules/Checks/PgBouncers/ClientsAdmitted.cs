using Infra.Policies.Rules.Checks.Budgets;
using Infra.Policies.Rules.Estates;
using Infra.Pooling.Budget;

namespace Infra.Policies.Rules.Checks.PgBouncers;

/// <summary>PgBouncer admits all of its clients, also while one of its pods is lost.</summary>
internal sealed class ClientsAdmitted : IRule<BudgetFacts>
{
    /// <summary>Id of the rule.</summary>
    public const string Id = "pgbouncer-client-cap";

    /// <summary>The budgets of the poolers that turn clients away.</summary>
    public static IEnumerable<ServerBudget> Refusing(Estate estate) => estate.PgBouncers.Where(pooler => pooler.Clients.Count > 0)
        .Select(LedgerBudget.OfClients).Where(budget => budget.Plan.Scenarios.Any(scenario => scenario.ClientVerdict == Verdict.Exceeded));

    public IEnumerable<RuleResult<BudgetFacts>> Judge(Estate estate, RuleSettings settings)
    {
        var admitted = Admitted(estate);
        foreach (var pooler in estate.PgBouncers.Where(pooler => pooler.Clients.Count > 0))
        {
            if (admitted.Contains(pooler))
            {
                yield return new RuleResult<BudgetFacts>.Ok(pooler.PlaceOf("max_client_conn"));
                continue;
            }

            var budget = LedgerBudget.OfClients(pooler);
            var findings = BudgetFindings.ClientOverruns(budget.Plan);
            foreach (var finding in findings)
                yield return new RuleResult<BudgetFacts>.Violation(budget.Place(finding.Path), new(pooler.Name, LedgerPlans.Clause(finding), Excess.OfClients(budget.Plan)));
            var subject = pooler.PlaceOf("max_client_conn");
            if (findings.IsEmpty && budget.Plan.Scenarios.All(scenario => scenario.ClientVerdict == Verdict.Within))
                yield return new RuleResult<BudgetFacts>.Ok(subject);
            else if (findings.IsEmpty)
                yield return new RuleResult<BudgetFacts>.Undecided(subject, budget.Deciders());
        }
    }

    /// <summary>The poolers of one server whose budget has already shown that they admit their clients.</summary>
    private static HashSet<PgBouncerPooler> Admitted(Estate estate) =>
    [
        .. estate.Ledgers.Where(ledger => ledger.Budget.Plan.Scenarios.All(scenario => scenario.ClientVerdict == Verdict.Within))
            .SelectMany(ledger => ledger.PgBouncers.Where(pooler => pooler.Clients.TrueForAll(client => client.Destination!.Server == ledger.Server))),
    ];
}
