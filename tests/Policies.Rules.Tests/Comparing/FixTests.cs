using System.Collections.Immutable;
using System.Text.Json;
using Infra.Policies.Rules.Fixes;
using Infra.Pooling;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Tests.Comparing;

public class FixTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public void Budget_Overrun_OffersTheSmallestChanges() => Assert.Equal(
        ["api.pool.size 10 → 8", "orders.maxConnections 100 → 123", "api.replicas.max 12 → 9"],
        Texts(BudgetFixes.Of(Sample.Budget(12))));

    [Fact]
    public void Budget_Place_IsThatOfTheResource()
    {
        var fix = BudgetFixes.Of(Sample.Budget(12)).Single(fix => fix.Name == "api.replicas.max");

        Assert.Equal(new Subject(Sample.Api, ""), fix.Place);
    }

    [Fact]
    public void Budget_UnboundedReplicas_AreBounded()
    {
        var plan = BudgetPlan.Create(new(
            new(Interval.Exactly(100)), new NoPoolerInput(), [new("api", Route.Direct, new(2, null, Surge.Count(0)), new PoolOptions(10)) { Path = "workloads[0]" }]));

        Assert.Equal(["api.replicas.max not set → 9"], Texts(BudgetFixes.Of(Sample.Budget(2) with { Plan = plan })));
    }

    [Fact]
    public void Clients_TooManyForAPgBouncer_OffersChangesThatOpenNothingMore()
    {
        var report = PolicyEngine.Evaluate(
            [
                Given.Stack(
                [
                    .. GivenKubernetes.PgBouncer("[databases]\napp = host=db.example.com user=app\n[pgbouncer]\nmax_client_conn = 500\n", "2"),
                    GivenKubernetes.Deployment("api", "12", "0", ("DATABASE_URL", "postgres://app@pooler/app?pool_max_conns=80")),
                ]),
            ],
            RuleConfiguration.Default);
        var finding = Assert.Single(report.Findings, finding => finding.Rule == "pgbouncer-client-cap");

        var judged = JudgedFinding.Of("", "prod", finding, report.Budgets, report.Poolers);

        Assert.Null(judged.Budget);
        Assert.Equal(["api.pool.size 80 → 41", "api.replicas.max 12 → 6", "pooler.settings.max_client_conn 500 → 960"], Texts(BudgetFixes.Of(judged.Clients!)));
        Assert.Equal(new Subject("urn:pooler-config", "data.pgbouncer.ini:4 max_client_conn"), BudgetFixes.Of(judged.Clients!)[2].Place);
    }

    [Fact]
    public void Budget_NoSingleChange_OffersNone()
    {
        // Ten workloads of one connection each are too many already.
        var plan = BudgetPlan.Create(new(
            new(Interval.Exactly(5)) { Other = 300_000 }, new NoPoolerInput(), [new("api", Route.Direct, new(1, 1, Surge.Count(0)), new PoolOptions(1)) { Path = "w" }]));

        Assert.Empty(BudgetFixes.Of(Sample.Budget(2) with { Plan = plan }));
    }

    [Fact]
    public void Specification_Overrun_OffersChangesThatThePlanAccepts() => Assert.Equal(
        ["pooler.settings.default_pool_size 50 → 21", "database.maxConnections 100 → 213"],
        Texts(Of(
            """
            {"target": "kubernetes", "database": {"name": "app", "user": "app", "host": "db", "maxConnections": 100},
             "pooler": {"replicas": {"min": 2, "max": 2, "surge": 1}, "settings": {"default_pool_size": 50}}, "workloads": [{"name": "api", "replicas": 2, "pool": {"size": 10}}]}
            """)));

    [Fact]
    public void Specification_TooManyClients_OffersSmallerPoolsAndFewerReplicas()
    {
        var json =
            """
            {"target": "kubernetes", "database": {"name": "app", "user": "app", "host": "db", "maxConnections": 100},
             "pooler": {"replicas": {"min": 2, "max": 2, "surge": 1}, "settings": {"default_pool_size": 10, "max_client_conn": 170}},
             "workloads": [{"name": "api", "replicas": {"min": 2, "max": 12, "surge": 0}, "pool": {"size": 20}}]}
            """;

        Assert.Equal(
            ["workloads[0].pool.size 20 → 14", "workloads[0].replicas.max 12 → 8", "pooler.settings.max_client_conn 170 → 240", "pooler.replicas.max 2 → 3"],
            Texts(Of(json)));
    }

    private static ImmutableArray<Fix> Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        var plan = PoolPlan.Create(PoolingSpecification.Read(document.RootElement), Today);
        Assert.True(plan.IsRefused);
        return SpecificationFixes.Of(plan, path => new("urn", path), Today);
    }

    private static IEnumerable<string> Texts(IEnumerable<Fix> fixes) => fixes.Select(fix => $"{fix.Name} {fix.Change}");
}
