using System.Collections.Immutable;

namespace Infra.Integration.Monitoring;

/// <summary>
/// What prometheus-community's pgbouncer_exporter 0.12.1 exports, as its collector.go has it. The name of a metric is no text there but is
/// made of the command and the metric (makeDescMap), and so it is made here.
/// </summary>
internal static class ExporterMetrics
{
    /// <summary>A metric: the command that it comes from, the column or row, and the labels that it has.</summary>
    public sealed record Source(string Command, string Column, ImmutableArray<string> Labels);

    /// <summary>metricMaps: by the argument of SHOW, its columns that are labels and those that are metrics.</summary>
    private static readonly (string Show, string[] Labels, (string Column, string Metric)[] Columns)[] _maps =
    [
        ("databases", ["name", "host", "port", "database", "force_user", "pool_mode"],
        [
            ("pool_size", "pool_size"), ("reserve_pool", "reserve_pool"), ("max_connections", "max_connections"),
            ("current_connections", "current_connections"), ("paused", "paused"), ("disabled", "disabled"),
        ]),
        ("stats_totals", ["database"],
        [
            ("query_count", "queries_pooled_total"), ("query_time", "queries_duration_seconds_total"), ("bytes_received", "received_bytes_total"),
            ("requests", "queries_total"), ("bytes_sent", "sent_bytes_total"), ("wait_time", "client_wait_seconds_total"),
            ("xact_count", "sql_transactions_pooled_total"), ("xact_time", "server_in_transaction_seconds_total"),
            ("client_parse_count", "client_parses_total"), ("server_parse_count", "server_parses_total"), ("bind_count", "binds_total"),
        ]),
        ("pools", ["database", "user"],
        [
            ("cl_active", "client_active_connections"), ("cl_active_cancel_req", "client_active_cancel_connections"),
            ("cl_waiting", "client_waiting_connections"), ("cl_waiting_cancel_req", "client_waiting_cancel_connections"),
            ("sv_active", "server_active_connections"), ("sv_active_cancel", "server_active_cancel_connections"),
            ("sv_being_canceled", "server_being_canceled_connections"), ("sv_idle", "server_idle_connections"),
            ("sv_used", "server_used_connections"), ("sv_tested", "server_testing_connections"), ("sv_login", "server_login_connections"),
            ("maxwait", "client_maxwait_seconds"),
        ]),
    ];

    /// <summary>listsMap and configMap: rows of a name and a value, whose metrics are named in full.</summary>
    private static readonly (string Command, string Row, string Metric)[] _rows =
    [
        ("SHOW LISTS", "databases", "pgbouncer_databases"), ("SHOW LISTS", "users", "pgbouncer_users"), ("SHOW LISTS", "pools", "pgbouncer_pools"),
        ("SHOW LISTS", "free_clients", "pgbouncer_free_clients"), ("SHOW LISTS", "used_clients", "pgbouncer_used_clients"),
        ("SHOW LISTS", "login_clients", "pgbouncer_login_clients"), ("SHOW LISTS", "free_servers", "pgbouncer_free_servers"),
        ("SHOW LISTS", "used_servers", "pgbouncer_used_servers"), ("SHOW LISTS", "dns_names", "pgbouncer_cached_dns_names"),
        ("SHOW LISTS", "dns_zones", "pgbouncer_cached_dns_zones"), ("SHOW LISTS", "dns_queries", "pgbouncer_in_flight_dns_queries"),
        ("SHOW CONFIG", "max_client_conn", "pgbouncer_config_max_client_connections"),
        ("SHOW CONFIG", "max_user_connections", "pgbouncer_config_max_user_connections"),
    ];

    /// <summary>All of them by name.</summary>
    public static ImmutableSortedDictionary<string, Source> All { get; } = _maps
        .SelectMany(map => map.Columns.Select(column => KeyValuePair.Create(
            $"pgbouncer_{map.Show}_{column.Metric}", new Source($"SHOW {map.Show.ToUpperInvariant()}", column.Column, [.. map.Labels]))))
        .Concat(_rows.Select(row => KeyValuePair.Create(row.Metric, new Source(row.Command, row.Row, []))))
        .Append(KeyValuePair.Create("pgbouncer_version_info", new Source("SHOW VERSION", "version", ["version"])))
        // Whether the other commands, after a first one to see if anybody answers, succeeded.
        .Append(KeyValuePair.Create("pgbouncer_up", new Source("SHOW STATS", "database", [])))
        .ToImmutableSortedDictionary(StringComparer.Ordinal);
}
