using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules.Checks.Timeouts;

/// <summary>PgBouncer gives up before the clients that wait for it.</summary>
internal sealed class QueueBeforeClient : IRule<OrderFacts>
{
    private const string Setting = "query_wait_timeout";

    public IEnumerable<RuleResult<OrderFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var client in estate.Clients)
        {
            if (QueueOf(client.Destination) is not { } queue)
                continue;
            if (ClientTexts.IsUnknown(client))
                yield return new RuleResult<OrderFacts>.Undecided(queue.At, [client.HostAt.Text]);
            foreach (var limit in ClientLimit.OfWaiting(client))
                yield return Ordered.Below(queue, limit with { What = $"{client.Name}'s {limit.What}" });
        }
    }

    /// <summary>RDS Proxy has a rule of its own.</summary>
    private static ClientLimit? QueueOf(Destination? destination)
    {
        if (destination is not { IsPooled: true })
            return null;
        if (destination.PgBouncer is { } pooler)
            return Ordered.Of(pooler, Setting);
        if (!destination.IsBuiltIn)
            return null;
        var wait = BuiltIn.Setting(destination.Server, Setting);
        return new($"pgbouncer.{Setting}", !wait.IsKnown ? null : wait.Value.Min == 0 ? double.PositiveInfinity : wait.Value.Min, wait.At);
    }
}
