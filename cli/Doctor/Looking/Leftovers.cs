using System.Collections.Immutable;
using Infra.Cli.Doctor.Wire;

namespace Infra.Cli.Doctor.Looking;

/// <summary>State of a session that no client is using: whoever left it there did so to the next one.</summary>
internal static class Leftovers
{
    /// <summary>Prefix of what the doctor itself makes.</summary>
    public const string Own = "infra_doctor_";

    // PgBouncer names what it prepares for its clients itself. A transaction's own settings are not the session's.
    private const string Question =
        """
        SELECT 'prepared statement' AS kind, name FROM pg_prepared_statements WHERE name !~ '^(PGBOUNCER|infra_doctor)_'
        UNION ALL SELECT 'cursor', name FROM pg_cursors WHERE is_holdable
        UNION ALL SELECT 'advisory lock', objid::text FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()
        UNION ALL SELECT 'temporary table', relname FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r'
        UNION ALL SELECT 'LISTEN', channel FROM pg_listening_channels() channel
        UNION ALL SELECT 'setting', name FROM pg_settings
        WHERE source = 'session' AND name !~ '^(infra[.]|transaction_(isolation|read_only|deferrable)$)'
        UNION ALL SELECT 'role', current_user WHERE current_user <> session_user
        """;

    // Reported like those that a pooler carries from one server connection to the next, but carried by none before PgBouncer 1.26.
    private static readonly string[] _notCarried = ["default_transaction_read_only"];

    // What PgBouncer sets for each client (doc/config.md, track_extra_parameters).
    private static readonly string[] _carried =
        ["application_name", "client_encoding", "DateStyle", "TimeZone", "IntervalStyle", "standard_conforming_strings"];

    public static async Task<ImmutableArray<string>> LookAsync(WireConnection connection, CancellationToken cancellation)
    {
        var carried = connection.Parameters.Keys.Except(_notCarried).Concat(_carried).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. (await connection.QueryAsync(Question, cancellation)).Read()
                .Where(row => row("kind") != "setting" || !carried.Contains(row("name")!))
                .Select(row => $"{row("kind")} {row("name")}"),
        ];
    }
}
