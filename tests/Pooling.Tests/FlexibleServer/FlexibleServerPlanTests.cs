using Infra.Pooling.Budget;
using Infra.Pooling.FlexibleServer;
using Infra.Pooling.Specification;
using Infra.Pooling.Tests.Specification;

namespace Infra.Pooling.Tests.FlexibleServer;

public sealed class FlexibleServerPlanTests
{
    [Fact]
    public void Create_SmallestInput_WritesEveryParameter() => Assert.Equal(
        """
        idle_in_transaction_session_timeout=60000
        idle_session_timeout=0
        lock_timeout=15000
        metrics.pgbouncer_diagnostics=on
        pgbouncer.default_pool_size=30
        pgbouncer.enabled=true
        pgbouncer.ignore_startup_parameters=extra_float_digits,options
        pgbouncer.max_client_conn=100
        pgbouncer.max_prepared_statements=0
        pgbouncer.min_pool_size=0
        pgbouncer.pool_mode=transaction
        pgbouncer.query_wait_timeout=8
        pgbouncer.server_idle_timeout=180
        pgbouncer.stats_users=pooling_admin
        require_secure_transport=on
        ssl_min_protocol_version=TLSv1.2
        statement_timeout=20000
        tcp_keepalives_count=3
        tcp_keepalives_idle=60
        tcp_keepalives_interval=10
        """,
        string.Join('\n', Given.Server().Parameters.Select(parameter => $"{parameter.Key}={parameter.Value}")));

    [Fact]
    public void Create_EveryPlannedValue_IsOneThatAzureTakes() => Assert.All(
        Given.Server(("database.maxConnections", "5000"), ("workloads.0.driver", "\"jdbc\"")).Parameters,
        parameter => Assert.Null(ServerParameters.Find(parameter.Key)!.Check("", parameter.Value)));

    [Fact]
    public void Create_TimeoutsChosen_ReachPoolerAndServer()
    {
        var server = Given.Server(("timeouts", """{"queueWait": "5s", "lock": "3s", "statement": "18s", "idleInTransaction": "40s"}"""));

        Assert.Equal(
            ("5", "180", "3000", "18000", "40000", "0"),
            (server.PoolerSetting("query_wait_timeout"), server.PoolerSetting("server_idle_timeout"), server.Parameters["lock_timeout"],
                server.Parameters["statement_timeout"], server.Parameters["idle_in_transaction_session_timeout"],
                server.Parameters["idle_session_timeout"]));
    }

    [Fact]
    public void Create_UsersSettings_WinAndAreNotWrittenTwice()
    {
        var server = Given.Server(
            ("pooler.settings", """{"pgbouncer.default_pool_size": 40, "stats_users": "app", "server_idle_timeout": 100}"""),
            ("database.flexibleServer.parameters", """{"max_wal_senders": 20, "idle_session_timeout": 100001}"""));

        Assert.Equal("40", server.PoolerSetting("default_pool_size"));
        Assert.Equal("app", server.PoolerSetting("stats_users"));
        Assert.Equal("100", server.PoolerSetting("server_idle_timeout"));
        Assert.Equal("20", server.Parameters["max_wal_senders"]);
        Assert.Equal("100001", server.Parameters["idle_session_timeout"]);
        Assert.Equal(server.Writes.Length, server.Writes.DistinctBy(write => (write.Server, write.Name)).Count());
    }

    [Theory]
    [InlineData("Standard_D4ds_v5", "GeneralPurpose")]
    [InlineData("Standard_E8ds_v5", "MemoryOptimized")]
    public void Create_Sku_HasItsTier(string sku, string tier) => Assert.Equal(tier, Given.Server(("database.sku", $"\"{sku}\"")).Tier);

    [Fact]
    public void Create_AlertsSwitchedOff_SwitchesTheMetricsOffToo()
    {
        var server = Given.Server(("database.flexibleServer.alerts", "false"));

        Assert.Empty(server.Alerts);
        Assert.Equal("off", server.Parameters[ServerParameters.Diagnostics]);
    }

    [Fact]
    public void Create_Alerts_TakeTheirThresholdsFromTheBudget()
    {
        // usable = 859 − 15 − 10 = 834; 2 × 10 clients at peak, 3 × 10 at rollout; one pair.
        var plan = Given.Plan(("database.sku", "\"Standard_D2ds_v5\""), ("database.replicas", "1"));

        Assert.Equal(
            [
                (0, "active_connections", 667L), (0, "client_connections_waiting", 30), (0, "total_pooled_connections", 30),
                (0, "num_pools", 2), (0, "connections_failed", 10), (1, "active_connections", 667), (1, "client_connections_waiting", 30),
                (1, "total_pooled_connections", 30), (1, "num_pools", 2), (1, "connections_failed", 10),
                (1, "physical_replication_delay_in_seconds", 30),
            ],
            plan.FlexibleServer!.Alerts.Select(alert => (alert.Server, alert.Metric, alert.Threshold)));
    }

    [Fact]
    public void Create_FurtherDatabase_IsAPairInBudgetAndAlertsOfEveryServer()
    {
        var plan = Given.Plan(
            ("database.replicas", "1"), ("database.flexibleServer.databases", """["audit", "archive"]"""),
            ("pooler.settings.default_pool_size", "20"),
            ("workloads.1", """{"name": "auditor", "replicas": 1, "pool": {"size": 4}, "database": "audit"}"""),
            ("workloads.2", """{"name": "reports", "replicas": 1, "pool": {"size": 4}, "database": "audit", "route": "readOnly"}"""));

        Assert.Equal(
            [("2 × 20", 40L), ("1 × 20", 20)],
            plan.Budget.Lines.Where(line => line.Kind == LineKind.Server).Select(line => (line.Formula, line.Connections.Min)));
        Assert.Equal(Interval.Exactly(40), plan.Budget[ScenarioKind.Failover].ServerDemand);
        Assert.Equal(
            [(0, 40L, 3L), (1, 40, 3)],
            plan.FlexibleServer!.Alerts.Where(alert => alert.Metric == "total_pooled_connections").Zip(
                plan.FlexibleServer.Alerts.Where(alert => alert.Metric == "num_pools"),
                (pooled, pools) => (pooled.Server, pooled.Threshold, pools.Threshold)));
    }

    [Fact]
    public void Create_UnknownDatabaseBuiltInCode_IsRefusedOnEveryTarget()
    {
        var specification = Sample.Read(Sample.Kubernetes);

        var exception = Assert.Throws<SpecificationException>(() => PoolPlan.Create(
            specification with { Workloads = [specification.Workloads[0] with { Database = "audit" }] }, new DateOnly(2026, 11, 1)));

        Assert.Equal(
            "`workloads[0].database`: is not `database.name`, and on kubernetes a pooler serves one database (received \"audit\"); "
            + "allowed: \"app\"; fix: remove it, and give the other database a stack of its own",
            Assert.Single(exception.Faults).ToString());
    }

    [Fact]
    public void Failover_StandbyAndReplica_CountsTheClientsOfEach()
    {
        var note = Given.Server(
            ("database.replicas", "1"),
            ("database.flexibleServer.highAvailability", "\"zoneRedundant\""),
            ("workloads.1", """{"name": "reports", "replicas": 1, "pool": {"size": 4}, "route": "readOnly"}""")).Failover;

        Assert.Equal((Interval.Exactly(20), Interval.Exactly(4)), (note.PrimaryClients, note.ReplicaClients));
        Assert.Equal(
            "When the primary restarts, scales or fails over, its PgBouncer drops every client: up to 20 clients reconnect. "
            + "The standby takes over under the same name, in 60 to 120 s by Azure's documentation. "
            + "When a replica restarts, up to 4 clients reconnect. The connection strings give up an attempt after 10s and a command "
            + "after 30s, notice a dead server after 1m of silence and 3 probes 10s apart, and keep no connection longer than 5m. "
            + "Repeat what failed, with a growing and random pause, until the server is back.",
            note.Text);
    }

    [Fact]
    public void Findings_DeclaredOtherThanTheSku_SaysThatAResizeChangesNothing() => Assert.Contains(
        new Finding(
            "max-connections-matches-sku", FindingLevel.Advisory, "database.maxConnections",
            "`database.maxConnections`: 859 is declared, and Standard_D4ds_v5 gives a new server 1718; a resize never changes it. "
            + "859 is written as a parameter and takes effect when every server has restarted, the primary first."),
        Given.Plan(("database.maxConnections", "859"), ("database.replicas", "1")).Findings);

    [Fact]
    public void Findings_ExistingServerOfUnknownHistory_AsksForItsMaxConnections() => Assert.Contains(
        new Finding(
            "max-connections-matches-sku", FindingLevel.Advisory, "database.maxConnections",
            "`database.maxConnections`: 1718 is what Standard_D4ds_v5 gives a new server; an existing one that was resized still has "
            + "what it began with. State what `SHOW max_connections` says."),
        Given.Plan(("database.flexibleServer.existing",
            "\"/subscriptions/s/resourceGroups/g/providers/Microsoft.DBforPostgreSQL/flexibleServers/orders\"")).Findings);

    [Fact]
    public void Findings_SecondReplicaBehindAVirtualEndpoint_SaysThatNothingBalances() => Assert.Contains(
        new Finding(
            "replicas-serve-readers", FindingLevel.Advisory, "database.flexibleServer.reads",
            "`database.flexibleServer.reads`: the reader of a virtual endpoint leads to one server and balances nothing, "
            + "so 1 of 2 replicas only stand by; set `reads: replicas` to spread the readers."),
        Given.Plan(("database.replicas", "2")).Findings);

    [Fact]
    public void Findings_NothingSpecial_AreNone() => Assert.Empty(Given.Plan().Findings);

    [Fact]
    public void Budget_ReaderOnThePrimary_IsOneServer()
    {
        var plan = Given.Plan(
            ("database.replicas", "1"), ("database.flexibleServer.reader", "\"primary\""),
            ("pooler.settings.default_pool_size", "50"),
            ("workloads.1", """{"name": "reports", "replicas": 1, "pool": {"size": 4}, "route": "readOnly", "user": "reports"}"""));

        Assert.Equal(Interval.Exactly(100), plan.Budget[ScenarioKind.Peak].ServerDemand);
    }

    [Fact]
    public void Roles_OfAFlexibleServer_HoldItsAdministrator() => Assert.Equal(["app", "pooling_admin"], Given.Plan().Roles.AsEnumerable());
}
