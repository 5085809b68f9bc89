using System.Collections.Immutable;

namespace Infra.Pooling.RdsParameters;

/// <summary>The parameters that are known.</summary>
/// <remarks>
/// Source: PostgreSQL documentation, "Server Configuration" (those that «can only be set at server start» are static), and Amazon RDS User
/// Guide, "Working with parameters on your RDS for PostgreSQL DB instance". Read-only parameters are absent or have an owner.
/// </remarks>
internal static class RdsParameterTable
{
    private const int Unlimited = int.MaxValue;

    public static ImmutableArray<RdsParameter> All { get; } =
    [
        // The time-outs and keepalives of the ladder.
        Owned(Number("lock_timeout", 0, Unlimited, "milliseconds"), "timeouts.lock"),
        Owned(Number("statement_timeout", 0, Unlimited, "milliseconds"), "timeouts.statement"),
        Owned(Number("idle_in_transaction_session_timeout", 0, Unlimited, "milliseconds"), "timeouts.idleInTransaction"),
        Owned(Number("idle_session_timeout", 0, Unlimited, "milliseconds"), "the plan: the server never ends a connection that the pooler keeps"),
        Owned(Number("tcp_keepalives_idle", 0, Unlimited, "seconds"), "the plan"),
        Owned(Number("tcp_keepalives_interval", 0, Unlimited, "seconds"), "the plan"),
        Owned(Number("tcp_keepalives_count", 0, Unlimited), "the plan"),
        Number("transaction_timeout", 0, Unlimited, "milliseconds") with { Since = 17 },
        Number("tcp_user_timeout", 0, Unlimited, "milliseconds"),
        Number("deadlock_timeout", 1, Unlimited, "milliseconds"),

        // Connections.
        Owned(Static(Number("max_connections", 6, 262143)), "database.maxConnections"),
        Owned(Static(Number("superuser_reserved_connections", 0, 8388607)), "RDS, which keeps it at 3"),
        Owned(Static(Flag("rds.force_ssl")), "the plan: TLS is always demanded"),
        Static(Number("rds.rds_reserved_connections", 0, 8388607)),
        Static(Number("max_prepared_transactions", 0, 262143)),
        Static(Number("max_worker_processes", 0, 262143)),
        Static(Number("max_wal_senders", 5, 100)),
        Static(Number("max_replication_slots", 5, 262143)),
        Static(Flag("rds.logical_replication")),
        Choice("password_encryption", "md5", "scram-sha-256"),
        Choice("rds.accepted_password_auth_method", "md5+scram", "scram"),

        // Logs and statistics.
        Flag("log_connections"),
        Flag("log_disconnections"),
        Flag("log_lock_waits"),
        Number("log_min_duration_statement", -1, Unlimited, "milliseconds"),
        Number("log_autovacuum_min_duration", -1, Unlimited, "milliseconds"),
        Number("log_temp_files", -1, Unlimited, "kilobytes"),
        Choice("log_statement", "none", "ddl", "mod", "all"),
        Static(Number("track_activity_query_size", 100, 1048576, "bytes")),
        Flag("track_io_timing"),
        Static(Text("shared_preload_libraries")),
        Static(Number("pg_stat_statements.max", 100, Unlimited)),
        Choice("pg_stat_statements.track", "none", "top", "all"),
        Number("auto_explain.log_min_duration", -1, Unlimited, "milliseconds"),

        // Memory and planning.
        Static(Number("shared_buffers", 16, 1073741823, "8 kB pages")),
        Number("work_mem", 64, Unlimited, "kilobytes"),
        Number("maintenance_work_mem", 1024, Unlimited, "kilobytes"),
        Number("temp_file_limit", -1, Unlimited, "kilobytes"),
        Number("default_statistics_target", 1, 10000),
        Real("random_page_cost", 0, 1_000_000),
        Number("effective_io_concurrency", 0, 1000),
        Flag("jit"),
        Number("autovacuum_naptime", 1, 2147483, "seconds"),
        Real("autovacuum_vacuum_scale_factor", 0, 100),
        Real("autovacuum_analyze_scale_factor", 0, 100),
        Static(Number("autovacuum_max_workers", 1, 262143)),
        Text("timezone"),

        // Replicas.
        Flag("hot_standby_feedback"),
        Number("max_standby_streaming_delay", -1, Unlimited, "milliseconds"),
    ];

    private static RdsParameter Number(string name, decimal min, decimal max, string? unit = null) =>
        new(name, RdsParameterKind.Whole, IsStatic: false) { Min = min, Max = max, Unit = unit };

    private static RdsParameter Real(string name, decimal min, decimal max) => new(name, RdsParameterKind.Real, IsStatic: false) { Min = min, Max = max };

    private static RdsParameter Flag(string name) => new(name, RdsParameterKind.Boolean, IsStatic: false);

    private static RdsParameter Choice(string name, params ImmutableArray<string> choices) =>
        new(name, RdsParameterKind.Choice, IsStatic: false) { Choices = choices };

    private static RdsParameter Text(string name) => new(name, RdsParameterKind.Text, IsStatic: false);

    private static RdsParameter Static(RdsParameter parameter) => parameter with { IsStatic = true };

    private static RdsParameter Owned(RdsParameter parameter, string owner) => parameter with { OwnedBy = owner };
}
