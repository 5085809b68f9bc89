using Infra.Cli.Bench;
using Infra.Pooling.PgBouncer;

namespace Infra.Cli.Tests.Bench;

public sealed class PeerTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    /// <summary>What each emits by default beyond PgBouncer's own defaults, without address, login and TLS.</summary>
    public static TheoryData<string, string> Defaults => new()
    {
        { "cloudnative-pg", "ignore_startup_parameters=extra_float_digits,options" },
        { "crunchy", "ignore_startup_parameters=extra_float_digits" },
        { "edoburu", "ignore_startup_parameters=extra_float_digits" },
        { "icoretech", "server_reset_query=SELECT pg_advisory_unlock_all() server_reset_query_always=1" },
        { "cradlepoint", "default_pool_size=200 max_client_conn=200 min_pool_size=15 reserve_pool_size=25" },
        { "stackgres", "application_name_add_host=1 default_pool_size=1000 max_client_conn=1000" },
        {
            "zalando",
            "default_pool_size=15 idle_transaction_timeout=600 max_client_conn=10000 max_db_connections=30 max_prepared_statements=200 "
            + "pool_mode=transaction reserve_pool_size=7 server_login_retry=5"
        },
        {
            "azure",
            "default_pool_size=50 max_client_conn=5000 max_prepared_statements=0 min_pool_size=0 pool_mode=transaction query_wait_timeout=120 server_idle_timeout=600"
        },
    };

    public static TheoryData<string> Loads => [.. BenchLoads.All.Select(load => load.Id)];

    [Theory]
    [MemberData(nameof(Defaults))]
    public void Configuration_OfPeer_HoldsExactlyItsDefaultsAndWhatAllShare(string id, string expected)
    {
        Way way = Way.For([id])[1];

        IniDocument document = Parsed(PoolerText.Of(way, GivenBench.Load(), GivenBench.Address, Today));

        Assert.Empty(document.Findings);
        Assert.Equal(expected, string.Join(' ', document.Settings.Where(pair => !GivenBench.Address.Common.ContainsKey(pair.Key)).Select(pair => $"{pair.Key}={pair.Value.Value}")));
        Assert.All(GivenBench.Address.Common, pair => Assert.Equal(pair.Value, document.Settings[pair.Key].Value));
        Assert.Equal("host=127.0.0.1 port=15432 dbname=bench", document.Databases["bench"].Line.Value);
    }

    [Fact]
    public void All_Peers_AreThoseOfTheTable() => Assert.Equal(Defaults.Select(row => (string)((object[])row)[0]), Peers.All.Select(peer => peer.Id));

    [Fact]
    public void For_PeersWithTheSameEffect_ShareOneWay() => Assert.Equal(
        ["ours", "cloudnative-pg crunchy edoburu", "icoretech", "cradlepoint", "stackgres", "zalando", "azure", "direct"],
        Way.For([]).Select(way => way.IsPeer ? string.Join(' ', way.Peers.Select(peer => peer.Id)) : way.Id));

    [Fact]
    public void For_Chosen_KeepsOursAndNamesWhoWasAskedFor() =>
        Assert.Equal(["ours", "crunchy", "direct"], Way.For(["direct", "crunchy"]).Select(way => way.Id));

    [Theory]
    [MemberData(nameof(Loads))]
    public void Configuration_OfOurs_IsWhatThePlanEmitsForTheLoad(string id)
    {
        BenchLoad load = GivenBench.Load(id);

        IniDocument document = Parsed(PoolerText.Of(Way.Ours, load, GivenBench.Address, Today));

        Assert.Empty(document.Findings);
        Assert.Equal("transaction", document.Settings["pool_mode"].Value);
        Assert.True(int.Parse(document.Settings["max_client_conn"].Value, System.Globalization.CultureInfo.InvariantCulture) * 2 >= load.Clients);
        Assert.Equal("1", document.Settings["so_reuseport"].Value);
        Assert.All(GivenBench.Address.Common, pair => Assert.Equal(pair.Value, document.Settings[pair.Key].Value));
    }

    [Fact]
    public void Processes_OfOthers_AreOne() => Assert.Equal(
        (2, 1), (PoolerText.Processes(Way.Ours, GivenBench.Address), PoolerText.Processes(GivenBench.Zalando, GivenBench.Address)));

    private static IniDocument Parsed(PgBouncerConfiguration configuration) => IniParser.Parse("pgbouncer.ini", configuration.Render(), _ => null);
}
