using Infra.Policies.Rules.Checks.Timeouts;
using Infra.Policies.Rules.Estates;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Checks.RdsProxies;

/// <summary>The pools of clients drop idle connections before the proxy ends them.</summary>
internal sealed class IdleClientsEnd : IRule<OrderFacts>
{
    private const string Setting = "idleClientTimeout";

    /// <summary>AWS's default (Amazon RDS User Guide, "Connection pool configuration: IdleClientTimeout").</summary>
    private const double ByDefault = 1800;

    public IEnumerable<RuleResult<OrderFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var proxy in estate.Proxies)
        {
            var idle = proxy.Resource[Setting].WholeNumber;
            var end = new ClientLimit(
                Setting, idle.State switch { ReadingState.Absent => ByDefault, ReadingState.Known => idle.Value, _ => null }, new(proxy.Resource.Urn, Setting));
            foreach (var client in proxy.Clients.Where(client => client.Destination!.IsPooled))
            {
                if (ClientTexts.IsUnknown(client))
                    yield return new RuleResult<OrderFacts>.Undecided(client.HostAt, [client.HostAt.Text]);
                else if (ClientLifetimes.Idle(client) is { } limit)
                    yield return Ordered.Below(limit with { What = $"{client.Name}'s {limit.What}" }, end);
            }
        }
    }
}
