using System.Collections.Immutable;
using System.Text.Json;
using Infra.Cli.Doctor.Addresses;
using Infra.Cli.Doctor.Checks;
using Infra.Cli.Doctor.Looking;
using Infra.Cli.Doctor.Wire;
using Infra.Pooling;
using Infra.Pooling.Specification;

namespace Infra.Cli.Tests.Doctor;

/// <summary>The checks on sights that no server here can give.</summary>
public sealed class CheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TlsFacts Good = new("TLSv1.3", "TLS_AES_256_GCM_SHA384", null, false, Now.AddYears(1));

    [Theory]
    [InlineData("app.proxy-abc.eu-west-1.rds.amazonaws.com", 5432, "rdsProxy", "the host is an endpoint of RDS Proxy")]
    [InlineData("reads.endpoint.proxy-abc.eu-west-1.rds.amazonaws.com", 5432, "rdsProxy", "the host is an endpoint of RDS Proxy")]
    [InlineData(
        "app.postgres.database.azure.com", 6432, "azureBuiltIn", "the host is a Flexible Server, and the port is that of its PgBouncer")]
    [InlineData("db.example", 6432, "other", null)]
    public void Identity_SomethingBetween_IsToldByItsHost(string host, int port, string kind, string? evidence)
    {
        var identity = Identity.Of(Sight(Entry() with { Address = At(host, port) }));

        Assert.Equal(kind, Spelling.Of(identity.Pooler));
        Assert.Equal(new[] { "the key of a cancel request names no process of the server", evidence }.OfType<string>(), identity.Evidence);
    }

    [Fact]
    public void Identity_OwnProcessInTheKey_IsNoPooler() => Assert.Equal(
        PoolerFound.None, Identity.Of(
            Sight(Entry() with
            {
                Address = At("app.cluster-abc.eu-west-1.rds.amazonaws.com", 5432),
                Login = Seen.Of(new LoginFacts(Good, "md5", 7)),
            })).Pooler);

    [Fact]
    public void Identity_NothingAnswered_IsUnknownAndSkipped()
    {
        var sight = Sight(Entry() with { Server = Seen<ServerFacts>.Not("late") });

        Assert.Equal(PoolerFound.Unknown, Identity.Of(sight).Pooler);
        Assert.Equal(
            "Skipped pooler: which pooler it is was not seen, because no statement was answered", Line(PoolerCheck.Of(sight).First()));
    }

    [Fact]
    public void Identity_ConsoleOnAzure_IsTheBuiltIn() => Assert.Equal(
        "Azure's built-in PgBouncer 1.25.1",
        Identity.Of(Sight(Entry() with { Address = At("app.postgres.database.azure.com", 6432) }) with { Console = Console() }).Name);

    [Theory]
    [InlineData("verify-full", null, false, 365, "Ok TLS (app): TLSv1.3, TLS_AES_256_GCM_SHA384; certificate and name verified")]
    [InlineData(
        "require", null, false, 365,
        "Warning TLS (app): TLSv1.3, TLS_AES_256_GCM_SHA384; the certificate is good, but sslmode=require does not verify it → write "
            + "sslmode=verify-full")]
    [InlineData("prefer", "no trusted authority has signed it", true, 365,
        "Warning TLS (app): TLSv1.3, TLS_AES_256_GCM_SHA384; sslmode=verify-full would not accept the certificate: no trusted "
            + "authority has signed it and it is made out to another name"
        + " → give the authority as sslrootcert, and connect by the name in the certificate")]
    [InlineData(
        "verify-full", null, false, 13,
        "Warning TLS (app): TLSv1.3, TLS_AES_256_GCM_SHA384; the certificate ends on 2026-11-14 → renew it, and RELOAD PgBouncer")]
    public void Tls_InForce_IsJudgedByItsCertificate(string mode, string? untrusted, bool otherName, int days, string expected)
    {
        var tls = Good with { Untrusted = untrusted, OtherName = otherName, NotAfter = Now.AddDays(days) };

        Assert.Equal(
            expected,
            Line(TlsChecks.Of(Sight(Entry() with
            {
                Address = At("db.example", 6432, mode),
                Login = Seen.Of(new LoginFacts(tls, "md5", 1)),
            })).First()));
    }

    [Theory]
    [InlineData(
        null, "10.0.0.1", "10.0.0.2",
        "Failed TLS to the server (app): none, from 10.0.0.2 to 10.0.0.1 → set server_tls_sslmode = verify-full and server_tls_ca_file")]
    [InlineData(
        null, "10.0.0.1", "10.0.0.1",
        "Warning TLS to the server (app): none, between a pooler and a server on one machine → set server_tls_sslmode = verify-full "
            + "and server_tls_ca_file")]
    [InlineData(
        null, null, null,
        "Warning TLS to the server (app): none, between a pooler and a server on one machine → set server_tls_sslmode = verify-full "
            + "and server_tls_ca_file")]
    [InlineData(
        "TLSv1.3", "10.0.0.1", "10.0.0.2",
        "Ok TLS to the server (app): TLSv1.3; whether the pooler verifies the certificate cannot be seen")]
    public void TlsToTheServer_OfAPooler_IsJudgedByTheWay(string? tls, string? server, string? client, string expected) => Assert.Equal(
        expected, Line(
            TlsChecks.Of(
                Sight(Entry() with { Server = Seen.Of(Server() with { Tls = tls, ServerHost = server, ClientHost = client }) })).Last()));

    [Theory]
    [InlineData("md5", true, "Warning authentication (app): md5, which can be replayed by whoever steals the hash")]
    [InlineData("password", true, "Warning authentication (app): the password in plain text, inside TLS")]
    [InlineData("password", false, "Failed authentication (app): the password went over the wire in plain text, without TLS")]
    [InlineData("none", true, "Failed authentication (app): no password was asked for: whoever reaches the port is let in")]
    public void Authentication_BelowScram_IsSaid(string method, bool tls, string expected) => Assert.StartsWith(
        expected, Line(
            AuthenticationCheck.Of(
                Sight(Entry() with { Login = Seen.Of(new LoginFacts(tls ? Good : null, method, 1)) })).Single()), StringComparison.Ordinal);

    [Fact]
    public void Timeouts_OffWithoutAPlan_AreWarnings() => Assert.Equal(
        [
            "Warning time-outs (app): `lock_timeout` is off → set it for the role: ALTER ROLE … SET lock_timeout = '15s'",
            "Warning time-outs (app): `statement_timeout` is off → set it for the role: ALTER ROLE … SET statement_timeout = '20s'",
            "Failed time-out order (app): `idle_session_timeout` 1m ends server connections that PgBouncer keeps for 600 s → set "
                + "idle_session_timeout = 0 for the pooled role, or server_idle_timeout below it",
            "Warning time-outs: `query_wait_timeout` is 0: a client waits for a server connection for ever → set it below the "
                + "clients' own command time-out",
        ],
        TimeoutChecks.Of(Sight(
            Entry(
                ("lock_timeout", "0"), ("statement_timeout", "0"), ("idle_in_transaction_session_timeout", "60000"),
                ("idle_session_timeout", "60000"))) with
        {
            Console = Console(("query_wait_timeout", "0"), ("server_idle_timeout", "600")),
        }).Select(Line));

    [Fact]
    public void TimeoutOrder_PoolersOwnBelowTheServers_Fails() => Assert.Equal(
        "Failed time-out order (app): PgBouncer's `query_timeout` 10 s closes the client before `statement_timeout` 20s ends the "
            + "statement → set query_timeout above statement_timeout, or to 0",
        Line(TimeoutChecks.Of(
            Sight(Entry(("statement_timeout", "20000"), ("lock_timeout", "1000"), ("idle_in_transaction_session_timeout", "1"))) with
            {
                Console = Console(("query_timeout", "10")),
            })
            .Single(result => result.Check == TimeoutChecks.Order)));

    [Theory]
    [InlineData(50, "Ok headroom (app): 50 of 91 used (100 minus 9 reserved), 41 free")]
    [InlineData(75, "Warning headroom (app): 75 of 91 used (100 minus 9 reserved), 16 free: less than 20 %")]
    [InlineData(85, "Failed headroom (app): 85 of 91 used (100 minus 9 reserved), 6 free: less than 10 %")]
    public void Headroom_OfTheCloud_LeavesItsReserveAside(int used, string expected) => Assert.StartsWith(
        expected,
        Line(HeadroomCheck.Of(Sight(Entry(
            ("max_connections", "100"), ("superuser_reserved_connections", "3"), ("reserved_connections", "2"),
            ("rds.rds_reserved_connections", "4")) with
        {
            Server = Seen.Of(Server() with { Used = used }),
        })).Single()),
        StringComparison.Ordinal);

    [Fact]
    public void Pools_ClientsThatWait_FailAtHalfOfTheirTime() => Assert.Equal(
        [
            "Failed pools: 3 clients of app as api wait for a server connection, the first for 4 s, of 8 s allowed → see what holds "
                + "the server connections (SHOW SERVERS, pg_stat_activity); "
                + "a larger default_pool_size helps only where the server has room",
            "Warning load: 100 transactions/s, 2.0 ms each, 30.0 ms of waiting for a server connection: clients wait longer than they "
                + "work → see ./infra size for the pool that this load needs",
        ],
        PoolsCheck.Of(Sight(Entry()) with
        {
            Console = Seen.Of(Console(("query_wait_timeout", "8")).Value! with
            {
                Pools = Table(
                    ["database", "user", "cl_active", "cl_waiting", "sv_active", "maxwait"], ["app", "api", "5", "3", "5", "4"],
                    ["pgbouncer", "pgbouncer", "1", "9", "0", "9"]),
                Stats = Table(["database", "avg_xact_count", "avg_xact_time", "avg_wait_time"], ["app", "100", "2000", "30000"]),
            }),
        }).Select(Line));

    [Theory]
    [InlineData(
        nameof(Sharing.Transaction), nameof(PreparedUse.Unknown), "0",
        "Failed prepared statements (app): max_prepared_statements is 0, so that a client loses them with its transaction")]
    [InlineData(
        nameof(Sharing.Transaction), nameof(PreparedUse.Unknown), "200",
        "Skipped prepared statements (app): busy (max_prepared_statements is 200)")]
    [InlineData(nameof(Sharing.Unknown), nameof(PreparedUse.SameConnection), null, "Skipped prepared statements (app): busy")]
    public void Prepared_NotTried_IsNeverGood(string sharing, string prepared, string? setting, string expected) => Assert.StartsWith(
        expected,
        Line(PreparedCheck.Of(Sight(
            Entry() with { Sessions = Seen.Of(
                new SessionFacts
                {
                    Sharing = Enum.Parse<Sharing>(sharing),
                    Prepared = Enum.Parse<PreparedUse>(prepared),
                    Reason = "busy",
                }) }) with
        {
            Console = setting is null ? Seen<ConsoleSight>.Not("none") : Console(("max_prepared_statements", setting)),
        }).Single()),
        StringComparison.Ordinal);

    [Fact]
    public void Replication_OfAServerThatTellsNothing_IsSkipped() => Assert.Equal(
        "Skipped replication (app): the server tells nothing of its replication",
        Line(RoleChecks.Of(Sight(Entry() with
        {
            Server = Seen.Of(Server() with { IsReplica = true }),
            Replication = Seen.Of(new ReplicationFacts { Position = 1 }),
        })).Last()));

    [Fact]
    public void Replication_OfAurora_IsSkipped() => Assert.Equal(
        "Skipped replication (app): Aurora's instances share their storage and do not replicate to each other → see AuroraReplicaLag "
            + "in CloudWatch",
        Line(RoleChecks.Of(Sight(Entry(("apg_ccm_enabled", "off")) with { Replication = Seen.Of(new ReplicationFacts()) })).Last()));

    [Theory]
    [InlineData(
        RoleChecks.ReadWrite, true,
        "Failed role (readWrite): a replica at 10.0.0.1:5432, but the entry is for writes → see the host of the entry; after a "
            + "failover, let the pooler lead to the new primary")]
    [InlineData(
        RoleChecks.ReadOnly, false,
        "Failed role (readOnly): the primary at 10.0.0.1:5432, but the entry is for reads from replicas → see the host of the entry; "
            + "after a failover, let the pooler lead to the new primary")]
    [InlineData("app", true, "Ok role (app): a replica at 10.0.0.1:5432")]
    public void Role_OtherThanTheEntrys_Fails(string entry, bool replica, string expected) => Assert.Equal(
        expected, Line(
            RoleChecks.Of(Sight(Entry() with { Name = entry, Server = Seen.Of(Server() with { IsReplica = replica }) })).First()));

    [Theory]
    [InlineData("79", "Ok pools: 1 pools, 79 clients, 5 server connections busy and 0 idle, nobody waits")]
    [InlineData(
        "80", "Warning pools: 80 of max_client_conn 100 clients are there → lower the clients' pools, raise max_client_conn, or add a pod")]
    [InlineData(
        "90",
        "Failed pools: 90 of max_client_conn 100 clients are there: the next storm is refused → lower the clients' pools, raise "
            + "max_client_conn, or add a pod")]
    public void Pools_NearTheLimitOfClients_AreSaid(string clients, string expected) => Assert.Equal(
        expected, Line(PoolsCheck.Of(Busy(Sight(Entry()), clients, "app")).First()));

    [Fact]
    public void Pools_RoleThatIsNotPlanned_IsSaid() => Assert.Equal(
        "Warning pools: the pool of app as batch is not planned: its server connections are not in the budget → add the role to a "
            + "workload, or find who logs in with it",
        Line(PoolsCheck.Of(Busy(Sight(Entry()) with { Plan = Plan() }, "5", "batch")).First()));

    [Theory]
    [InlineData("50", "10000", "Ok load: 50 transactions/s, 10.0 ms each, 0.0 ms of waiting for a server connection")]
    [InlineData("101", "10000", "Warning load: 101 transactions/s, 10.0 ms each, 0.0 ms of waiting for a server connection; the plan "
        + "counts on 100 transactions/s at peak, 10.0 ms each"
        + " → write today's load into the stack and plan again")]
    [InlineData("50", "20001", "Warning load: 50 transactions/s, 20.0 ms each, 0.0 ms of waiting for a server connection; the plan "
        + "counts on 100 transactions/s at peak, 10.0 ms each"
        + " → write today's load into the stack and plan again")]
    public void Load_AboveThePlan_IsSaid(string transactions, string time, string expected) => Assert.Equal(
        expected, Line(PoolsCheck.Of(Busy(Sight(Entry()) with { Plan = Plan() }, "5", "app", transactions, time)).Last()));

    [Fact]
    public void Pooler_OfAnotherKindThanPlanned_Fails()
    {
        var sight = Sight(Entry() with { Address = At("app.proxy-abc.eu-west-1.rds.amazonaws.com", 5432) }) with
        {
            Plan = Plan(),
        };

        Assert.Equal(
            "Failed pooler: RDS Proxy (the key of a cancel request names no process of the server; the host is an endpoint of RDS "
                + "Proxy), planned pgbouncer"
                + " → give the address of the planned pooler, or name the stack that this one belongs to",
            Line(PoolerCheck.Of(sight).First()));
    }

    private static PoolPlan Plan()
    {
        using var specification = JsonDocument.Parse(
            """
            {"target": "kubernetes", "database": {"name": "app", "user": "app", "host": "db.example", "maxConnections": 100},
             "workloads": [{"name": "api", "replicas": 2, "pool": {"size": 10}, "load": {"peakRps": 100, "meanQuery": "10ms"}}]}
            """);
        return PoolPlan.Create(PoolingSpecification.Read(specification.RootElement), new(2026, 11, 1));
    }

    private static DoctorSight Busy(DoctorSight sight, string clients, string user, string transactions = "0", string time = "0") =>
        sight with
    {
        Console = Seen.Of(Console(("max_client_conn", "100")).Value! with
        {
            Pools = Table(["database", "user", "cl_active", "cl_waiting", "sv_active", "maxwait"], ["app", user, clients, "0", "5", "0"]),
            Stats = Table(["database", "avg_xact_count", "avg_xact_time", "avg_wait_time"], ["app", transactions, time, "0"]),
        }),
    };

    private static DoctorSight Sight(EntrySight entry) => new([entry], Seen<ConsoleSight>.Not("none"), null, Now);

    private static Address At(string host, int port, string tls = "verify-full") =>
        new() { Host = host, Port = port, Database = "app", User = "api", Tls = new(tls) };

    private static ServerFacts Server() => new("16.4", 7, false, "10.0.0.1:5432", "10.0.0.1", "10.0.0.2", "TLSv1.3", 1);

    private static EntrySight Entry(params (string Name, string Value)[] settings) => new("app", At("db.example", 6432))
    {
        Login = Seen.Of(new LoginFacts(Good, PasswordLogin.Scram, 1)),
        Server = Seen.Of(Server()),
        Settings = Seen.Of(
            settings.ToImmutableDictionary(setting => setting.Name, setting => new ServerSetting(setting.Value, null, setting.Value))),
    };

    private static Seen<ConsoleSight> Console(params (string Name, string Value)[] config) => Seen.Of(new ConsoleSight(
        "PgBouncer 1.25.1", Seen.Of(
            config.ToImmutableSortedDictionary(one => one.Name, one => one.Value)), Table([]), Table([]), Table([])));

    private static Seen<WireTable> Table(ImmutableArray<string> columns, params ImmutableArray<string?>[] rows) =>
        Seen.Of(new WireTable(columns, [.. rows]));

    private static string Line(CheckResult result) =>
        $"{result.State} {result.Check}{(result.Entry is null ? "" : $" ({result.Entry})")}: "
            + $"{result.Detail}{(result.Advice is null ? "" : $" → {result.Advice}")}";
}
