using System.Collections.Immutable;
using Infra.Pooling.Specification;
using Infra.Pooling.Tests.Specification;
using Infra.Pooling.Timeouts;

namespace Infra.Pooling.Tests.Timeouts;

public sealed class TimeoutPlanTests
{
    [Fact]
    public void Create_Defaults_GivesTheDatabaseUnitLessParameters() => Assert.Equal(
        [
            "idle_in_transaction_session_timeout=60000", "idle_session_timeout=0", "lock_timeout=15000", "statement_timeout=20000",
            "tcp_keepalives_count=3", "tcp_keepalives_idle=60", "tcp_keepalives_interval=10",
        ],
        Lines(TimeoutPlan.Create(Sample.Read(Sample.Kubernetes)).DatabaseParameters));

    [Theory]
    [InlineData(
        Sample.Kubernetes,
        "client_idle_timeout=0 idle_transaction_timeout=65 query_timeout=0 query_wait_timeout=8 reserve_pool_timeout=4 server_connect_timeout=4 "
        + "server_idle_timeout=180 server_login_retry=2 tcp_keepalive=1 tcp_keepcnt=3 tcp_keepidle=60 tcp_keepintvl=10")]
    [InlineData(Sample.Azure, "query_wait_timeout=8 server_idle_timeout=180")]
    [InlineData(Sample.Aws, "connectionBorrowTimeout=8 idleClientTimeout=1800")]
    public void Create_Defaults_GivesEachPoolerItsOwnSettings(string sample, string settings) =>
        Assert.Equal(settings, string.Join(' ', Lines(TimeoutPlan.Create(Sample.Read(sample)).PoolerSettings)));

    [Fact]
    public void Create_Defaults_GivesTheClientsTheirLimits()
    {
        var client = TimeoutPlan.Create(Sample.Read(Sample.Kubernetes)).Client;

        Assert.Equal((10, 30, 30), (client.Connect.TotalSeconds, client.Command.TotalSeconds, client.PoolAcquire.TotalSeconds));
        Assert.Equal((60, 10, 300), (client.IdleLifetime.TotalSeconds, client.PruningInterval.TotalSeconds, client.ConnectionLifetime.TotalSeconds));
        Assert.Equal((60, 10, 3), (client.Keepalive.TotalSeconds, client.KeepaliveInterval.TotalSeconds, client.KeepaliveCount));
    }

    [Fact]
    public void Create_OwnSettings_TakeThePlaceOfTheDerivedOnes()
    {
        var plan = TimeoutPlan.Create(Sample.Read(Sample.With(Sample.Kubernetes, ("pooler.settings", """{"server_idle_timeout": 300, "query_timeout": "25.5"}"""))));

        Assert.Equal(("300", "25.5"), (plan.PoolerSettings["server_idle_timeout"], plan.PoolerSettings["query_timeout"]));
        Assert.Equal((TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(25.5)), (plan.Pooler.ServerIdle, plan.Pooler.Query));
    }

    [Fact]
    public void Create_FractionsOfASecond_RoundUpForThePooler()
    {
        var plan = TimeoutPlan.Create(new TimeoutOptions { IdleInTransaction = TimeSpan.FromMilliseconds(1500) }, Target.Kubernetes, new PoolerOptions { Kind = PoolerKind.PgBouncer });

        Assert.Equal("7", plan.PoolerSettings["idle_transaction_timeout"]);
        Assert.Equal("1500", plan.DatabaseParameters["idle_in_transaction_session_timeout"]);
    }

    [Fact]
    public void Check_EveryPlanOfAValidSpecification_FindsNothing()
    {
        foreach (var specification in RandomSpecifications.Many(1000, seed: 6))
            Assert.Empty(TimeoutLadder.Check(TimeoutPlan.Create(specification)));
    }

    private static IEnumerable<string> Lines(ImmutableSortedDictionary<string, string> settings) => settings.Select(setting => $"{setting.Key}={setting.Value}");
}
