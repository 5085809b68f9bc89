using Infra.Policies.Rules.Estates;
using Infra.Pooling.Budget;

namespace Infra.Policies.Rules.Checks.Budgets;

/// <summary>Nothing that a budget depends on is unknown, and every client is known to connect somewhere.</summary>
internal sealed class Decidable : IRule<NoFacts>
{
    public IEnumerable<RuleResult<NoFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var ledger in estate.Ledgers)
        {
            if (ledger.Budget.Plan.Scenarios.All(scenario => scenario.Verdict != Verdict.Undecided))
                yield return new RuleResult<NoFacts>.Ok(ledger.Subject());
            else
                yield return new RuleResult<NoFacts>.Undecided(ledger.Subject(), ledger.Budget.Deciders());
        }

        foreach (var client in estate.Clients.Where(client => client.Destination is null))
            yield return new RuleResult<NoFacts>.Undecided(new(client.Resource.Urn, client.HostAt.Path), [client.HostAt.Text]);
        // Where there is no database at all, nothing that cannot be read is missing in a budget.
        var hasDatabase = !estate.Servers.IsEmpty || !estate.PgBouncers.IsEmpty || !estate.Proxies.IsEmpty || !estate.Clients.IsEmpty;
        foreach (var client in estate.Possible.Where(client => client.Destination is null && hasDatabase))
            yield return new RuleResult<NoFacts>.Undecided(client.HostAt, [client.HostAt.Text]);
        foreach (var pooler in estate.PgBouncers.Where(pooler => pooler.Document is null || pooler.Routes.Any(route => route.Server is null)))
            yield return new RuleResult<NoFacts>.Undecided(new(pooler.Resource.Urn, ""), [pooler.At.Text]);
        foreach (var proxy in estate.Proxies.Where(proxy => proxy.Server is null && proxy.Targets.Length > 0))
            yield return new RuleResult<NoFacts>.Undecided(new(proxy.Resource.Urn, ""), [new Subject(proxy.Targets[0].Urn, "").Text]);
    }
}
