using Infra.Pooling.FlexibleServer;

namespace Infra.Pooling.Tests.FlexibleServer;

public sealed class ParameterOrderTests
{
    private static readonly Dictionary<string, string> InForce = new() { ["max_connections"] = "1000", ["max_wal_senders"] = "10" };

    [Fact]
    public void Of_OneServer_SwitchesPgBouncerOnFirst() =>
        Assert.Equal(
            ["pgbouncer.enabled", "pgbouncer.default_pool_size", "pgbouncer.pool_mode", "lock_timeout", "max_connections"],
            ParameterOrder.Of(Values(2000), InForce, replicas: 0).Select(write => write.Name));

    [Fact]
    public void Of_RisingSharedValue_WritesReplicasFirst() =>
        Assert.Equal([1, 2, 0], Servers(ParameterOrder.Of(Values(2000), InForce, replicas: 2), "max_connections"));

    [Fact]
    public void Of_FallingSharedValue_WritesThePrimaryFirst() =>
        Assert.Equal([0, 1, 2], Servers(ParameterOrder.Of(Values(500), InForce, replicas: 2), "max_connections"));

    [Fact]
    public void Of_OneRisesAndOneFalls_OrdersEachByItself()
    {
        var writes = ParameterOrder.Of(new Dictionary<string, string>(Values(500)) { ["max_wal_senders"] = "20" }, InForce, replicas: 1);

        Assert.Equal([0, 1], Servers(writes, "max_connections"));
        Assert.Equal([1, 0], Servers(writes, "max_wal_senders"));
    }

    [Fact]
    public void Of_Replicas_HaveTheSameValuesEachBehindItsOwnSwitch()
    {
        var writes = ParameterOrder.Of(Values(500), InForce, replicas: 2);

        foreach (var server in new[] { 0, 1, 2 })
        {
            var own = writes.Where(write => write.Server == server).ToList();
            Assert.Equal("pgbouncer.enabled", own[0].Name);
            Assert.Equal(Values(500), own.ToDictionary(write => write.Name, write => write.Value));
        }
    }

    [Fact]
    public void Of_StaticParameter_IsToldFromADynamicOne() =>
        Assert.Equal(
            ["max_connections"],
            ParameterOrder.Of(Values(500), InForce, replicas: 0).Where(write => !write.IsDynamic).Select(write => write.Name));

    private static Dictionary<string, string> Values(int maxConnections) => new()
    {
        ["max_connections"] = $"{maxConnections}",
        ["lock_timeout"] = "15000",
        ["pgbouncer.pool_mode"] = "transaction",
        ["pgbouncer.default_pool_size"] = "50",
        ["pgbouncer.enabled"] = "true",
    };

    private static IEnumerable<int> Servers(IEnumerable<ParameterWrite> writes, string name) =>
        writes.Where(write => write.Name == name).Select(write => write.Server);
}
