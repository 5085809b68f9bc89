using Infra.Policies.Rules.Estates;
using Infra.Pooling.FlexibleServer;

namespace Infra.Policies.Rules.Checks.PgBouncers;

/// <summary>A pool mode that does not fit.</summary>
/// <param name="What">What does not fit, as a clause.</param>
/// <param name="Fix">What to do.</param>
internal sealed record ModeFacts(string What, string Fix);

/// <summary>PgBouncer shares server connections, and its clients need no session of their own.</summary>
internal sealed class ModeFits : IRule<ModeFacts>
{
    public IEnumerable<RuleResult<ModeFacts>> Judge(Estate estate, RuleSettings settings)
    {
        foreach (var pooler in estate.PgBouncers)
            yield return Judge(pooler.Document is null ? new(null, pooler.At) : ModeOf(pooler), pooler.Name);
        foreach (var server in estate.Servers.Where(server => server.Primary is null && ParameterReading.Of(server, ServerParameters.Enabled).IsOn == true))
            yield return Judge(PoolerMode.BuiltInOf(server), server.Title);
        foreach (var client in estate.Clients)
        {
            if (PoolerMode.Of(client) is not { } mode || mode.IsShared == false)
                continue;
            if (ClientTexts.UnknownSql(client) is { } unknown)
                yield return new RuleResult<ModeFacts>.Undecided(unknown.At, [unknown.At.Text]);
            else if (ClientTexts.SessionSql(client) is { } sql)
                yield return Judge(client, sql, mode);
        }
    }

    private static RuleResult<ModeFacts> Judge(Client client, Variable sql, PoolerMode mode) => mode.IsShared is null
        ? new RuleResult<ModeFacts>.Undecided(sql.At, [mode.At.Text])
        : new RuleResult<ModeFacts>.Violation(sql.At, new(
            $"{client.Name} runs SQL on each new connection that changes its session ({sql.Name}), "
            + $"and in {mode.Name} mode the session is another client's too",
            "set it with ALTER ROLE … SET, or give this client an entry with pool_mode=session"));

    private static RuleResult<ModeFacts> Judge(PoolerMode mode, string name) =>
        mode.IsShared is null ? new RuleResult<ModeFacts>.Undecided(mode.At, [mode.At.Text])
        : mode.IsShared == true ? new RuleResult<ModeFacts>.Ok(mode.At)
        : new RuleResult<ModeFacts>.Violation(mode.At, new(
            $"in session mode {name} keeps a server connection for every client as long as it stays, and so saves none", "set pool_mode to transaction"));

    /// <summary>The mode of the entries without one of their own; who gives one of them session mode means it.</summary>
    private static PoolerMode ModeOf(PgBouncerPooler pooler)
    {
        var entries = pooler.Document!.Databases.Values.ToList();
        var mode = pooler.Text("pool_mode")?.ToLowerInvariant();
        var isUsed = entries.Count == 0 || entries.Exists(entry => entry.Value("pool_mode") is null);
        return new(isUsed ? mode : "transaction", pooler.PlaceOf("pool_mode"));
    }
}
