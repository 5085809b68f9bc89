using System.Collections.Immutable;

namespace Infra.Pooling.PgBouncer;

/// <summary>
/// The settings of the section <c>[pgbouncer]</c>. Names, kinds, defaults and what a RELOAD can change are those of the table
/// <c>bouncer_params</c> in PgBouncer's src/main.c, compared release by release from 1.5 to 1.25.2; meaning and units are those of
/// doc/config.md under the same heading. PgBouncer checks no range: a range here is what its documentation calls meaningful.
/// login_notify_message and pool_idle_timeout are dated 1.26 after the development tree that followed 1.25.2.
/// </summary>
internal static class SettingTable
{
    private const string Component = "the component that runs PgBouncer";
    private const string Authentication = "the component, which renders roles and SCRAM verifiers itself";
    private const string Certificates = "the component, which mounts the certificates";
    private const string Logging = "the component, which sends the log to standard error";

    private const string AuthQuery =
        "SELECT rolname, CASE WHEN rolvaliduntil < now() THEN NULL ELSE rolpassword END FROM pg_authid WHERE rolname=$1 AND rolcanlogin";

    /// <summary>The largest time-out that makes sense: PgBouncer counts microseconds, people do not wait a year.</summary>
    private const long LongTime = 31_536_000;

    public static readonly ImmutableArray<string> PoolModes = ["session", "transaction", "statement"];

    private static readonly ImmutableArray<string> SslModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

    private static readonly ImmutableArray<string> AuthTypes =
        ["any", "trust", "plain", "md5", "cert", "hba", "ldap", "pam", "scram-sha-256"];

    public static readonly ImmutableArray<Setting> All =
    [
        Owned(List("admin_users"), Authentication),
        Flag("application_name_add_host", "0") with { Since = V(6) },
        Owned(Text("auth_dbname", null), Authentication) with { Since = V(19) },
        Owned(File("auth_file", null), Authentication),
        Owned(File("auth_hba_file"), Authentication) with { Since = V(7) },
        Owned(File("auth_ident_file", null), Authentication) with { Since = V(23) },
        Owned(Text("auth_ldap_options", null), Authentication) with { Since = V(25) },
        Owned(Text("auth_query", AuthQuery), Authentication) with
        {
            Since = V(6),
            EarlierDefaults = [new(V(24, 1), "SELECT usename, passwd FROM pg_shadow WHERE usename=$1")],
        },
        Owned(Choice("auth_type", "md5", AuthTypes), Authentication),
        Owned(Text("auth_user", null), Authentication) with { Since = V(8) },
        Seconds("autodb_idle_timeout", "3600"),
        Seconds("cancel_wait_timeout", "10") with { Since = V(19) },
        Seconds("client_idle_timeout", "0"),
        Seconds("client_login_timeout", "60"),
        Text("client_tls13_ciphers", null) with { Since = V(25) },
        Owned(Tls(File("client_tls_ca_file")), Certificates),
        Owned(Tls(File("client_tls_cert_file")), Certificates),
        Tls(Text("client_tls_ciphers", "default")) with { EarlierDefaults = [new(V(21), "fast")] },
        Tls(Choice("client_tls_dheparams", "auto", ["none", "auto", "legacy"])),
        Tls(Text("client_tls_ecdhcurve", "auto")),
        Owned(Tls(File("client_tls_key_file")), Certificates),
        Tls(List("client_tls_protocols", "secure")) with { EarlierDefaults = [new(V(13), "all")] },
        Owned(Tls(Choice("client_tls_sslmode", "disable", SslModes)), Certificates),
        Owned(File("conffile", null), Component),
        Number("default_pool_size", "20"),
        Restart(Flag("disable_pqexec", "0")),
        Seconds("dns_max_ttl", "15"),
        Seconds("dns_nxdomain_ttl", "15") with { Since = V(6) },
        Seconds("dns_zone_check_period", "0"),
        Owned(Seconds("idle_transaction_timeout", "0"), "timeouts.idleInTransaction"),
        List("ignore_startup_parameters"),
        Owned(Restart(Text("job_name", "pgbouncer")), Component),
        Owned(Restart(List("listen_addr")), Component),
        Restart(Number("listen_backlog", "128", min: 1)),
        Owned(Restart(Number("listen_port", "6432", min: 1, max: 65535)), "pooler.port"),
        Flag("log_connections", "1"),
        Flag("log_disconnections", "1"),
        Flag("log_pooler_errors", "1"),
        Flag("log_stats", "1") with { Since = V(11) },
        Owned(File("logfile"), Logging),
        Text("login_notify_message", "") with { Since = V(26) },
        Number("max_client_conn", "100", min: 1),
        Number("max_db_client_connections", "0") with { Since = V(24) },
        Number("max_db_connections", "0") with { Since = V(6) },
        new Setting("max_packet_size", SettingScope.Pooler, SettingKind.Bytes) { Default = "2147483647", Min = 1024 },
        Number("max_prepared_statements", "200") with { Since = V(21), EarlierDefaults = [new(V(24), "0")] },
        Number("max_user_client_connections", "0") with { Since = V(24) },
        Number("max_user_connections", "0") with { Since = V(6) },
        Number("min_pool_size", "0"),
        Owned(Number("peer_id", "0", max: 16383), Component) with { Since = V(19) },
        Owned(Restart(File("pidfile")), Component),
        Restart(new Setting("pkt_buf", SettingScope.Pooler, SettingKind.Bytes) { Default = "4096", Min = 512, Max = 1 << 24 }) with
        {
            EarlierDefaults = [new(V(7), "2048")],
        },
        Seconds("pool_idle_timeout", "0") with { Since = V(26) },
        Owned(Choice("pool_mode", "session", PoolModes), "pooler.mode"),
        Seconds("query_timeout", "0"),
        new Setting("query_wait_notify", SettingScope.Pooler, SettingKind.WholeSeconds) { Default = "5", Max = LongTime, Since = V(25) },
        Owned(Seconds("query_wait_timeout", "120"), "timeouts.queueWait") with { EarlierDefaults = [new(V(7), "0")] },
        Number("reserve_pool_size", "0"),
        Seconds("reserve_pool_timeout", "5"),
        Owned(Restart(File("resolv_conf")), Component) with { Since = V(12) },
        Number("sbuf_loopcnt", "5"),
        Number("scram_iterations", "4096", min: 1) with { Since = V(25) },
        Seconds("server_check_delay", "30"),
        Text("server_check_query", "<empty>") with { EarlierDefaults = [new(V(25), "select 1")] },
        Seconds("server_connect_timeout", "15"),
        Flag("server_fast_close", "0") with { Since = V(9) },
        Seconds("server_idle_timeout", "600"),
        Seconds("server_lifetime", "3600"),
        Seconds("server_login_retry", "15"),
        Text("server_reset_query", "DISCARD ALL"),
        Flag("server_reset_query_always", "0") with { Since = V(6), EarlierDefaults = [new(V(7), "1")] },
        Flag("server_round_robin", "0"),
        Text("server_tls13_ciphers", null) with { Since = V(25) },
        Owned(Tls(File("server_tls_ca_file")), Certificates),
        Owned(Tls(File("server_tls_cert_file")), Certificates),
        Tls(Text("server_tls_ciphers", "default")) with { EarlierDefaults = [new(V(21), "fast")] },
        Owned(Tls(File("server_tls_key_file")), Certificates),
        Tls(List("server_tls_protocols", "secure")) with { EarlierDefaults = [new(V(13), "all")] },
        Tls(Choice(ServerIdentity.SettingName, "prefer", SslModes)) with { EarlierDefaults = [new(V(20), "disable")] },
        Owned(Restart(Flag("so_reuseport", "0")), Component) with { Since = V(12) },
        new Setting("stats_period", SettingScope.Pooler, SettingKind.WholeSeconds) { Default = "60", Min = 1, Max = LongTime },
        Owned(List("stats_users"), Authentication),
        Seconds("suspend_timeout", "10"),
        Owned(Flag("syslog", "0"), Logging),
        Owned(Text("syslog_facility", "daemon"), Logging),
        Owned(Text("syslog_ident", "pgbouncer"), Logging),
        Flag("tcp_defer_accept", "1"),
        Flag("tcp_keepalive", "1"),
        Number("tcp_keepcnt", "0"),
        new Setting("tcp_keepidle", SettingScope.Pooler, SettingKind.WholeSeconds) { Default = "0", Max = LongTime },
        new Setting("tcp_keepintvl", SettingScope.Pooler, SettingKind.WholeSeconds) { Default = "0", Max = LongTime },
        new Setting("tcp_socket_buffer", SettingScope.Pooler, SettingKind.Bytes) { Default = "0" },
        new Setting("tcp_user_timeout", SettingScope.Pooler, SettingKind.Milliseconds) { Default = "0", Since = V(13) },
        Restart(List("track_extra_parameters", "IntervalStyle")) with { Since = V(20) },
        Seconds("transaction_timeout", "0") with { Since = V(25) },
        Owned(Restart(File("unix_socket_dir", "/tmp")), Component),
        Owned(Restart(Text("unix_socket_group", "")), Component),
        Owned(Restart(new Setting("unix_socket_mode", SettingScope.Pooler, SettingKind.FileMode) { Default = "0777", Max = 511 }), Component),
        Owned(Restart(Text("user", null)), Component),
        Number("verbose", null, max: 3),
    ];

    public static PgBouncerVersion V(int minor, int patch = 0) => new(1, minor, patch);

    private static Setting Number(string name, string? value, long min = 0, long max = int.MaxValue) =>
        new(name, SettingScope.Pooler, SettingKind.Number) { Default = value, Min = min, Max = max };

    private static Setting Seconds(string name, string value) =>
        new(name, SettingScope.Pooler, SettingKind.Seconds) { Default = value, Max = LongTime };

    private static Setting Flag(string name, string value) =>
        new(name, SettingScope.Pooler, SettingKind.Boolean) { Default = value, Max = 1 };

    private static Setting Text(string name, string? value) => new(name, SettingScope.Pooler, SettingKind.Text) { Default = value };

    private static Setting List(string name, string value = "") => new(name, SettingScope.Pooler, SettingKind.List) { Default = value };

    private static Setting File(string name, string? value = "") => new(name, SettingScope.Pooler, SettingKind.File) { Default = value };

    private static Setting Choice(string name, string value, ImmutableArray<string> choices) =>
        new(name, SettingScope.Pooler, SettingKind.Choice) { Default = value, Choices = choices };

    private static Setting Owned(Setting setting, string by) => setting with { OwnedBy = by };

    private static Setting Restart(Setting setting) => setting with { ApplyBy = ApplyBy.Restart };

    /// <summary>TLS came with 1.7; a RELOAD applies it since 1.16.</summary>
    private static Setting Tls(Setting setting) => setting with { Since = V(7), ReloadSince = V(16) };
}
