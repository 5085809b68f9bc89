using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules.Checks.Timeouts;

/// <summary>The pools of clients drop their connections before a pooler ends them.</summary>
internal sealed class RecycledInOrder : IRule<OrderFacts>
{
    /// <summary>Amazon RDS User Guide, "Quotas and limitations for RDS Proxy": no client connection lives longer than 24 hours.</summary>
    private const double ProxyAge = 86_400;

    public IEnumerable<RuleResult<OrderFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var client in estate.Clients.Where(client => client.Destination?.IsPooled == true))
        {
            var destination = client.Destination!;
            if (destination.PgBouncer is { } pooler)
            {
                // 0, the default, ends no client.
                var idle = Ordered.Of(pooler, "client_idle_timeout");
                if (idle.Seconds is double.PositiveInfinity)
                    continue;
                foreach (var result in Against(client, idle, ClientLifetimes.Idle(client), ClientLifetimes.Age(client)))
                    yield return result;
            }
            else if (destination.Proxy is { } proxy)
            {
                foreach (var result in Against(client, new("the 24 h of RDS Proxy", ProxyAge, new(proxy.Resource.Urn, "")), ClientLifetimes.Age(client)))
                    yield return result;
            }
        }
    }

    private static IEnumerable<RuleResult<OrderFacts>> Against(Client client, ClientLimit end, params IEnumerable<ClientLimit?> limits)
    {
        if (ClientTexts.IsUnknown(client))
            yield return new RuleResult<OrderFacts>.Undecided(client.HostAt, [client.HostAt.Text]);
        foreach (var limit in limits)
        {
            if (limit is { } known)
                yield return Ordered.Below(known with { What = $"{client.Name}'s {known.What}" }, end);
        }
    }
}
