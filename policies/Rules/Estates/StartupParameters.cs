using System.Collections.Immutable;

namespace Infra.Policies.Rules.Estates;

/// <summary>What a client asks of the server while it connects, beyond user, database and the few settings that every pooler knows.</summary>
internal static class StartupParameters
{
    /// <summary>Settings that pgx and asyncpg hand on as they stand in a URI.</summary>
    private static readonly string[] HandedOn =
        ["search_path", "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "idle_session_timeout", "extra_float_digits"];

    /// <summary>Their names, sorted.</summary>
    public static ImmutableArray<string> Of(Client client)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        if (client.Connection is { } text)
        {
            names.UnionWith(Of(text));
            // A variable of libpq, which other drivers do not read.
            if (client.Environment?["PGOPTIONS"] is { Value: { IsKnown: true, Value.Length: > 0 } }
                && text.Form is ConnectionForm.Uri or ConnectionForm.Keywords or ConnectionForm.Sqlalchemy)
                names.Add("options");
        }

        return [.. names];
    }

    private static IEnumerable<string> Of(ConnectionText text)
    {
        if (text.Options.GetValueOrDefault("options") is { Length: > 0 })
            yield return "options";
        switch (text.Form)
        {
            case ConnectionForm.Npgsql:
                if (text.Options.ContainsKey("search path") || text.Options.ContainsKey("searchpath"))
                    yield return "search_path";
                break;
            case ConnectionForm.Jdbc:
                // pgJDBC sends it with every connection (PgBouncer FAQ, "How to use PgBouncer with JDBC").
                yield return "extra_float_digits";
                if (text.Options.ContainsKey("currentSchema"))
                    yield return "search_path";
                break;
            case ConnectionForm.Uri:
                foreach (var name in HandedOn.Where(text.Options.ContainsKey))
                    yield return name;
                break;
        }
    }
}
