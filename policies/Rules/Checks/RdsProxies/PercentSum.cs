using System.Collections.Immutable;
using Infra.Policies.Rules.Estates;
using Infra.Pooling.Budget;

namespace Infra.Policies.Rules.Checks.RdsProxies;

/// <summary>Proxies that want more of a server than there is.</summary>
/// <param name="Server">What a reader calls the server.</param>
/// <param name="Proxies">Each proxy with its share: <c>a 60</c>.</param>
/// <param name="Sum">Their sum in percent.</param>
internal sealed record PercentSumFacts(string Server, ImmutableArray<string> Proxies, long Sum);

/// <summary>The shares of all proxies on a server come to at most 100 percent.</summary>
internal sealed class PercentSum : IRule<PercentSumFacts>
{
    public IEnumerable<RuleResult<PercentSumFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var ledger in estate.Ledgers.Where(ledger => ledger.Proxies.Count > 0))
        {
            var sum = ledger.Proxies.Aggregate(Interval.Exactly(0), (total, proxy) => total + proxy.MaxConnectionsPercent.Value);
            var largest = ledger.Proxies.MaxBy(proxy => proxy.MaxConnectionsPercent.Value.Min)!.MaxConnectionsPercent.At;
            if (sum.Max <= 100)
                yield return new RuleResult<PercentSumFacts>.Ok(largest);
            else if (sum.Min > 100)
                yield return new RuleResult<PercentSumFacts>.Violation(largest, new(
                    ledger.Budget.Title, [.. ledger.Proxies.Select(proxy => $"{proxy.Name} {proxy.MaxConnectionsPercent.Value}")], sum.Min));
            else
                yield return new RuleResult<PercentSumFacts>.Undecided(
                    largest, [.. ledger.Proxies.Where(proxy => !proxy.MaxConnectionsPercent.IsKnown).Select(proxy => proxy.MaxConnectionsPercent.At.Text)]);
        }
    }
}
