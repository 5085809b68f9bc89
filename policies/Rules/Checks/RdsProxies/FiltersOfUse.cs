using System.Collections.Immutable;
using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules.Checks.RdsProxies;

/// <summary>Filters that do nothing.</summary>
/// <param name="Filters">Their names.</param>
internal sealed record FilterFacts(ImmutableArray<string> Filters);

/// <summary>A proxy for PostgreSQL has no session pinning filter.</summary>
internal sealed class FiltersOfUse : IRule<FilterFacts>
{
    public IEnumerable<RuleResult<FilterFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var proxy in estate.Proxies)
        {
            var family = proxy.Resource["engineFamily"].Text;
            if (proxy.Pool("sessionPinningFilters") is not { } filters)
                continue;
            var subject = Reads.At(proxy.Group!, filters);
            ImmutableArray<string> names = [.. filters.Items.Select(item => item.Text.Value).OfType<string>()];
            if (filters.IsUnknown || filters.Items.Any(item => item.IsUnknown))
                yield return new RuleResult<FilterFacts>.Undecided(subject, [subject.Text]);
            else if (names.IsEmpty)
                yield return new RuleResult<FilterFacts>.Ok(subject);
            else if (family.IsKnown)
                yield return new RuleResult<FilterFacts>.Violation(subject, new(names));
            else
                yield return new RuleResult<FilterFacts>.Undecided(subject, [$"{proxy.Resource.Urn}#engineFamily"]);
        }
    }
}
