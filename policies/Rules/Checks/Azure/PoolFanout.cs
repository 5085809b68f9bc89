using Infra.Policies.Rules.Estates;
using Infra.Pooling.Budget;

namespace Infra.Policies.Rules.Checks.Azure;

/// <summary>Pools of the built-in PgBouncer that are too many together.</summary>
/// <param name="Server">What a reader calls the server.</param>
/// <param name="Pairs">Pairs of user and database.</param>
/// <param name="Size">default_pool_size.</param>
/// <param name="Usable">What the server leaves for use.</param>
internal sealed record FanoutFacts(string Server, int Pairs, Interval Size, Interval Usable)
{
    /// <summary>Their connections.</summary>
    public Interval Connections => Interval.Exactly(Pairs) * Size;
}

/// <summary>One pool for each pair of user and database fits the server.</summary>
internal sealed class PoolFanout : IRule<FanoutFacts>
{
    public IEnumerable<RuleResult<FanoutFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var ledger in estate.Ledgers)
        {
            var pairs = ledger.Clients.Where(client => client.Destination is { IsBuiltIn: true, IsPooled: true })
                .Select(client => (client.User, client.Database)).Distinct().Count();
            if (pairs == 0)
                continue;
            var size = BuiltIn.Setting(ledger.Server, "default_pool_size");
            var facts = new FanoutFacts(ledger.Budget.Title, pairs, size.Value, ledger.Budget.Plan.Usable);
            yield return facts.Connections.Max <= facts.Usable.Min ? new RuleResult<FanoutFacts>.Ok(size.At)
                : facts.Connections.Min > facts.Usable.Max ? new RuleResult<FanoutFacts>.Violation(size.At, facts)
                : new RuleResult<FanoutFacts>.Undecided(size.At, [(size.IsKnown ? ledger.Budget.Place("server.maxConnections") : size.At).Text]);
        }
    }
}
