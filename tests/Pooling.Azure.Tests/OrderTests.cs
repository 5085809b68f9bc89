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
            foreach (var write in run.Names("Configuration").Where(name => name.StartsWith($"{server}-pgbouncer.", StringComparison.Ordinal)).ToList())
            {
                if (write != $"{server}-pgbouncer.enabled")
                    Assert.Contains($"Configuration {server}-pgbouncer.enabled", await run.WaitsForAsync("Configuration", write));
            }
        }
    }

    [Theory]
    [InlineData(3000, "db", "db-replica-2")]
    [InlineData(500, "db-replica-1", "db")]
    public async Task Constructor_MaxConnections_ReplicasFirstWhenItRisesAndLastWhenItFalls(int max, string later, string earlier)
    {
        var (run, _) = await Run.PoolAsync(Given.Args($$""", "replicas": 2, "maxConnections": {{max}}"""));

        Assert.Contains($"Configuration {earlier}-max_connections", await run.WaitsForAsync("Configuration", $"{later}-max_connections"));
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
            .. run.Names("Configuration").Where(name => name.StartsWith($"{server}-", StringComparison.Ordinal) && name.Contains("replica", StringComparison.Ordinal) == server.Contains("replica", StringComparison.Ordinal))
                .Select(name => run["Configuration", name]).Select(node => $"{node["configurationName"]}={node["value"]}").Order(StringComparer.Ordinal),
        ];
        Assert.Equal(Of("db"), Of("db-replica-1"));
    }

    [Fact]
    public async Task Constructor_TwoInstances_ShareNoName()
    {
        var run = await Run.ProgramAsync(run =>
        {
            _ = new FlexibleServerPool("one", Given.Args(""", "replicas": 1""", vault: new("kv", "rg-kv"), workspace: "/ws"), run.Watched);
            _ = new FlexibleServerPool("two", Given.Args(""", "replicas": 1""", vault: new("kv", "rg-kv"), workspace: "/ws"), run.Watched);
        });

        Assert.Equal(run.Registered.Count(), run.Registered.Distinct().Count());
        Assert.Equal(2, run.Names("FlexibleServerPool").Count());
    }
}
