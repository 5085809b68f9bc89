using Infra.Pooling.FlexibleServer;

namespace Infra.Pooling.Tests.FlexibleServer;

public sealed class ServerParametersTests
{
    [Theory]
    [InlineData("pgbouncer.default_pool_size", "1", "4950", "0", "4951")]
    [InlineData("pgbouncer.min_pool_size", "0", "4950", "-1", "4951")]
    [InlineData("pgbouncer.max_client_conn", "1", "50000", "0", "50001")]
    [InlineData("pgbouncer.max_prepared_statements", "0", "5000", "", "5001")]
    [InlineData("pgbouncer.query_wait_timeout", "0", "86400", "1.5", "86401")]
    [InlineData("pgbouncer.server_idle_timeout", "0", "86400", "1s", "86401")]
    [InlineData("pgbouncer.pool_mode", "session", "statement", "Session", "")]
    [InlineData("pgbouncer.ignore_startup_parameters", "", "extra_float_digits,options", "a b", "a\n")]
    [InlineData("pgbouncer.stats_users", "", "ops@example.com,db-admin", "a b", "a;b")]
    [InlineData("max_connections", "25", "5000", "24", "5001")]
    [InlineData("max_wal_senders", "5", "100", "4", "101")]
    [InlineData("idle_session_timeout", "0", "2147483647", "-1", "2147483648")]
    [InlineData("ssl_min_protocol_version", "TLSv1.2", "TLSv1.3", "TLSv1.1", "TLSv1.4")]
    public void Accepts_EndsOfTheRange_AreInAndBeyondIsOut(string name, string first, string last, string below, string above)
    {
        var parameter = ServerParameters.Find(name)!;

        Assert.Equal(
            (true, true, false, false),
            (parameter.Accepts(first), parameter.Accepts(last), parameter.Accepts(below), parameter.Accepts(above)));
    }

    [Fact]
    public void All_StaticOnes_AreThoseThatReplicasShare() => Assert.Equal(
        ["max_connections", "max_prepared_transactions", "max_locks_per_transaction", "max_wal_senders", "max_worker_processes"],
        ServerParameters.All.Where(parameter => !parameter.IsDynamic).Select(parameter => parameter.Name));

    [Fact]
    public void PoolerSettings_AreWhatAzureExposes() => Assert.Equal(
        [
            "default_pool_size", "min_pool_size", "max_client_conn", "max_prepared_statements", "query_wait_timeout", "server_idle_timeout",
            "ignore_startup_parameters", "stats_users",
        ],
        ServerParameters.PoolerSettings.AsEnumerable());
}
