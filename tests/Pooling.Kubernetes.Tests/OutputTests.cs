using Pulumi;

namespace Infra.Pooling.Kubernetes.Tests;

public sealed class OutputTests
{
    [Fact]
    public async Task Hosts_WithReplica_AreTheServices()
    {
        var (_, pool) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: "\"port\": 6543")));

        Assert.Equal("pool.pooling.svc", await Run.ValueAsync(pool.ReadWriteHost));
        Assert.Equal("pool-ro.pooling.svc", await Run.ValueAsync(pool.ReadOnlyHost));
        Assert.Equal(6543, await Run.ValueAsync(pool.Port));
    }

    [Fact]
    public async Task Hosts_WithoutReplica_AreTheSame()
    {
        var (_, pool) = await Run.PoolAsync(Given.Args(Given.Plan(Given.WithoutReplica)));

        Assert.Equal("pool.pooling.svc", await Run.ValueAsync(pool.ReadWriteHost));
        Assert.Equal("pool.pooling.svc", await Run.ValueAsync(pool.ReadOnlyHost));
    }

    [Fact]
    public async Task Hosts_OwnName_IsWhatClientsAreTold()
    {
        var (_, pool) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: "\"host\": \"pooler.example.com\"")));

        Assert.Equal("pooler.example.com", await Run.ValueAsync(pool.ReadWriteHost));
        Assert.Equal("pooler.example.com", await Run.ValueAsync(pool.ReadOnlyHost));
    }

    [Fact]
    public async Task Secretness_OfOutputs_IsThatOfTheSqlOnly()
    {
        var (_, pool) = await Run.PoolAsync(Given.Args());

        Assert.False(await Output.IsSecretAsync(pool.ReadWriteHost));
        Assert.False(await Output.IsSecretAsync(pool.ReadOnlyHost));
        Assert.False(await Output.IsSecretAsync(pool.Port));
        Assert.True(await Output.IsSecretAsync(pool.DatabaseSql));
    }
}
