using Infra.Policies.Rules.Estates;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Checks.Clients;

/// <summary>A program connects to the pooler before its database, where there is one, unless it says that it means to go past it.</summary>
internal sealed class PoolersUsed : IRule<ClientFacts>
{
    public IEnumerable<RuleResult<ClientFacts>> Judge(Estate estate, RuleSettings settings)
    {
        var poolers = estate.Ledgers.ToDictionary(ledger => ledger.Server, PoolerOf);
        var pooledStacks = estate.PgBouncers.Select(pooler => pooler.Stack).Concat(estate.Proxies.Select(proxy => proxy.Stack))
            .ToHashSet(StringComparer.Ordinal);
        var pooled = new PooledPrograms(estate);
        foreach (var client in estate.Clients)
        {
            if (client.Destination is not { } destination)
            {
                if (pooledStacks.Contains(client.Graph.Stack) && client.Host is null && client.StatedRoute is not Route.Direct)
                    yield return new RuleResult<ClientFacts>.Undecided(client.HostAt, [client.HostAt.Text]);
            }
            else if (poolers.GetValueOrDefault(destination.Server) is { } pooler && client.StatedRoute != Route.Direct)
            {
                yield return destination.IsPooled || IsReplica(destination, client) || pooled.Has(client, destination.Server)
                    ? new RuleResult<ClientFacts>.Ok(client.HostAt)
                    : new RuleResult<ClientFacts>.Violation(client.HostAt, new(
                        client.Name, $"connects to {(client.IsHostSecret ? "the database" : destination.Server.Title)} past {pooler}",
                        "give it the pooler's host, or say `route: direct` in a claim if it needs the server itself"));
            }
        }
    }

    /// <summary>What stands before a server; the port alone tells whether a client uses the PgBouncer inside it, which another rule judges.</summary>
    private static string? PoolerOf(Ledger ledger) =>
        ledger.PgBouncers.FirstOrDefault()?.Name is { } bouncer ? $"the PgBouncer {bouncer}"
        : ledger.Proxies.FirstOrDefault()?.Name is { } proxy ? $"the RDS Proxy {proxy}"
        : null;

    /// <summary>No RDS Proxy serves a read replica.</summary>
    private static bool IsReplica(Destination destination, Client client) =>
        destination.Route == Route.ReadOnly
        || (client.Host is { } host && destination.Server.Replicas.Any(replica => replica.Hosts.Contains(host)));
}
