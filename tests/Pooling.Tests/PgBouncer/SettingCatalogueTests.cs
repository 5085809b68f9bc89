using Infra.Pooling.PgBouncer;

namespace Infra.Pooling.Tests.PgBouncer;

public class SettingCatalogueTests
{
    private static readonly PgBouncerVersion _debian13 = new(1, 24, 1);

    [Theory]
    [InlineData("max_client_conn", "1000")]
    [InlineData("reserve_pool_size", "5")]
    [InlineData("reserve_pool_timeout", "0.5")]
    [InlineData("server_reset_query", "SELECT 1; SELECT 2")]
    [InlineData("server_reset_query", "")]
    [InlineData("ignore_startup_parameters", "extra_float_digits, options")]
    [InlineData("client_tls_dheparams", "auto")]
    [InlineData("tcp_keepalive", "0")]
    public void Check_GoodValue_FindsNothing(string name, string value) =>
        Assert.Null(SettingCatalogue.Check($"pooler.settings.{name}", name, value, _debian13));

    [Theory]
    [InlineData("max_client_con", "5", "PgBouncer has no setting of this name (received max_client_con); allowed: a setting of PgBouncer 1.24.1; fix: did you mean `max_client_conn`?")]
    [InlineData("zzz", "5", "PgBouncer has no setting of this name (received zzz); allowed: a setting of PgBouncer 1.24.1; fix: remove it")]
    [InlineData("listen_port", "5", "it is decided by pooler.port (received 5); allowed: settings of PgBouncer that nothing else decides; fix: remove it and set `pooler.port`")]
    [InlineData("auth_file", "/x", "it is decided by the component, which renders roles and SCRAM verifiers itself (received /x); allowed: settings of PgBouncer that nothing else decides; fix: remove it")]
    [InlineData("transaction_timeout", "5", "PgBouncer 1.24.1 does not know it (received 5); allowed: PgBouncer 1.25.0 or newer; fix: remove it or run a newer PgBouncer")]
    [InlineData("max_client_conn", "many", "the value does not suit the setting (received many); allowed: a whole number, 1 to 2147483647; fix: write such a value, or remove it for the default, 100")]
    [InlineData("max_client_conn", "0", "the value does not suit the setting (received 0); allowed: a whole number, 1 to 2147483647; fix: write such a value, or remove it for the default, 100")]
    [InlineData("max_client_conn", "0100", "the value does not suit the setting (received 0100); allowed: a whole number, 1 to 2147483647; fix: write such a value, or remove it for the default, 100")]
    [InlineData("server_lifetime", "1h", "the value does not suit the setting (received 1h); allowed: a number of seconds, 0 to 31536000; fix: write such a value, or remove it for the default, 3600")]
    [InlineData("server_round_robin", "true", "the value does not suit the setting (received true); allowed: 0 or 1; fix: write such a value, or remove it for the default, 0")]
    [InlineData("login_notify_message", "a", "PgBouncer 1.24.1 does not know it (received a); allowed: PgBouncer 1.26.0 or newer; fix: remove it or run a newer PgBouncer")]
    [InlineData("server_reset_query", "a\nb", "the value does not suit the setting (received a\nb); allowed: text on one line; fix: write such a value, or remove it for the default, DISCARD ALL")]
    public void Check_BadValue_SaysWhatIsAllowed(string name, string value, string expected) =>
        Assert.Equal($"`pooler.settings.{name}`: {expected}", SettingCatalogue.Check($"pooler.settings.{name}", name, value, _debian13)?.ToString());

    [Theory]
    [InlineData("max_prepared_statements", "1.23.1", "0")]
    [InlineData("max_prepared_statements", "1.24.0", "200")]
    [InlineData("server_tls_sslmode", "1.18.0", "disable")]
    [InlineData("server_tls_sslmode", "1.24.1", "prefer")]
    [InlineData("auth_query", "1.24.0", "SELECT usename, passwd FROM pg_shadow WHERE usename=$1")]
    [InlineData("server_check_query", "1.24.1", "select 1")]
    [InlineData("server_check_query", "1.25.0", "<empty>")]
    [InlineData("auth_user", "1.25.0", null)]
    public void DefaultIn_Version_FollowsTheRelease(string name, string version, string? expected) =>
        Assert.Equal(expected, SettingCatalogue.Find(SettingScope.Pooler, name)!.DefaultIn(PgBouncerVersion.Parse(version)));

    [Fact]
    public void ApplyByIn_TlsSettings_NeededARestartBelow116()
    {
        var setting = SettingCatalogue.Find(SettingScope.Pooler, "client_tls_ciphers")!;

        Assert.Equal(ApplyBy.Restart, setting.ApplyByIn(new(1, 15)));
        Assert.Equal(ApplyBy.Reload, setting.ApplyByIn(new(1, 16)));
    }

    [Fact]
    public void All_RestartSettings_AreThoseThatPgBouncerMarksNoReload() => Assert.Equal(
        [
            "disable_pqexec", "job_name", "listen_addr", "listen_backlog", "listen_port", "pidfile", "pkt_buf", "resolv_conf", "so_reuseport",
            "track_extra_parameters", "unix_socket_dir", "unix_socket_group", "unix_socket_mode", "user",
        ],
        SettingCatalogue.All.Where(setting => setting.ApplyBy == ApplyBy.Restart).Select(setting => setting.Name));

    [Fact]
    public void All_EveryDefault_SuitsItsOwnSetting() => Assert.Empty(
        SettingCatalogue.All.Where(setting => setting.Default is { } value && !SettingValuePlain(setting, value)).Select(setting => setting.Name));

    [Fact]
    public void Settable_ListOfUsersSettings_IsPinned() => Assert.Equal(
        [
            "application_name_add_host", "autodb_idle_timeout", "cancel_wait_timeout", "client_idle_timeout", "client_login_timeout",
            "client_tls_ciphers", "client_tls_dheparams", "client_tls_ecdhcurve", "client_tls_protocols", "default_pool_size", "disable_pqexec",
            "dns_max_ttl", "dns_nxdomain_ttl", "dns_zone_check_period", "ignore_startup_parameters", "listen_backlog", "log_connections",
            "log_disconnections", "log_pooler_errors", "log_stats", "max_client_conn", "max_db_client_connections", "max_db_connections",
            "max_packet_size", "max_prepared_statements", "max_user_client_connections", "max_user_connections", "min_pool_size", "pkt_buf",
            "query_timeout", "reserve_pool_size", "reserve_pool_timeout", "sbuf_loopcnt", "server_check_delay", "server_check_query",
            "server_connect_timeout", "server_fast_close", "server_idle_timeout", "server_lifetime", "server_login_retry", "server_reset_query",
            "server_reset_query_always", "server_round_robin", "server_tls_ciphers", "server_tls_protocols", "server_tls_sslmode", "stats_period", "suspend_timeout",
            "tcp_defer_accept", "tcp_keepalive", "tcp_keepcnt", "tcp_keepidle", "tcp_keepintvl", "tcp_socket_buffer", "tcp_user_timeout",
            "track_extra_parameters", "verbose",
        ],
        SettingCatalogue.Settable(_debian13).Select(setting => setting.Name));

    private static bool SettingValuePlain(Setting setting, string value) =>
        setting.OwnedBy is not null || SettingCatalogue.Check("x", setting.Name, value, PgBouncerVersion.Newest) is null || setting.Scope != SettingScope.Pooler;
}
