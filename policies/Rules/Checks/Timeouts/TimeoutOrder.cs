using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules.Checks.Timeouts;

/// <summary>lock_timeout ends before statement_timeout, and that before the time-outs of the clients.</summary>
internal sealed class TimeoutOrder : IRule<OrderFacts>
{
    public IEnumerable<RuleResult<OrderFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var server in estate.Servers.Where(server => server.Primary is null))
        {
            if (Compare(Of(server, "lock_timeout"), Of(server, "statement_timeout")) is { } result)
                yield return result;
        }

        foreach (var client in estate.Clients)
        {
            // Reducto sets both for each transaction, over whatever the server says.
            var (own, statement) = (Of(client, "DB_LOCK_TIMEOUT_MS"), Of(client, "DB_STATEMENT_TIMEOUT_MS"));
            if (Compare(own, statement) is { } order)
                yield return order;
            var lower = statement ?? (client.Destination is { Server: { } server } ? Of(server, "statement_timeout") : null);
            foreach (var limit in ClientLimit.OfCommands(client))
            {
                if (Compare(lower, limit) is { } result)
                    yield return result;
            }
        }
    }

    /// <summary>0 is no limit, and says nothing.</summary>
    private static RuleResult<OrderFacts>? Compare(ClientLimit? first, ClientLimit? second)
    {
        if (first is not { } lower || second is not { } upper || lower.Seconds == 0 || upper.Seconds == 0)
            return null;
        string[] open = [.. new[] { lower, upper }.Where(limit => limit.Seconds is null).Select(limit => limit.At.Text)];
        return open.Length > 0 ? new RuleResult<OrderFacts>.Undecided(lower.At, [.. open])
            : lower.Seconds < upper.Seconds ? new RuleResult<OrderFacts>.Ok(lower.At)
            : new RuleResult<OrderFacts>.Violation(lower.At, new(lower.What, lower.Seconds!.Value, upper.What, upper.Seconds!.Value));
    }

    /// <summary>A parameter in milliseconds; null where nothing sets it.</summary>
    private static ClientLimit? Of(DatabaseServer server, string parameter) => server.Parameters.Find(parameter) is { } set
        ? new(parameter, set.Value.WholeNumber is { IsKnown: true } known ? known.Value / 1000.0 : null, set.At)
        : server.Parameters.UnreadAt is { } unread ? new(parameter, null, unread) : null;

    private static ClientLimit? Of(Client client, string name) => client.Environment?[name] is { } variable
        ? new(name, long.TryParse(variable.Value.Value, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number / 1000.0 : null, variable.At)
        : null;
}
