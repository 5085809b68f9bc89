using Infra.Policies.Rules.Graph;
using Infra.Pooling.Budget;

namespace Infra.Policies.Rules.Tests.Estates;

public class PoolerTests
{
    [Fact]
    public void Variables_OfEdoburu_AreItsConfiguration() => Assert.Equal(
        ["*: 3 × 1 × (25 + 5)"],
        Lines(GivenKubernetes.Imaged(
            "edoburu/pgbouncer:v1.24.1-p1", "pooler", "3", "0", ("DB_HOST", "db.example.com"), ("DB_USER", "app"), ("DEFAULT_POOL_SIZE", "25"), ("RESERVE_POOL_SIZE", "5"), ("POOL_MODE", "transaction"))));

    [Fact]
    public void Variables_OfBitnami_AreItsConfiguration() => Assert.Equal(
        ["app: 1 × 1 × min(40, unknown + 0)"],
        Lines(GivenKubernetes.Imaged(
            "bitnami/pgbouncer:1.24.1", "pooler", "1", "0", ("POSTGRESQL_HOST", "db.example.com"), ("PGBOUNCER_DATABASE", "app"), ("PGBOUNCER_MAX_DB_CONNECTIONS", "40"))));

    [Fact]
    public void Variables_OutOfASecret_AreNotShown() => Assert.Equal(
        ["the database behind pooler"],
        PolicyEngine.Evaluate(
            [Given.Stack(GivenKubernetes.Imaged("edoburu/pgbouncer:v1.24.1-p1", "pooler", "3", "0", ("DB_HOST", "!hidden.example.com"), ("DB_USER", "app")))],
            RuleConfiguration.Default).Budgets.Select(budget => budget.Title));

    [Fact]
    public void Autoscaler_OfAPooler_CountsTheMost() => Assert.Equal(
        ["app: 5 × 1 × (20 + 0)"],
        Lines([.. GivenKubernetes.PgBouncer("[databases]\napp = host=db.example.com user=app\n[pgbouncer]\n", "2"), GivenKubernetes.Autoscaler("pooler", "2", "5")]));

    [Theory]
    [InlineData("", "app auth_query: 2 × 1 × 10")]
    [InlineData("[users]\nasker = pool_size=2\n", "app auth_query: 2 × 1 × 2")]
    public void AuthQuery_PoolOfTheAsker_HasItsOwnSizeIfAny(string users, string expected) => Assert.Equal(
        ["app: 2 × 1 × (10 + 0)", expected],
        Lines(GivenKubernetes.PgBouncer(
            $"[databases]\napp = host=db.example.com user=app auth_user=asker\n{users}[pgbouncer]\ndefault_pool_size = 10\nauth_query = SELECT a, b FROM c.d($1)\n", "2")));

    [Fact]
    public void Routes_ReadOnlyEntry_LeadsToAReplicaOfTheSameServer()
    {
        var budget = Assert.Single(PolicyEngine.Evaluate(
            [
                Given.Stack(GivenKubernetes.PgBouncer(
                    "[databases]\napp = host=db.example.com user=a\napp_ro = host=replica.example.com dbname=app user=a\n[pgbouncer]\ndefault_pool_size = 10\n", "2")),
            ],
            RuleConfiguration.Default).Budgets);

        Assert.Equal("db.example.com", budget.Title);
        Assert.Equal(1, budget.Plan.Input.Capacity.Replicas);
        Assert.Equal(Interval.Exactly(20), budget.Plan[ScenarioKind.Peak].ServerDemand);
        Assert.Equal(Interval.Exactly(40), budget.Plan[ScenarioKind.Failover].ServerDemand);
    }

    [Fact]
    public void Entries_OnTwoServers_AreTwoBudgets() => Assert.Equal(
        ["a.example.com: 2 × 1 × (10 + 0)", "b.example.com: 2 × 1 × (30 + 0)"],
        PolicyEngine.Evaluate(
            [
                Given.Stack(GivenKubernetes.PgBouncer(
                    "[databases]\na = host=a.example.com user=a\nb = host=b.example.com user=b pool_size=30\n[pgbouncer]\ndefault_pool_size = 10\n", "2")),
            ],
            RuleConfiguration.Default).Budgets.Select(budget => $"{budget.Title}: {budget.Plan.Lines.Single(line => line.Kind == LineKind.Server).Formula}"));

    [Fact]
    public void Exporter_BesideThePooler_IsNoPooler() =>
        Assert.Empty(PolicyEngine.Evaluate(
            [Given.Stack(GivenKubernetes.Imaged("prometheuscommunity/pgbouncer-exporter:v0.10.2", "exporter", "1", "0", ("PORT", "9127")))],
            RuleConfiguration.Default).Findings);

    [Fact]
    public void Configuration_WithoutPods_IsUndecided() => Assert.Equal(
        ["undecided urn:pooler-config: whether the connections fit cannot be told; it depends on `urn:pooler-config`, `urn:pooler-config#data.pgbouncer.ini:2 [databases] app`."],
        Judged.By("budget-undecidable", GivenKubernetes.PgBouncer("[databases]\napp = host=db.example.com user=app\n[pgbouncer]\n")[0]).Select(text => text.Replace("` and `", "`, `", StringComparison.Ordinal)));

    private static IEnumerable<string> Lines(params ResourceNode[] resources) => PolicyEngine.Evaluate([Given.Stack(resources)], RuleConfiguration.Default).Budgets
        .SelectMany(budget => budget.Plan.Lines).Where(line => line.Kind == LineKind.Server).Select(line => $"{line.Name}: {line.Formula}");
}
