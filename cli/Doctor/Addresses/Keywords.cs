using System.Collections.Immutable;

namespace Infra.Cli.Doctor.Addresses;

/// <summary>libpq's connection parameters: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS.</summary>
internal static class Keywords
{
    /// <summary>Those that matter here.</summary>
    public static readonly ImmutableArray<string> Used =
    [
        "host", "hostaddr", "port", "dbname", "user", "password", "passfile", "sslmode", "sslrootcert", "sslcert", "sslkey",
        "application_name", "fallback_application_name", "client_encoding", "options",
    ];

    /// <summary>Those that a client's library keeps to itself, or that change nothing of what is looked at.</summary>
    public static readonly ImmutableArray<string> Ignored =
    [
        "connect_timeout", "keepalives", "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout",
        "channel_binding", "require_auth", "gssencmode", "gssdelegation", "gsslib", "krbsrvname", "requirepeer", "sslcompression", "sslcrl",
        "sslcrldir", "sslsni", "sslpassword", "sslcertmode", "ssl_min_protocol_version", "ssl_max_protocol_version", "min_protocol_version",
        "max_protocol_version", "target_session_attrs", "load_balance_hosts",
        // Drivers' own, in URIs that are passed around: Prisma, SQLAlchemy, pgx.
        "pgbouncer", "connection_limit", "pool_timeout", "socket_timeout", "statement_cache_size", "schema", "sslaccept",
        "prepared_statement_cache_size", "statement_cache_capacity", "default_query_exec_mode", "pool_max_conns", "pool_min_conns",
    ];

    public static bool IsKnown(string name) => Used.Contains(name) || Ignored.Contains(name);
}
