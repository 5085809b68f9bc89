using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;
using Infra.Pooling.Tests.Plan;
using Infra.Pooling.Tests.Specification;

namespace Infra.Pooling.Tests.PgBouncer;

public sealed class PgBouncerPlannerTests
{
    /// <summary>What must hold whatever a specification says.</summary>
    public static TheoryData<string, string> Forced => new()
    {
        { "listen_addr", "*" },
        { "listen_port", "6432" },
        { "so_reuseport", "1" },
        { "unix_socket_dir", "" },
        { "auth_type", "scram-sha-256" },
        { "auth_file", "userlist.txt" },
        { "admin_users", "pooler_admin" },
        { "stats_users", "pooler_stats" },
        { "client_tls_sslmode", "require" },
        { "client_tls_cert_file", "tls/tls.crt" },
        { "client_tls_key_file", "tls/tls.key" },
        { "server_tls_ca_file", "tls/database-ca.crt" },
    };

    [Fact]
    public void Configure_LocalStack_IsThisFile() => Assert.Equal(
        """
        [databases]
        app = host=db port=5432 dbname=app max_db_connections=25
        app_ro = host=replica port=5432 dbname=app max_db_connections=25

        [pgbouncer]
        admin_users = pooler_admin
        auth_file = userlist.txt
        auth_type = scram-sha-256
        client_idle_timeout = 0
        client_tls_cert_file = tls/tls.crt
        client_tls_key_file = tls/tls.key
        client_tls_sslmode = require
        default_pool_size = 25
        idle_transaction_timeout = 65
        ignore_startup_parameters = extra_float_digits,options
        listen_addr = *
        listen_backlog = 4096
        listen_port = 6432
        max_client_conn = 1000
        max_prepared_statements = 200
        pool_mode = transaction
        query_timeout = 0
        query_wait_timeout = 8
        reserve_pool_timeout = 4
        server_connect_timeout = 4
        server_idle_timeout = 180
        server_login_retry = 2
        server_tls_ca_file = tls/database-ca.crt
        server_tls_sslmode = verify-full
        so_reuseport = 1
        stats_users = pooler_stats
        tcp_keepalive = 1
        tcp_keepcnt = 3
        tcp_keepidle = 60
        tcp_keepintvl = 10
        unix_socket_dir =

        """,
        Plan(PoolPlanTests.Local).Render());

    [Theory]
    [MemberData(nameof(Forced))]
    public void Configure_ForcedSetting_HoldsAndCannotBeStated(string name, string value)
    {
        Assert.Equal(value, Plan(Specified("")).Settings[name]);
        // Built in code, a specification passes by the reader; the layer still wins.
        var specification = Sample.Read(Specified(""));
        specification = specification with { Pooler = specification.Pooler with { Settings = specification.Pooler.Settings.Add(name, "other") } };
        Assert.Equal(value, PoolPlan.Create(specification, PoolPlanTests.Today).PgBouncer!.Settings[name]);
        Assert.Contains($"`pooler.settings.{name}`", Assert.Throws<SpecificationException>(() => Sample.Read(Specified($"\"settings\": {{\"{name}\": \"x\"}}"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("listen_backlog", "128")]
    [InlineData("max_prepared_statements", "0")]
    [InlineData("server_idle_timeout", "90")]
    [InlineData("max_client_conn", "77")]
    [InlineData("reserve_pool_size", "5")]
    [InlineData("server_lifetime", "1800")]
    public void Configure_UsersSetting_WinsOverTheDefault(string name, string value) =>
        Assert.Equal(value, Plan(Specified($"\"settings\": {{\"{name}\": \"{value}\"}}")).Settings[name]);

    [Theory]
    [InlineData("\"version\": \"1.21.0\"", "200")]
    [InlineData("\"version\": \"1.20.1\"", null)]
    [InlineData("\"mode\": \"session\"", null)]
    public void Configure_PreparedStatements_WhereThePoolerCarriesThem(string pooler, string? expected) =>
        Assert.Equal(expected, Plan(Specified(pooler)).Settings.GetValueOrDefault("max_prepared_statements"));

    [Fact]
    public void Configure_Port_IsThePoolers() => Assert.Equal("7000", Plan(Specified("\"port\": 7000")).Settings["listen_port"]);

    [Theory]
    [InlineData("", "", "25")]
    [InlineData(", {\"name\": \"b\", \"replicas\": 1, \"user\": \"b\", \"pool\": {\"size\": 1}}", "", "50")]
    [InlineData(", {\"name\": \"b\", \"replicas\": 1, \"pool\": {\"size\": 1}}", "", "25")]
    [InlineData(", {\"name\": \"b\", \"replicas\": 1, \"user\": \"b\", \"route\": \"direct\", \"pool\": {\"size\": 1}}", "", "25")]
    [InlineData("", ", \"reserve_pool_size\": 5", "30")]
    [InlineData("", ", \"max_db_connections\": 20", "20")]
    [InlineData("", ", \"max_db_connections\": 500", "25")]
    public void Configure_Entry_IsCappedAtWhatTheBudgetCounts(string workloads, string settings, string cap)
    {
        var configuration = Plan(Specified($"\"settings\": {{\"default_pool_size\": 25{settings}}}", workloads));

        Assert.Equal(cap, Assert.Single(configuration.Databases).Settings["max_db_connections"]);
    }

    [Fact]
    public void Configure_UnlimitedPools_AreNotCapped() =>
        Assert.Empty(Assert.Single(Plan(Specified("\"settings\": {\"default_pool_size\": 0}")).Databases).Settings);

    [Fact]
    public void Configure_SeveralReplicas_AreOneEntry() => Assert.Equal(
        "app_ro = host=one,two port=5433 dbname=app max_db_connections=25",
        Plan(PoolPlanTests.Local.Replace("\"replicas\": 1,", "\"replicas\": 2,", StringComparison.Ordinal)
            .Replace("[\"replica\"]", "[\"one:5433\", \"two:5433\"]", StringComparison.Ordinal)).Render().Split('\n')[2]);

    [Fact]
    public void Configure_ReplicasOnSeveralPorts_IsRefused() => Assert.Equal(
        """
        infra:pooling has 1 fault:
          `database.readHosts`: have different ports, but PgBouncer takes one port for all hosts of a pool (received one:5433, two:5434); allowed: replicas on one port; fix: let all replicas listen on the same port
        """,
        Assert.Throws<SpecificationException>(() => Plan(
            PoolPlanTests.Local.Replace("\"replicas\": 1,", "\"replicas\": 2,", StringComparison.Ordinal)
                .Replace("[\"replica\"]", "[\"one:5433\", \"two:5434\"]", StringComparison.Ordinal))).Message);

    [Theory]
    [InlineData("\"replicas\": 2", "\"one\", \"two\"", "")]
    [InlineData("\"replicas\": 1", "\"one\"", ", \"readFallback\": \"primary\"")]
    public void Configure_SeveralHostsBeforeTheyCanBeVerified_IsRefused(string replicas, string hosts, string fallback) => Assert.Equal(
        """
        infra:pooling has 1 fault:
          `pooler.version`: compares a server's certificate with the whole list of hosts, and so accepts none of them (received 1.24.1); allowed: PgBouncer 1.25.0 or newer where a pool has several hosts; fix: run that version, name one host, or write `settings: {server_tls_sslmode: verify-ca}`, which checks who signed the certificate but not for whom
        """,
        Assert.Throws<SpecificationException>(() => Plan(Reading(replicas, hosts, $"\"version\": \"1.24.1\"{fallback}"))).Message);

    [Theory]
    [InlineData("\"replicas\": 2", "\"one\", \"two\"", "\"version\": \"1.25.0\"", "verify-full")]
    [InlineData("\"replicas\": 1", "\"one\"", "\"version\": \"1.24.1\"", "verify-full")]
    [InlineData("\"replicas\": 2", "\"one\", \"two\"", "\"version\": \"1.24.1\", \"settings\": {\"server_tls_sslmode\": \"verify-ca\"}", "verify-ca")]
    public void Configure_HostsThatCanBeVerified_AreVerified(string replicas, string hosts, string pooler, string mode) =>
        Assert.Equal(mode, Plan(Reading(replicas, hosts, pooler)).Settings["server_tls_sslmode"]);

    [Fact]
    public void Configure_ServersThatNeedNotProveWhoTheyAre_IsRefused() => Assert.Equal(
        """
        infra:pooling has 1 fault:
          `pooler.settings.server_tls_sslmode`: somebody between PgBouncer and the server could pass for the server (received require); allowed: verify-full, or verify-ca, which checks who signed the certificate but not for whom; fix: remove it
        """,
        Assert.Throws<SpecificationException>(() => Plan(Specified("\"settings\": {\"server_tls_sslmode\": \"require\"}"))).Message);

    private static string Reading(string replicas, string hosts, string pooler) => $$$"""
        {"target": "kubernetes", "database": {"name": "app", "user": "app", "host": "db", "maxConnections": 200, {{{replicas}}}, "readHosts": [{{{hosts}}}]},
         "pooler": { {{{pooler}}} }, "workloads": [{"name": "api", "replicas": 2, "pool": {"size": 10}}]}
        """;

    private static PgBouncerConfiguration Plan(string json) => PoolPlan.Create(Sample.Read(json), PoolPlanTests.Today).PgBouncer!;

    private static string Specified(string pooler, string workloads = "") => $$$"""
        {"target": "kubernetes", "database": {"name": "app", "user": "app", "host": "db", "maxConnections": 200}, "pooler": { {{{pooler}}} },
         "workloads": [{"name": "api", "replicas": 2, "pool": {"size": 10}}{{{workloads}}}]}
        """;
}
