using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules.Checks.PgBouncers;

/// <summary>Pods that do not know each other.</summary>
/// <param name="Pooler">What a reader calls the pooler.</param>
/// <param name="Most">The most pods; null where nothing limits them.</param>
internal sealed record PeerFacts(string Pooler, int? Most);

/// <summary>Where there is more than one pod of PgBouncer, they are peers.</summary>
internal sealed class PeersKnown : IRule<PeerFacts>
{
    public IEnumerable<RuleResult<PeerFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var pooler in estate.PgBouncers.Where(pooler => pooler is { Workload: not null, IsSidecar: false }))
        {
            var copies = pooler.Copies;
            if (copies.Range.Max is <= 1)
                continue;
            var isOpen = copies.Range.Max is null && copies.IsMaxUnknown && copies.Range.Min <= 1;
            var (peers, at) = PoolerContainer.Peers(pooler);
            yield return peers == true ? new RuleResult<PeerFacts>.Ok(at)
                : peers is null ? new RuleResult<PeerFacts>.Undecided(at, [at.Text])
                : isOpen ? new RuleResult<PeerFacts>.Undecided(at, [copies.MaxAt.Text])
                : new RuleResult<PeerFacts>.Violation(at, new(pooler.Name, copies.Range.Max));
        }
    }
}
