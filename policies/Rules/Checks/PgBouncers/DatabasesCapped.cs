using System.Collections.Immutable;
using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules.Checks.PgBouncers;

/// <summary>Entries that nothing caps.</summary>
/// <param name="Entries">Their names.</param>
internal sealed record UncappedFacts(ImmutableArray<string> Entries);

/// <summary>An entry with more than one pool has max_db_connections.</summary>
internal sealed class DatabasesCapped : IRule<UncappedFacts>
{
    public IEnumerable<RuleResult<UncappedFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var pooler in estate.PgBouncers)
        {
            if (pooler.Document is null)
            {
                yield return new RuleResult<UncappedFacts>.Undecided(new(pooler.Resource.Urn, ""), [pooler.At.Text]);
                continue;
            }

            // An entry that leads nowhere known still has its pools.
            var input = PoolerDemand.Of(pooler, server: null, [.. pooler.Clients]);
            var open = input.Databases.Where(database => database.MaxDbConnections is null && (database.Pools.Length > 1 || database.Pools.Any(pool => pool.Size.Max is null)))
                .Select(database => database.Name).ToImmutableArray();
            var subject = pooler.PlaceOf("max_db_connections");
            if (!open.IsEmpty)
                yield return new RuleResult<UncappedFacts>.Violation(subject, new(open));
            else if (!input.Databases.IsEmpty)
                yield return new RuleResult<UncappedFacts>.Ok(subject);
        }
    }
}
