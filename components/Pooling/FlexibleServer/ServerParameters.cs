using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using static Infra.Pooling.FlexibleServer.ServerParameter;

namespace Infra.Pooling.FlexibleServer;

/// <summary>
/// The parameters of a Flexible Server that have to do with connections. Ranges, defaults, and which need a restart: Azure
/// documentation, "Server parameters", the same for PostgreSQL 17 and 18.
/// </summary>
public static class ServerParameters
{
    /// <summary>Switches PgBouncer on; the rest of its parameters are hidden until then.</summary>
    public const string Enabled = "pgbouncer.enabled";

    /// <summary>Switches PgBouncer's metrics on; an alert on one of them never fires before.</summary>
    public const string Diagnostics = "metrics.pgbouncer_diagnostics";

    /// <summary>The parameter of the budget.</summary>
    public const string MaxConnections = "max_connections";

    /// <summary>Ends sessions that do nothing, PgBouncer's own included.</summary>
    public const string IdleSession = "idle_session_timeout";

    private const int Longest = int.MaxValue;

    /// <summary>Every parameter, PgBouncer's first.</summary>
    public static ImmutableArray<ServerParameter> All { get; } =
    [
        OneOf(Enabled, "false", "true", "false") with { DecidedBy = "the pooler itself, which is on" },
        OneOf("pgbouncer.pool_mode", "transaction", "session", "transaction", "statement") with { DecidedBy = "`pooler.mode`" },
        Whole("pgbouncer.default_pool_size", 1, 4950, 50),
        Whole("pgbouncer.min_pool_size", 0, 4950, 0),
        Whole("pgbouncer.max_client_conn", 1, 50000, 5000),
        Whole("pgbouncer.max_prepared_statements", 0, 5000, 0),
        Seconds("pgbouncer.query_wait_timeout", 86400, 120),
        Seconds("pgbouncer.server_idle_timeout", 86400, 600),
        Matching("pgbouncer.ignore_startup_parameters", @"[A-Za-z0-9_\.,]*"),
        Matching("pgbouncer.stats_users", @"[A-Za-z0-9,@_\-\.]*"),

        OneOf(Diagnostics, "off", "on", "off") with { DecidedBy = "`database.flexibleServer.alerts`" },
        OneOf("require_secure_transport", "on", "on", "off") with { DecidedBy = "the connection strings, which demand TLS" },
        OneOf("ssl_min_protocol_version", "TLSv1.2", "TLSv1.2", "TLSv1.3"),

        Whole(MaxConnections, 25, 5000) with { IsDynamic = false, IsShared = true, DecidedBy = "`database.maxConnections`" },
        Whole("max_prepared_transactions", 0, 262143, 0) with { IsDynamic = false, IsShared = true },
        Whole("max_locks_per_transaction", 10, 8388608, 64) with { IsDynamic = false, IsShared = true },
        Whole("max_wal_senders", 5, 100, 10) with { IsDynamic = false, IsShared = true },
        Whole("max_worker_processes", 0, 262143, 8) with { IsDynamic = false, IsShared = true },

        Milliseconds("lock_timeout") with { DecidedBy = "`timeouts.lock`" },
        Milliseconds("statement_timeout") with { DecidedBy = "`timeouts.statement`" },
        Milliseconds("idle_in_transaction_session_timeout") with { DecidedBy = "`timeouts.idleInTransaction`" },
        Milliseconds(IdleSession),
        Milliseconds("transaction_timeout") with { Since = 17 },
        Seconds("tcp_keepalives_idle", Longest, 120) with { DecidedBy = "the keepalive times of the whole path" },
        Seconds("tcp_keepalives_interval", Longest, 30) with { DecidedBy = "the keepalive times of the whole path" },
        Whole("tcp_keepalives_count", 0, Longest, 0) with { DecidedBy = "the keepalive times of the whole path" },
    ];

    private static readonly FrozenDictionary<string, ServerParameter> ByName = All.ToFrozenDictionary(parameter => parameter.Name);

    /// <summary>The parameter of a name; null when it is not in the list.</summary>
    public static ServerParameter? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The settings of the pooler that may be chosen, without their prefix.</summary>
    public static ImmutableArray<string> PoolerSettings { get; } =
    [
        .. All.Where(parameter => IsPoolers(parameter) && parameter.DecidedBy is null)
            .Select(parameter => parameter.Name[PoolerPrefix.Length..]),
    ];

    /// <summary>The parameters of PostgreSQL that may be chosen.</summary>
    public static ImmutableArray<string> Choosable { get; } =
        [.. All.Where(parameter => !IsPoolers(parameter) && parameter.DecidedBy is null).Select(parameter => parameter.Name)];

    /// <summary>The parameters that a replica must not have lower than its primary.</summary>
    public static ImmutableArray<string> Shared { get; } =
        [.. All.Where(parameter => parameter.IsShared).Select(parameter => parameter.Name)];

    private static ServerParameter Seconds(string name, int max, int byDefault) => Times(name, "seconds", max, byDefault);

    private static ServerParameter Milliseconds(string name) => Times(name, "milliseconds", Longest, 0);

    private static ServerParameter Times(string name, string unit, int max, int byDefault) =>
        Whole(name, 0, max, byDefault) with
        {
            Allowed = string.Create(CultureInfo.InvariantCulture, $"a whole number of {unit} from 0 to {max}"),
        };

    private static bool IsPoolers(ServerParameter parameter) => parameter.Name.StartsWith(PoolerPrefix, StringComparison.Ordinal);
}
