using Infra.Policies.Rules.Estates;
using Infra.Pooling.Budget;

namespace Infra.Policies.Rules.Checks.Budgets;

/// <summary>Connections that are kept open though nobody needs them.</summary>
/// <param name="Server">What a reader calls the server.</param>
/// <param name="Formula">The sum.</param>
/// <param name="Kept">Its result.</param>
/// <param name="Usable">What the server leaves for use.</param>
internal sealed record WarmFacts(string Server, string Formula, Interval Kept, Interval Usable);

/// <summary>The smallest sizes of all pools fit the server together.</summary>
internal sealed class WarmFloor : IRule<WarmFacts>
{
    public IEnumerable<RuleResult<WarmFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var ledger in estate.Ledgers)
        {
            var terms = Terms(ledger).Where(term => term.Kept != Interval.Exactly(0)).ToList();
            if (terms.Count == 0)
                continue;
            var kept = terms.Aggregate(Interval.Exactly(0), (sum, term) => sum + term.Kept);
            var usable = ledger.Budget.Plan.Usable;
            var place = terms.MaxBy(term => term.Kept.Min).At;
            if (kept.Max <= usable.Min)
                yield return new RuleResult<WarmFacts>.Ok(place);
            else if (kept.Min > usable.Max)
                yield return new RuleResult<WarmFacts>.Violation(place, new(ledger.Budget.Title, string.Join(" + ", terms.Select(term => term.Formula)), kept, usable));
            else
                yield return new RuleResult<WarmFacts>.Undecided(place, [(kept.IsExact ? ledger.Budget.Place("server.maxConnections") : place).Text]);
        }
    }

    private static IEnumerable<(string Formula, Interval Kept, Subject At)> Terms(Ledger ledger)
    {
        foreach (var pooler in ledger.PgBouncers)
        {
            var size = pooler.Number("min_pool_size") is { } number ? Interval.Exactly((long)Math.Clamp(number, 0, int.MaxValue)) : Interval.AtLeast(0);
            var input = PoolerDemand.Of(pooler, ledger.Server, [.. pooler.Clients.Where(client => client.Destination!.Server == ledger.Server)]);
            var pools = input.Databases.Sum(database => database.Pools.Length);
            var pods = new Interval(input.Pods.Max ?? input.Pods.Min, input.Pods.Max);
            if (pooler.Document is not null)
                yield return ($"{pods} × {pools} × {size}", pods * Interval.Exactly(pools) * size, pooler.PlaceOf("min_pool_size"));
        }

        var pairs = ledger.Clients.Where(client => client.Destination!.IsBuiltIn).Select(client => (client.User, client.Database)).Distinct().Count();
        if (pairs > 0)
        {
            var size = BuiltIn.Setting(ledger.Server, "min_pool_size");
            yield return ($"{pairs} × {size.Value}", Interval.Exactly(pairs) * size.Value, size.At);
        }

        foreach (var client in ledger.Clients.Where(client => client is { MinPool: > 0, Destination.IsPooled: false }))
        {
            var copies = new Interval(client.Copies.Range.Max ?? client.Copies.Range.Min, client.Copies.Range.Max);
            yield return ($"{copies} × {client.Processes} × {client.MinPool}", copies * Interval.Exactly(client.Processes) * Interval.Exactly(client.MinPool), client.PoolAt);
        }
    }
}
