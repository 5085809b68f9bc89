using Infra.Pooling.Budget;
using Infra.Pooling.Sizing;
using Infra.Pooling.Specification;
using Infra.Pooling.Tests.Specification;

namespace Infra.Pooling.Tests.Sizing;

public sealed class SizeAdvisorTests
{
    private const string Load = """{"peakRps": 1000, "meanQuery": "20ms", "busy": 0.1}""";

    [Fact]
    public void Of_PgBouncer_SizesEverything()
    {
        var advice = Advise(Sample.With(Sample.Kubernetes, ("workloads.0.load", Load), ("database.maxConnections", "300")), processors: 8);

        Assert.Equal(
            [
                "default_pool_size 14 pooler.settings.default_pool_size",
                "reserve_pool_size 12 pooler.settings.reserve_pool_size",
                "max_client_conn 100 pooler.settings.max_client_conn",
                "replicas 2 pooler.replicas",
                "max_prepared_statements 200 pooler.settings.max_prepared_statements",
                "maxConnectionsPercent 13 ",
            ],
            advice.Settings.Select(setting => $"{setting.Name} {setting.Value} {setting.Path}"));
        Assert.Equal("8 vCPU, as stated", advice.Processors.Source);
        Assert.Equal(287, advice.Usable);
        Assert.Empty(advice.Needed);
        Assert.Empty(advice.Notes);
        var pool = Assert.Single(advice.Pools);
        Assert.Equal((Route.ReadWrite, "app", "app", 2), (pool.Route, pool.User, pool.Database, pool.Pools));
        Assert.Equal(0.25, pool.Prediction!.ProcessorUtilisation!.Value, 6);
        Assert.Equal(
            "1000 transactions/s × 20 ms keep 20 connections busy on average. 10 % of that time is work of the server's processors, of which it may use 8, "
            + "enough for 4000/s; the times vary by 1 of their mean. 14 connections in each of 2 pools are the fewest of which at most 80 % are in use and that "
            + "let one in a hundred wait longer than 20 ms. Expect 1000/s, 71 % of the connections in use, 25 % of the processors, a mean wait of 0.87 ms and a "
            + "p99 wait of 14.3 ms. The budget leaves each pool 114: rollout leaves (287 × 80 % − 0) / 2 pods / 1 pool.",
            pool.Reason);
    }

    [Fact]
    public void Of_Clients_AreSizedForWhatTheyUse()
    {
        var advice = Advise(Sample.With(Sample.Kubernetes, ("workloads.0.load", Load), ("workloads.0.processes", "2")), processors: 8);

        Assert.Equal(
            new ClientAdvice(
                "api", 4, new(8, 1),
                "4 processes of api (2 × 2) begin 250 transactions/s each, and each takes 20 ms and a wait of 0.87 ms: 5.218 connections are in use on average, and "
                + "9 connections let one in a hundred wait longer than 20.9 ms in the process, 1 of them as overflow for peaks. Stated are 10 + 0."),
            Assert.Single(advice.Clients));
        Assert.Equal(new PoolOptions(8, 1), advice.Specification.Workloads[0].Pool);
    }

    [Fact]
    public void Of_ProfileWithFiguresOfItsOwn_KeepsThem()
    {
        var advice = Advise(Sample.With(Sample.Kubernetes, ("workloads.0.load", Load), ("workloads.0.profile", "\"prefect\"")));

        Assert.Single(advice.Clients);
        Assert.Equal(new PoolOptions(10, 10), advice.Specification.Workloads[0].Pool);
    }

    [Fact]
    public void Of_BusyShareThatIsNotStated_AssumesNoMoreThanTheServerCanBear()
    {
        const string Silent = """{"peakRps": 1000, "meanQuery": "20ms"}""";

        Assert.Equal(
            ["`load.busy` of api is not stated: 14 % is assumed, because more would keep the processors over 70 % busy; state what you measure."],
            Advise(Sample.With(Sample.Kubernetes, ("workloads.0.load", Silent)), processors: 4).Notes.AsEnumerable());
        Assert.Equal(
            ["`load.busy` of api is not stated: 50 % is assumed, which the rule «cores × 2» implies; state what you measure."],
            Advise(Sample.With(Sample.Kubernetes, ("workloads.0.load", Silent)), processors: 32).Notes.AsEnumerable());
    }

    [Fact]
    public void Of_MoreThanTheProcessorsCanDo_SaysWhichServerItTakes()
    {
        var advice = Advise(Sample.With(
            Sample.Aws,
            ("workloads.0.load", """{"peakRps": 1000, "meanQuery": "20ms", "busy": 0.4}"""),
            ("workloads.1", """{"name": "batch", "user": "batch", "replicas": 1, "load": {"peakRps": 100, "meanQuery": "20ms", "busy": 0.4}}""")));

        Assert.Equal(
            [
                "The pool of app (readWrite) gets 1000/s and can do 227.3/s. It takes servers of 13 vCPU, shorter transactions, or more replicas for what only reads.",
                "The pool of batch (readWrite) gets 100/s and can do 22.7/s. It takes servers of 13 vCPU, shorter transactions, or more replicas for what only reads.",
            ],
            advice.Needed.AsEnumerable());
    }

    [Fact]
    public void Of_MoreThanTheConnections_SaysHowManyItTakes()
    {
        var input = Sample.With(Sample.Kubernetes, ("workloads.0.load", """{"peakRps": 1000, "meanQuery": "1s", "busy": 0.01}"""), ("database.maxConnections", "300"));

        var advice = Advise(input, processors: 64);

        Assert.Equal(114, advice.Settings[0].Value);
        Assert.Equal(
            ["The pool of app (readWrite) needs 625 connections in each of 2 pools: a server with max_connections of at least 1576, or shorter transactions."],
            advice.Needed.AsEnumerable());
        Assert.Empty(Advise(Sample.With(input, ("database.maxConnections", "1576")), processors: 64).Needed);
        Assert.NotEmpty(Advise(Sample.With(input, ("database.maxConnections", "1575")), processors: 64).Needed);
    }

    [Fact]
    public void Of_RdsProxy_IsAShareOfTheServer()
    {
        var advice = Advise(Sample.With(Sample.Aws, ("workloads.0.load", Load), ("database.instanceClass", "\"db.r7g.2xlarge\"")));

        Assert.Equal(
            [new SettingAdvice("maxConnectionsPercent", "pooler.settings.maxConnectionsPercent", 1, "1 %: 26 connections and 30 % of 5000.")],
            advice.Settings.AsEnumerable());
        Assert.Equal("8 vCPU of db.r7g.2xlarge", advice.Processors.Source);
    }

    [Fact]
    public void Of_BuiltIn_HasAzuresSettings()
    {
        var advice = Advise(Sample.With(Sample.Azure, ("workloads.0.load", Load)));

        Assert.Equal(
            ["default_pool_size 26", "min_pool_size 20", "max_client_conn 100", "max_prepared_statements 0"],
            advice.Settings.Select(setting => $"{setting.Name} {setting.Value}"));
    }

    [Fact]
    public void Of_PoolInFrontOfRdsReplicas_IsSizedByItself()
    {
        var advice = Advise(Sample.With(
            Sample.Aws,
            ("database.replicas", "1"),
            ("database.rds", """{"reads": "pgbouncer"}"""),
            ("workloads.0.load", Load),
            ("workloads.1", $$"""{"name": "report", "replicas": 1, "pool": {"size": 5}, "route": "readOnly", "load": {{Load}}}""")));

        Assert.Equal("maxConnectionsPercent", Assert.Single(advice.Settings).Name);
        Assert.Equal("database.rds.readPooler.settings.default_pool_size", advice.Reads!.Settings[0].Path);
        Assert.Equal(Route.ReadOnly, Assert.Single(advice.Reads.Pools).Route);
    }

    [Fact]
    public void Of_ReadsOnThePrimary_SaysWhatAReplicaWouldTake()
    {
        var load = """{"peakRps": 1000, "meanQuery": "20ms", "busy": 0.1, "reads": 0.8}""";

        Assert.Equal(
            ["80 % of the work of app only reads: on the replicas (`route: readOnly`) it would leave the pool on the primary 5 connections instead of 14."],
            Advise(Sample.With(Sample.Kubernetes, ("workloads.0.load", load)), processors: 8).Notes.AsEnumerable());
    }

    [Fact]
    public void Of_RulesOfThumb_AreShownBeside()
    {
        var advice = Advise(Sample.With(Sample.Kubernetes, ("workloads.0.load", Load), ("database.maxConnections", "60")), processors: 8);

        Assert.Equal(
            [
                "Fides: requests/s × seconds × 1.5 (app, readWrite): (1000/s × 0.02 s) × 1.5 = 30, here 2 × 14 = 28, True: Both say about the same.",
                "Fides: overflow of 15 to 20 % of the pool (api): 12 × 15 % to 12 × 20 % = 1 to 3, here 2, True: Both say about the same.",
                "Fides: max_connections ≥ pool × workers + others + 50, without a pooler: 28 + 0 + 50 = 78, here 60, False: Without a pooler the clients do not fit: that is what the pooler is for.",
                "Fides: max_connections ≥ pool × workers + others + 50, with the pooler: 36 + 0 + 50 = 86, here 60, False: The pools fit the budget, which keeps less than 50 for other things: `database.reserve` says how much.",
                "PostgreSQL wiki: cores × 2 + disks: 8 × 2 + 1 = 17, here 28, True: Both say about the same.",
            ],
            advice.Checks.Select(check => $"{check.Rule}: {check.Formula} = {check.Says}, here {check.Model}, {check.Agrees}: {check.Comment}"));
    }

    [Fact]
    public void Of_NoLoad_AsksForOne()
    {
        var exception = Assert.Throws<SpecificationException>(() => Advise(Sample.Kubernetes));

        Assert.Equal(
            "`workloads[0].load`: no workload that uses the pooler says how much it does; allowed: `load` with `peakRps` and `meanQuery` for at least one; "
            + "fix: add `load: {peakRps: 100, meanQuery: 20ms}`",
            Assert.Single(exception.Faults).ToString());
    }

    [Fact]
    public void Of_RandomSpecifications_FitTheBudgetWhereOneConnectionDoes()
    {
        var random = new Random(17);
        var (fitting, served) = (0, 0);
        for (var round = 0; round < 40; round++)
        {
            var input = Sample.With(
                Sample.Kubernetes,
                ("database.maxConnections", $"{random.Next(60, 600)}"),
                ("pooler", $$"""{"replicas": { "min": 1, "max": {{random.Next(1, 5)}}, "surge": {{random.Next(2)}} } }"""),
                ("workloads.0.load", $$"""{"peakRps": {{random.Next(1, 4000)}}, "meanQuery": "{{random.Next(1, 80)}}ms", "variation": {{random.Next(3)}}}"""),
                ("workloads.1", $$"""{"name": "other", "replicas": 1, "pool": {"size": 3}, "user": "u{{random.Next(2)}}", "route": "{{(random.Next(2) == 0 ? "readOnly" : "readWrite")}}"}"""));
            var advice = Advise(input, processors: random.Next(2) == 0 ? null : random.Next(1, 32));
            served += advice.Needed.IsEmpty ? 1 : 0;
            var one = advice.Specification.Pooler.Settings.SetItem("default_pool_size", "1").SetItem("reserve_pool_size", "0");
            if (!Fits(advice.Specification with { Pooler = advice.Specification.Pooler with { Settings = one } }))
                continue;
            fitting++;
            Assert.True(Fits(advice.Specification), $"round {round}: {input}");
        }

        Assert.True(fitting > 20 && served is > 5 and < 38, $"{fitting} fitted, {served} were served");

        static bool Fits(PoolingSpecification specification) => PoolPlan.Create(specification, new DateOnly(2026, 11, 1)).Budget.Scenarios
            .All(scenario => scenario.ServerVerdict == Verdict.Within);
    }

    private static SizeAdvice Advise(string input, double? processors = null) => SizeAdvisor.Of(new(Sample.Read(input)) { VCpu = processors });
}
