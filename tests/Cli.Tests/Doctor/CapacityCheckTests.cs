using Infra.Cli.Doctor.Checks;
using Infra.Cli.Doctor.Looking;
using static Infra.Cli.Tests.Doctor.Given;

namespace Infra.Cli.Tests.Doctor;

/// <summary>The checks of pools, servers and replicas, on sights that no server here can give.</summary>
public sealed class CapacityCheckTests
{
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
            "Warning load: 100 transactions/s, 25.0 ms each, 30.0 ms of waiting for a server connection: clients wait longer than they "
                + "work → see ./infra size for the pool that this load needs",
        ],
        PoolsCheck.Of(Waiting("55000")).Select(Line));

    [Fact]
    public void Load_WaitsOfAStormThatIsOver_AreSaidWithoutAWarning() => Assert.Equal(
        "Ok load: 100 transactions/s, 15.0 ms each, 30.0 ms of waiting for a server connection, in bursts: on average at most "
            + "30 % of a database's connections were busy",
        Line(PoolsCheck.Of(Waiting("45000")).Last()));

    [Fact]
    public void Load_IdlePoolOfAnotherDatabase_HidesNoPoolThatIsTooSmall()
    {
        DoctorSight sight = Waiting("55000");

        Assert.StartsWith("Warning load: ", Line(PoolsCheck.Of(sight with
        {
            Console = Seen.Of(sight.Console.Value! with
            {
                Pools = Table(
                    ["database", "user", "cl_active", "cl_waiting", "sv_active", "sv_idle", "maxwait"],
                    ["app", "api", "5", "3", "5", "0", "4"], ["reports", "api", "1", "0", "0", "95", "0"]),
            }),
        }).Last()), StringComparison.Ordinal);
    }

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
            Entry() with
            {
                Sessions = Seen.Of(
                new SessionFacts
                {
                    Sharing = Enum.Parse<Sharing>(sharing),
                    Prepared = Enum.Parse<PreparedUse>(prepared),
                    Reason = "busy",
                })
            }) with
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

    /// <summary>Three clients wait at five connections, and a hundred transactions a second took so many microseconds, 30 ms of it waiting.</summary>
    private static DoctorSight Waiting(string time) => Sight(Entry()) with
    {
        Console = Seen.Of(Console(("query_wait_timeout", "8")).Value! with
        {
            Pools = Table(
                ["database", "user", "cl_active", "cl_waiting", "sv_active", "maxwait"], ["app", "api", "5", "3", "5", "4"],
                ["pgbouncer", "pgbouncer", "1", "9", "0", "9"]),
            Stats = Table(["database", "avg_xact_count", "avg_xact_time", "avg_wait_time"], ["app", "100", time, "30000"]),
        }),
    };
}
