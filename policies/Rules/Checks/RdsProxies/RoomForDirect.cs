using System.Collections.Immutable;
using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules.Checks.RdsProxies;

/// <summary>A proxy that leaves nothing for those who go past it.</summary>
/// <param name="Proxy">What a reader calls the proxy.</param>
/// <param name="Others">Those who go past it.</param>
internal sealed record NoRoomFacts(string Proxy, ImmutableArray<string> Others);

/// <summary>A proxy takes less than all of a server that others reach past it.</summary>
internal sealed class RoomForDirect : IRule<NoRoomFacts>
{
    public IEnumerable<RuleResult<NoRoomFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var ledger in estate.Ledgers.Where(ledger => ledger.Proxies.Count > 0))
        {
            var direct = ledger.Clients.Where(client => !client.Destination!.IsPooled).ToLookup(client => client.IsPossible);
            var others = direct[false].Select(client => client.Name)
                .Concat(ledger.PgBouncers.Select(pooler => pooler.Name)).Distinct().ToImmutableArray();
            foreach (var proxy in ledger.Proxies)
            {
                var percent = proxy.MaxConnectionsPercent;
                yield return percent.Value.Max < 100 ? new RuleResult<NoRoomFacts>.Ok(percent.At)
                    : others.IsEmpty ? direct[true].FirstOrDefault() is { } possible
                        ? new RuleResult<NoRoomFacts>.Undecided(percent.At, [possible.HostAt.Text])
                        : new RuleResult<NoRoomFacts>.Ok(percent.At)
                    : percent.Value.Min >= 100 ? new RuleResult<NoRoomFacts>.Violation(percent.At, new(proxy.Name, others))
                    : new RuleResult<NoRoomFacts>.Undecided(percent.At, [percent.At.Text]);
            }
        }
    }
}
