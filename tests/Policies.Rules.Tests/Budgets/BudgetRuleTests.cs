using Infra.Policies.Rules.Graph;
using static Infra.Policies.Rules.Tests.Budgets.GivenInstance;

namespace Infra.Policies.Rules.Tests.Budgets;

public class BudgetRuleTests
{
    [Fact]
    public void WithinCapacity_NothingConnects_IsNotApplicable() =>
        Assert.Equal(["not applicable"], Judged.By("budget-within-capacity", Instance("main", "db.m7g.large")));

    [Fact]
    public void WithinCapacity_DirectClientsTooMany_SaysHowManyFit() => Assert.Equal(
        [
            "violation urn:api: `spec.replicas`: on main, at steady, peak, rollout and failover, 10 × 1 × (100 + 0) = 1000 server connections "
            + "exceed the 783 available (792 minus 9 reserved); use at most 78 a replica or raise max_connections to at least 1009.",
        ],
        Judged.By("budget-within-capacity", Instance("main", "db.m7g.large"), Npgsql("api", "10", "Host=db-main;Username=api")));

    [Fact]
    public void WithinCapacity_DefaultOfTheClass_IsCounted() =>
        Assert.Equal(["ok"], Judged.By("budget-within-capacity", Instance("main", "db.m7g.large"), Npgsql("api", "5", "Host=db-main;Username=api")));

    [Fact]
    public void WithinCapacity_TwoStacksOnOneServer_AreAddedUp()
    {
        ResourceGraph first = Given.Stack(Instance("main", "db.m7g.large"), Npgsql("api", "5", "Host=db-main.example.com;Username=api"));
        ResourceGraph second = ResourceGraph.Create("jobs", [Npgsql("job", "4", "Host=db-main.example.com;Username=job")]);

        Assert.Equal(["ok"], Judged.By("budget-within-capacity", RuleConfiguration.Default, first));
        Assert.Equal(
            [
                "violation urn:api: `spec.replicas`: on main, at steady, peak, rollout and failover, api 5 × 1 × (100 + 0) + job 4 × 1 × (100 + 0) = 900 "
                + "server connections exceed the 783 available (792 minus 9 reserved); use at most 76 a replica or raise max_connections to at least 909.",
            ],
            Judged.By("budget-within-capacity", RuleConfiguration.Default, first, second));
    }

    [Fact]
    public void WithinCapacity_ServiceNamesOfTwoStacks_AreTwoServers()
    {
        ResourceGraph Of(string stack) => ResourceGraph.Create(stack, [Npgsql("api", "1", "Host=postgres.db.svc;Username=api")]);

        Assert.Equal(
            ["postgres.db.svc (dev)", "postgres.db.svc (prod)"],
            PolicyEngine.Evaluate([Of("prod"), Of("dev")], RuleConfiguration.Default).Budgets.Select(budget => budget.Identity));
    }

    [Fact]
    public void Headroom_LittleIsFree_IsAViolation() => Assert.Equal(
        [
            "violation urn:api: `spec.replicas`: on main, at peak, 700 of the 783 available server connections are taken, which leaves 10 % free "
            + "instead of 20 %; use at most 89 a replica or raise max_connections to at least 884.",
        ],
        Judged.By("budget-headroom", Instance("main", "db.m7g.large"), Npgsql("api", "7", "Host=db-main;Username=api")));

    [Fact]
    public void Headroom_Parameter_IsHeld() => Assert.Equal(["ok"], Judged.By(
        "budget-headroom",
        Judged.With("""{"budget-headroom": {"percent": 10}}"""),
        Given.Stack(Instance("main", "db.m7g.large"), Npgsql("api", "7", "Host=db-main;Username=api"))));

    [Fact]
    public void Headroom_CapacityUnknown_IsUndecided() =>
        Assert.Equal(
            ["undecided, told by budget-undecidable urn:main: whether the connections fit cannot be told; it depends on `urn:main#instanceClass`."],
            Judged.By("budget-headroom", Instance("main", "?"), Npgsql("api", "7", "Host=db-main;Username=api")));

    [Fact]
    public void Headroom_NothingConnects_IsNotApplicable() =>
        Assert.Equal(["not applicable"], Judged.By("budget-headroom", Instance("main", "db.m7g.large")));

    [Fact]
    public void Undecidable_CapacityUnknown_NamesIt() => Assert.Equal(
        ["undecided urn:main: whether the connections fit cannot be told; it depends on `urn:main#instanceClass`."],
        Judged.By("budget-undecidable", Instance("main", "?"), Npgsql("api", "7", "Host=db-main;Username=api")));

    [Fact]
    public void Undecidable_ClassNotInTheCatalogue_AsksForMaxConnections() => Assert.Equal(
        ["undecided urn:main: whether the connections fit cannot be told; it depends on `urn:main#max_connections (db.x9.large is not in the catalogue)`."],
        Judged.By("budget-undecidable", Instance("main", "db.x9.large"), Npgsql("api", "7", "Host=db-main;Username=api")));

    [Fact]
    public void Undecidable_HostUnknown_NamesIt() => Assert.Equal(
        [
            "undecided urn:api: `spec.template.spec.containers[0].env[0].value`: whether the connections fit cannot be told; "
            + "it depends on `urn:api#spec.template.spec.containers[0].env[0].value`. The same value decides client-unbounded.",
        ],
        Judged.By("budget-undecidable", GivenKubernetes.Deployment("api", "2", "0", ("DATABASE_URL", "?"))));

    [Fact]
    public void Undecidable_AllKnown_IsOk() => Assert.Equal(
        ["ok"], Judged.By("budget-undecidable", Instance("main", "db.m7g.large"), Npgsql("api", "1", "Host=db-main;Username=api")));

    [Fact]
    public void Undecidable_NothingConnects_IsNotApplicable() =>
        Assert.Equal(["not applicable"], Judged.By("budget-undecidable", Instance("main", "db.m7g.large")));

    [Fact]
    public void Unbounded_PoolWithoutEnd_IsAViolation() => Assert.Equal(
        [
            "violation urn:api: `spec.template.spec.containers[0].env[0].value`: nothing limits the connections that a process of api opens; "
            + "set the maximum of its pool.",
        ],
        Judged.By("client-unbounded", GivenKubernetes.Deployment("api", "2", "0", ("DATABASE_URL", "postgres://api:hunter2@db/app"))));

    [Fact]
    public void Unbounded_AutoscalerWithoutEnd_IsAViolation() => Assert.Equal(
        ["violation urn:api: `maxReplicas`: nothing limits how many copies of api run; set the maximum of its autoscaler."],
        Judged.By("client-unbounded", Given.Resource(
            "pooling:index:ConnectionClaim", "api", """{"workload": "api", "database": "app", "minReplicas": 1, "surge": "0", "poolSize": 5}""")));

    [Fact]
    public void Unbounded_PoolOfTheString_IsOk() => Assert.Equal(
        ["ok"], Judged.By("client-unbounded", GivenKubernetes.Deployment("api", "2", "0", ("DATABASE_URL", "postgres://api@db/app?pool_max_conns=10"))));

    [Fact]
    public void Unbounded_StringUnknown_IsUndecided() => Assert.Equal(
        [
            "undecided, told by budget-undecidable urn:api: `spec.template.spec.containers[0].env[0].value`: whether the connections fit cannot be told; "
            + "it depends on `urn:api#spec.template.spec.containers[0].env[0].value`. The same value decides client-unbounded.",
        ],
        Judged.By("client-unbounded", GivenKubernetes.Deployment("api", "2", "0", ("DATABASE_URL", "?"))));

    [Fact]
    public void Unbounded_SizeUnknown_IsUndecided() => Assert.Equal(
        [
            "undecided urn:api: whether its connections have an end cannot be told; it depends on `urn:api#spec.template.spec.containers[0].env[1].value`.",
        ],
        Judged.By("client-unbounded", GivenKubernetes.Deployment("api", "2", "0", ("DB_HOST", "db"), ("DB_POOL_SIZE", "?"))));

    [Fact]
    public void Unbounded_NoClient_IsNotApplicable() =>
        Assert.Equal(["not applicable"], Judged.By("client-unbounded", GivenKubernetes.Deployment("api", "2", "0", ("LOG_LEVEL", "debug"))));

    [Fact]
    public void Lambda_NothingReserved_IsAViolation() => Assert.Equal(
        [
            "violation urn:fn: `reservedConcurrentExecutions`: nothing limits how many copies of fn run, and each opens up to 2 connections; "
            + "allowed is a number of 0 or more; set reservedConcurrentExecutions.",
        ],
        Judged.By("lambda-reserved-concurrency", Function("")));

    [Fact]
    public void Lambda_Reserved_IsOkAndCounted()
    {
        Assert.Equal(["ok"], Judged.By("lambda-reserved-concurrency", Function(", \"reservedConcurrentExecutions\": 500")));
        Assert.Equal(
            [
                "violation urn:fn: `reservedConcurrentExecutions`: on main, at peak, rollout and failover, 500 × 1 × (2 + 0) = 1000 server connections "
                + "exceed the 783 available (792 minus 9 reserved); use at most 1 a replica or raise max_connections to at least 1009.",
            ],
            Judged.By("budget-within-capacity", Instance("main", "db.m7g.large"), Function(", \"reservedConcurrentExecutions\": 500")));
    }

    [Fact]
    public void Lambda_ReservedUnknown_IsUndecided() => Assert.Equal(
        [
            "undecided urn:fn: `reservedConcurrentExecutions`: whether the function's copies have an end cannot be told; "
            + "it depends on `urn:fn#reservedConcurrentExecutions`.",
        ],
        Judged.By("lambda-reserved-concurrency", Function(", \"reservedConcurrentExecutions\": \"?\"")));

    [Fact]
    public void Lambda_WithoutDatabase_IsNotApplicable() =>
        Assert.Equal(["not applicable"], Judged.By("lambda-reserved-concurrency", Given.Resource("aws:lambda/function:Function", "fn")));

    [Fact]
    public void Surge_TooMany_IsAViolation() => Assert.Equal(
        [
            "violation urn:api: `spec.strategy.rollingUpdate.maxSurge`: the 700 connections at peak fit main, but with the copies that a rollout adds "
            + "they are 900 of 783; make the pools smaller, or roll out without extra copies.",
        ],
        Judged.By("surge-counted", Instance("main", "db.m7g.large"), Surging("2")));

    [Fact]
    public void Surge_Fits_IsOk() => Assert.Equal(["ok"], Judged.By("surge-counted", Instance("main", "db.m7g.large"), Surging("0")));

    [Fact]
    public void Surge_NothingConnects_IsNotApplicable() =>
        Assert.Equal(["not applicable"], Judged.By("surge-counted", Instance("main", "db.m7g.large")));

    [Fact]
    public void Surge_Unknown_IsUndecided() => Assert.Equal(
        [
            "undecided, told by budget-undecidable urn:main: whether the connections fit cannot be told; "
            + "it depends on `urn:api#spec.strategy.rollingUpdate.maxSurge`.",
        ],
        Judged.By(
            "surge-counted",
            Instance("main", "db.m7g.large"),
            GivenKubernetes.Deployment("api", "2", "\"?\"", ("CONNECTION", "Host=db-main.example.com;Username=api"))));

    [Fact]
    public void WarmFloor_MinimumsTooLarge_IsAViolation() => Assert.Equal(
        [
            "violation urn:pooler-config: `data.pgbouncer.ini:6 min_pool_size`: pools keep 10 × 1 × 90 = 900 connections open, "
            + "but main has 783 to use; lower the smallest sizes of the pools.",
        ],
        Judged.By("warm-floor", [Instance("main", "db.m7g.large"), .. Bouncer("default_pool_size = 90\nmin_pool_size = 90")]));

    [Fact]
    public void WarmFloor_MinimumsFit_IsOk() =>
        Assert.Equal(["ok"], Judged.By("warm-floor", [Instance("main", "db.m7g.large"), .. Bouncer("default_pool_size = 90\nmin_pool_size = 5")]));

    [Fact]
    public void WarmFloor_NoMinimum_IsNotApplicable() =>
        Assert.Equal(["not applicable"], Judged.By("warm-floor", [Instance("main", "db.m7g.large"), .. Bouncer("default_pool_size = 90")]));

    [Fact]
    public void WarmFloor_CapacityUnknown_IsUndecided() => Assert.Equal(
        [
            "undecided urn:pooler-config: `data.pgbouncer.ini:6 min_pool_size`: whether the connections that pools keep open fit cannot be told; "
            + "it depends on `urn:main#instanceClass`.",
        ],
        Judged.By("warm-floor", [Instance("main", "?"), .. Bouncer("default_pool_size = 90\nmin_pool_size = 5")]));

    private static ResourceNode Npgsql(string name, string replicas, string connection) => GivenKubernetes.Deployment(
        name, replicas, "0", ("ConnectionStrings__App", connection.Replace("db-main;", "db-main.example.com;", StringComparison.Ordinal)));

    private static ResourceNode Surging(string surge) =>
        GivenKubernetes.Deployment("api", "7", surge, ("ConnectionStrings__App", "Host=db-main.example.com;Username=api"));

    private static ResourceNode Function(string more) => Given.Resource("aws:lambda/function:Function", "fn", $$$"""
        {"environment": {"variables": {"DATABASE_URL": "postgres://fn@db-main.example.com/app?pool_max_conns=2"} } {{{more}}} }
        """);

    private static ResourceNode[] Bouncer(string settings) =>
        GivenKubernetes.PgBouncer($"[databases]\napp = host=db-main.example.com user=app\n\n[pgbouncer]\n{settings}\n", "10");
}
