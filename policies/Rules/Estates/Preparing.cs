using System.Collections.Immutable;

namespace Infra.Policies.Rules.Estates;

/// <summary>Whether a driver prepares statements without being asked to, as its connection string tells.</summary>
internal static class Preparing
{
    /// <summary>What a reader calls the driver that does; null where it does not, or where the string does not say which driver reads it.</summary>
    public static string? DriverOf(ConnectionText text) => text.Form switch
    {
        ConnectionForm.Npgsql => text.Number("max auto prepare", "maxautoprepare") > 0 ? "Npgsql with Max Auto Prepare" : null,
        // pgJDBC documentation, "prepareThreshold": 5 by default.
        ConnectionForm.Jdbc => (text.Number("prepareThreshold") ?? 5) > 0 && !ClientTexts.Is(text, "preferQueryMode", "simple")
            ? "pgJDBC with its prepareThreshold"
            : null,
        ConnectionForm.Sqlalchemy => text.Driver == "asyncpg" && text.Number("prepared_statement_cache_size", "statement_cache_size") != 0
            ? "asyncpg with its statement cache"
            : null,
        _ => IsPgx(text) ? "pgx with its statement cache" : IsPrisma(text) ? "Prisma without pgbouncer=true" : null,
    };

    /// <summary>pgx v5 caches statements unless default_query_exec_mode says otherwise (pgx documentation, "QueryExecMode").</summary>
    private static bool IsPgx(ConnectionText text) => text.Options.TryGetValue("default_query_exec_mode", out var mode)
        ? mode.Equals("cache_statement", StringComparison.OrdinalIgnoreCase)
        : text.Options.Keys.Any(PgxOptions.Contains) && text.Number("statement_cache_capacity") != 0;

    private static bool IsPrisma(ConnectionText text) =>
        text.Options.ContainsKey("connection_limit") && !ClientTexts.Is(text, "pgbouncer", "true");

    private static readonly ImmutableHashSet<string> PgxOptions =
        ImmutableHashSet.Create(
            StringComparer.OrdinalIgnoreCase, "pool_max_conns", "pool_min_conns", "pool_max_conn_lifetime", "pool_max_conn_idle_time", "statement_cache_capacity");
}
