using Infra.Policies.Rules.Estates;

namespace Infra.Policies.Rules.Checks.Servers;

/// <summary>Idle sessions that end at the wrong time.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Milliseconds">Its value; null where it is left at its default.</param>
/// <param name="PoolerSeconds">How long the pooler keeps idle connections; null where that does not matter.</param>
internal sealed record IdleFacts(string Parameter, long? Milliseconds, double? PoolerSeconds);

/// <summary>A server ends transactions that do nothing, and no connections that a pooler keeps.</summary>
internal sealed class IdleEnds : IRule<IdleFacts>
{
    /// <summary>PostgreSQL on RDS ends an idle transaction after a day by default, which is as good as never.</summary>
    public const long Day = 86_400_000;

    private const string InTransaction = "idle_in_transaction_session_timeout";
    private const string Session = "idle_session_timeout";

    public IEnumerable<RuleResult<IdleFacts>> Judge(Estate estate, RuleSettings settings)
    {
        var ledgers = estate.Ledgers.ToDictionary(ledger => ledger.Server);
        foreach (var server in estate.Servers.Where(server => server.Kind != ServerKind.Host))
        {
            yield return Transactions(server);
            if (ledgers.GetValueOrDefault(server.Family) is { } ledger && Sessions(server, ledger) is { } sessions)
                yield return sessions;
        }
    }

    private static RuleResult<IdleFacts> Transactions(DatabaseServer server)
    {
        var idle = ParameterReading.Of(server, InTransaction);
        return idle switch
        {
            { IsUnknown: true } or { Set: not null, Number: null } => new RuleResult<IdleFacts>.Undecided(idle.At, [idle.At.Text]),
            { Number: > 0 and < Day } => new RuleResult<IdleFacts>.Ok(idle.At),
            _ => new RuleResult<IdleFacts>.Violation(idle.At, new(InTransaction, idle.Number, null)),
        };
    }

    /// <summary>0, the default, ends none; nothing is said of a server that no pooler stands before.</summary>
    private static RuleResult<IdleFacts>? Sessions(DatabaseServer server, Ledger ledger)
    {
        var keeps = Keeps(server, ledger).ToList();
        var idle = ParameterReading.Of(server, Session);
        if (keeps.Count == 0)
            return null;
        if (idle is { IsUnknown: true } or { Set: not null, Number: null })
            return new RuleResult<IdleFacts>.Undecided(idle.At, [idle.At.Text]);
        if ((idle.Number ?? 0) is var number && number <= 0)
            return new RuleResult<IdleFacts>.Ok(idle.At);
        if (keeps.Where(one => one.Seconds is null).Select(one => one.At.Text).Distinct().ToList() is { Count: > 0 } open)
            return new RuleResult<IdleFacts>.Undecided(idle.At, [.. open]);
        var longest = keeps.Max(one => one.Seconds!.Value);
        return number > longest * 1000
            ? new RuleResult<IdleFacts>.Ok(idle.At)
            : new RuleResult<IdleFacts>.Violation(idle.At, new(Session, number, longest));
    }

    /// <summary>How long each pooler keeps a connection that nobody uses; for ever where that is 0.</summary>
    private static IEnumerable<(double? Seconds, Subject At)> Keeps(DatabaseServer server, Ledger ledger)
    {
        foreach (var pooler in ledger.PgBouncers)
        {
            var seconds = pooler.Number("server_idle_timeout");
            yield return (seconds == 0 ? double.PositiveInfinity : seconds, pooler.PlaceOf("server_idle_timeout"));
        }

        // Amazon RDS User Guide, "MaxIdleConnectionsPercent": the proxy keeps idle connections as long as it likes.
        foreach (var proxy in ledger.Proxies)
            yield return (double.PositiveInfinity, new(proxy.Resource.Urn, ""));
        if (BuiltIn.IsEnabled(server))
        {
            var setting = BuiltIn.Setting(server, "server_idle_timeout");
            yield return (!setting.IsKnown ? null : setting.Value.Min == 0 ? double.PositiveInfinity : setting.Value.Min, setting.At);
        }
    }
}
