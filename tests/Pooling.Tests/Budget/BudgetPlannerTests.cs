using Infra.Pooling.Budget;
using Infra.Pooling.Specification;
using Infra.Pooling.Tests.Plan;
using Infra.Pooling.Tests.Specification;

namespace Infra.Pooling.Tests.Budget;

public sealed class BudgetPlannerTests
{
    [Fact]
    public void Input_SeveralRoles_AreSeveralPools()
    {
        var pooler = Pooler(Specified("\"default_pool_size\": 10, \"reserve_pool_size\": 2", """
            , {"name": "jobs", "replicas": 1, "user": "jobs", "pool": {"size": 1}}, {"name": "more", "replicas": 1, "user": "jobs", "pool": {"size": 1}},
            {"name": "reports", "replicas": 1, "user": "reports", "route": "readOnly", "pool": {"size": 1}},
            {"name": "migrate", "replicas": 1, "user": "owner", "route": "direct", "pool": {"size": 1}}
            """));

        Assert.Equal(
            ["app readWrite: app 10+2, jobs 10+2", "app_ro readOnly: reports 10+2"],
            pooler.Databases.Select(database =>
                $"{database.Name} {Spelling.Of(database.Route)}: {string.Join(", ", database.Pools.Select(pool => $"{pool.User} {pool.Size}+{pool.Reserve}"))}"));
    }

    [Fact]
    public void Plan_SeveralRoles_CountEachPool()
    {
        var plan = PoolPlan.Create(
            Sample.Read(Specified("\"default_pool_size\": 10", ", {\"name\": \"jobs\", \"replicas\": 1, \"user\": \"jobs\", \"pool\": {\"size\": 1}}")),
            PoolPlanTests.Today);

        Assert.Equal("2 × 1 × ((10 + 0) + (10 + 0))", plan.Budget.Lines.Single(line => line is { Kind: LineKind.Server, Name: "app" }).Formula);
        Assert.Equal(Interval.Exactly(40), plan.Budget[ScenarioKind.Peak].ServerDemand);
    }

    [Fact]
    public void Input_RouteWithoutWorkload_HasNoPool() =>
        Assert.Empty(Pooler(Specified("\"default_pool_size\": 10", "")).Databases[1].Pools);

    [Theory]
    [InlineData("\"max_db_connections\": 7", 7L)]
    [InlineData("\"max_db_connections\": 0", null)]
    [InlineData("\"default_pool_size\": 1", null)]
    public void Input_LimitOfADatabase_IsTheUsersIfThereIsOne(string settings, long? expected) =>
        Assert.All(Pooler(Specified(settings, "")).Databases, database => Assert.Equal(expected is { } limit ? Interval.Exactly(limit) : null, database.MaxDbConnections));

    [Fact]
    public void Input_UnlimitedPool_IsUnbounded() =>
        Assert.Equal(Interval.AtLeast(0), Pooler(Specified("\"default_pool_size\": 0", "")).Databases[0].Pools[0].Size);

    [Fact]
    public void Input_Headroom_IsTheSpecifications() => Assert.Equal(
        35,
        PoolPlan.Create(Sample.Read(Specified("\"default_pool_size\": 1", "").Replace("\"workloads\"", "\"budget\": {\"headroomPercent\": 35}, \"workloads\"", StringComparison.Ordinal)), PoolPlanTests.Today)
            .Budget.Input.HeadroomPercent);

    [Fact]
    public void Input_NoPgBouncer_HasNoPooler()
    {
        var specification = Sample.Read(Sample.Kubernetes);

        Assert.IsType<NoPoolerInput>(BudgetPlanner.Input(specification, Given.Server(100), null).Pooler);
    }

    private static PgBouncerInput Pooler(string json) =>
        Assert.IsType<PgBouncerInput>(PoolPlan.Create(Sample.Read(json), PoolPlanTests.Today).Budget.Input.Pooler);

    private static string Specified(string settings, string workloads) => $$$"""
        {"target": "kubernetes", "database": {"name": "app", "user": "app", "host": "db", "maxConnections": 200, "replicas": 1, "readHosts": ["ro"]},
         "pooler": {"settings": { {{{settings}}} }},
         "workloads": [{"name": "api", "replicas": 2, "pool": {"size": 10}}{{{workloads}}}]}
        """;
}
