using System.Net;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Azure.Tests;

public sealed class OrderTests
{
    [Fact]
    public async Task Constructor_Parameters_EachWaitsForTheOneBefore()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(""", "replicas": 1"""));

        // In the order of registration, which is the plan's.
        var writes = run.Seen.Where(seen => seen.Resource.GetResourceType().EndsWith(":Configuration", StringComparison.Ordinal)).ToList();
        Assert.Equal(40, writes.Count);
        for (var index = 1; index < writes.Count; index++)
            Assert.Same(writes[index - 1].Resource, Assert.Single(await Run.DependsOnAsync(writes[index].Options)));
        Assert.Equal("db-replica-1-pgbouncer.enabled", writes[0].Resource.GetResourceName());
        Assert.Contains("Server db-replica-1", await run.WaitsForAsync("Configuration", "db-replica-1-pgbouncer.enabled"));
    }

    [Fact]
    public async Task Constructor_EverySetting_WaitsForTheSwitchOfItsServer()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(""", "replicas": 1"""));

        foreach (var server in new[] { "db", "db-replica-1" })
        {
            var settings = run.Names("Configuration").Where(name => name.StartsWith($"{server}-pgbouncer.", StringComparison.Ordinal));
            foreach (var write in settings.ToList())
            {
                if (write != $"{server}-pgbouncer.enabled")
                    Assert.Contains($"Configuration {server}-pgbouncer.enabled", await run.WaitsForAsync("Configuration", write));
            }
        }
    }

    [Theory]
    [InlineData(3000, "db-replica-1 db-replica-2 db")]
    [InlineData(1718, "db-replica-1 db-replica-2 db")]
    [InlineData(500, "db db-replica-1 db-replica-2")]
    public async Task Constructor_MaxConnections_ReplicasFirstUnlessItFalls(int max, string servers)
    {
        // 1718 is what the SKU gives.
        var (run, _) = await Run.PoolAsync(Given.Args($$""", "replicas": 2, "maxConnections": {{max}}"""));

        await AssertOneAfterAnotherAsync(run, servers, "max_connections");
    }

    [Fact]
    public async Task Constructor_OneRisesWhileAnotherFalls_EachHasItsOwnOrder()
    {
        var (run, _) = await Run.PoolAsync(Given.Args("""
            , "replicas": 2, "maxConnections": 2000,
            "flexibleServer": {"inForce": {"max_connections": 3000}, "parameters": {"max_wal_senders": 20, "max_worker_processes": 4}}
            """));

        await AssertOneAfterAnotherAsync(run, "db db-replica-1 db-replica-2", "max_connections");
        await AssertOneAfterAnotherAsync(run, "db-replica-1 db-replica-2 db", "max_wal_senders");
        await AssertOneAfterAnotherAsync(run, "db db-replica-1 db-replica-2", "max_worker_processes");
    }

    [Fact]
    public async Task Constructor_VirtualEndpoint_WaitsForEveryReplicaAndEveryParameter()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(""", "replicas": 3"""));

        var waits = await run.WaitsForAsync("VirtualEndpoint", "db-endpoint-pair");
        Assert.Superset(new HashSet<string> { "Server db-replica-1", "Server db-replica-2", "Server db-replica-3" }, waits.ToHashSet());
        Assert.Superset(run.Names("Configuration").Select(name => $"Configuration {name}").ToHashSet(), waits.ToHashSet());
    }

    [Fact]
    public async Task Constructor_Replica_IsDeletedBeforeItsPrimary()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(""", "replicas": 1"""));

        Assert.Contains("Server db", await run.WaitsForAsync("Server", "db-replica-1"));
    }

    [Fact]
    public async Task Constructor_Replicas_GetTheParametersOfThePrimary()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(""", "replicas": 1"""));

        string[] Of(string server) =>
        [
            .. run.Names("Configuration").Select(name => run["Configuration", name])
                .Where(node => node["serverName"]!.ToString() == server)
                .Select(node => $"{node["configurationName"]}={node["value"]}").Order(StringComparer.Ordinal),
        ];
        Assert.Equal(20, Of("db-4711").Length);
        Assert.Equal(Of("db-4711"), Of("db-replica-1-4711"));
    }

    [Theory]
    [InlineData("public")]
    [InlineData("vnet")]
    [InlineData("endpoint")]
    public async Task Constructor_TwoInstances_ShareNoName(string network)
    {
        var run = await Run.ProgramAsync(run =>
        {
            foreach (var name in new[] { "one", "two" })
                _ = new FlexibleServerPool(name, Everything(network), run.Watched);
        });

        Assert.Equal(run.Registered.Count(), run.Registered.Distinct().Count());
        Assert.Equal(2, run.Names("FlexibleServerPool").Count());
        Assert.Equal(
            run.Registered.Where(name => name.Contains(" one", StringComparison.Ordinal))
                .Select(name => name.Replace(" one", " two", StringComparison.Ordinal)),
            run.Registered.Where(name => name.Contains(" two", StringComparison.Ordinal)));
    }

    private static FlexibleServerPoolArgs Everything(string network) => Given.Args(
        """
        , "replicas": 2, "flexibleServer": {"databases": ["audit"], "entraAdministrators": [
            {"objectId": "11111111-1111-1111-1111-111111111111", "name": "dba", "type": "group",
             "tenantId": "22222222-2222-2222-2222-222222222222"}]}
        """,
        vault: new("kv", "rg-kv"),
        workspace: "/ws",
        network: network switch
        {
            "vnet" => FlexibleServerNetwork.VNet("/vnet/subnets/data", NameZone.New("/vnet")),
            "endpoint" => FlexibleServerNetwork.PrivateEndpoint("/vnet/subnets/data", NameZone.New("/vnet")),
            _ => FlexibleServerNetwork.Public(new AddressRange(IPAddress.Loopback, IPAddress.Loopback)),
        });

    private static async Task AssertOneAfterAnotherAsync(Run run, string servers, string parameter)
    {
        var order = servers.Split(' ');
        for (var index = 1; index < order.Length; index++)
        {
            Assert.Superset(
                order[..index].Select(server => $"Configuration {server}-{parameter}").ToHashSet(),
                (await run.WaitsForAsync("Configuration", $"{order[index]}-{parameter}")).ToHashSet());
        }
    }
}
