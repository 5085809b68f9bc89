using Infra.Policies.Rules.Graph;
using Infra.Pooling.Budget;

namespace Infra.Policies.Rules.Tests.Budgets;

/// <summary>Outages that happened to somebody.</summary>
public class AcceptanceTests
{
    private const string Rule = "budget-within-capacity";
    private const string Instance = """{"identifier": "main", "engine": "postgres", "engineVersion": "16.9", "instanceClass": "db.r7g.4xlarge", "address": "db.example.com"}""";

    [Fact]
    public void SixPodsOf1500_Against5000_DoNotFit() => Assert.Equal(
        [
            "violation urn:pooler-config: `data.pgbouncer.ini:5 default_pool_size`: on main, at steady, peak, rollout and failover, "
            + "6 × 1 × (unknown + 0) = 9000.. server connections exceed the 4991 available (5000 minus 9 reserved); "
            + "set default_pool_size to at most 831.",
        ],
        Judged.By(Rule, [Server(), .. GivenKubernetes.PgBouncer(Ini("default_pool_size = 1500"), "6")]));

    [Fact]
    public void SixPodsOf1500_ForOneUser_Need9000() => Assert.Equal(
        [
            "violation urn:pooler-config: `data.pgbouncer.ini:5 default_pool_size`: on main, at steady, peak, rollout and failover, "
            + "6 × 1 × (1500 + 0) = 9000 server connections exceed the 4991 available (5000 minus 9 reserved); "
            + "set default_pool_size to at most 831, run at most 3 pods or raise max_connections to at least 9009.",
        ],
        Judged.By(Rule, [Server(), .. GivenKubernetes.PgBouncer(Ini("default_pool_size = 1500", "user=app"), "6")]));

    [Fact]
    public void SevenPodsOf75_Against500_FailOnlyForTheSurgePod()
    {
        var resources = Surging("6", "1");

        Assert.Equal(
            [
                "violation urn:pooler-config: `data.pgbouncer.ini:5 default_pool_size`: on db, at rollout, "
                + "(6 + 1) × 1 × (75 + 0) = 525 server connections exceed the 497 available (500 minus 3 reserved); "
                + "set default_pool_size to at most 71, run at most 5 pods or raise max_connections to at least 528.",
            ],
            Judged.By(Rule, resources));
        Assert.Equal(
            [
                "violation urn:pooler: `spec.strategy.rollingUpdate.maxSurge`: the 450 connections at peak fit db, but with the copies that a rollout adds "
                + "they are 525 of 497; make the pools smaller, or roll out without extra copies.",
            ],
            Judged.By("surge-counted", resources));
    }

    [Fact]
    public void FourPodsOf75_WithMinutesToDrain_CountTwice()
    {
        var resources = Surging("4", "1", ", \"terminationGracePeriodSeconds\": 300");

        Assert.Equal(
            [
                "violation urn:pooler-config: `data.pgbouncer.ini:5 default_pool_size`: on db, at rollout, "
                + "(4 + 1 + 3) × 1 × (75 + 0) = 600 server connections exceed the 497 available (500 minus 3 reserved); "
                + "set default_pool_size to at most 62, run at most 3 pods or raise max_connections to at least 603.",
            ],
            Judged.By(Rule, resources));
        Assert.Equal(["ok"], Judged.By(Rule, Surging("4", "1")));
    }

    [Fact]
    public void SixPodsOf75_WithoutSurge_Fit()
    {
        Assert.Equal(["ok"], Judged.By(Rule, Surging("6", "0")));
        Assert.Equal(["ok"], Judged.By("surge-counted", Surging("6", "0")));
    }

    [Fact]
    public void Reducto_TenHttpPodsAndTwentyWorkers_Are1200Clients()
    {
        (string, string)[] pool = [("DATABASE_URL", "postgresql://reducto:hunter2@pooler:6432/app"), ("DB_POOL_SIZE", "4"), ("DB_MAX_OVERFLOW", "8")];
        var budget = Budget(
        [
            Server(),
            .. GivenKubernetes.PgBouncer(Ini("default_pool_size = 50"), "2"),
            GivenKubernetes.Deployment("http", "10", "0", [.. pool, ("HTTP_WORKERS", "8")]),
            GivenKubernetes.Deployment("worker", "20", "0", pool),
        ]);

        Assert.Equal(Interval.Exactly(1200), budget.Plan[ScenarioKind.Peak].ClientDemand);
        Assert.Equal(
            ["http: 10 × 8 × (4 + 8)", "worker: 20 × 1 × (4 + 8)"],
            budget.Plan.Lines.Where(line => line.Kind == LineKind.Client).Select(line => $"{line.Name}: {line.Formula}"));
    }

    [Fact]
    public void UnknownPodCount_IsUndecidedAndNeverOk()
    {
        var resources = Surging("\"?\"", "1");

        Assert.Equal(
            ["undecided, told by budget-undecidable urn:pooler-config: whether the connections fit cannot be told; it depends on `urn:pooler#spec.replicas`."],
            Judged.By(Rule, resources));
    }

    [Theory]
    [InlineData("4", "ok")]
    [InlineData("6", "violation")]
    public void UnknownPodCount_BoundedByAnAutoscaler_HasAVerdict(string max, string expected)
    {
        ResourceNode[] resources = [.. Surging("\"?\"", "1"), GivenKubernetes.Autoscaler("pooler", "2", max)];

        Assert.StartsWith(expected, Assert.Single(Judged.By(Rule, resources)), StringComparison.Ordinal);
        Assert.Equal(["ok"], Judged.By("budget-undecidable", resources));
    }

    private static ServerBudget Budget(params ResourceNode[] resources) =>
        Assert.Single(PolicyEngine.Evaluate([Given.Stack(resources)], RuleConfiguration.Default).Budgets);

    private static ResourceNode Server() => Given.Resource("aws:rds/instance:Instance", "main", Instance);

    private static ResourceNode[] Surging(string replicas, string surge, string more = "") =>
    [
        .. GivenKubernetes.PgBouncer(Ini("default_pool_size = 75", "user=app").Replace("db.example.com", "db", StringComparison.Ordinal), replicas, surge, more: more),
        GivenKubernetes.Claim("api", 1, "\"poolSize\": 1", 500),
    ];

    private static string Ini(string settings, string entry = "") => $"[databases]\napp = host=db.example.com {entry}\n\n[pgbouncer]\n{settings}\nmax_client_conn = 2000\n";
}
