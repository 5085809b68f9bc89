using System.Text.Json;
using Infra.Policies.Rules.Graph;
using Infra.Pooling.Budget;

namespace Infra.Policies.Rules.Tests.Estates;

/// <summary>What else runs in pods, and what else makes them.</summary>
public class PodTests
{
    private const string Url = """[{"name": "DATABASE_URL", "value": "postgres://a@db.example.com/app?pool_max_conns=4"}]""";
    private const string Template = """{"metadata": {"labels": {"app": "api"}}, "spec": {"containers": [{"name": "api", "env": """ + Url + """}]}}""";

    [Fact]
    public void Sidecar_PgBouncerBesideAProgram_IsThatProgramsPooler()
    {
        var stack = Beside("localhost:6432");

        Assert.Equal(["api/main: 3 × 1 × (4 + 0)", "app: 3 × 1 × (20 + 0)"], Lines(stack));
        Assert.Equal(["ok"], Judged.By("pgbouncer-client-cap", stack));
        Assert.Equal(["not applicable"], Judged.By("pgbouncer-peering", stack));
        Assert.Equal(["not applicable"], Judged.By("pgbouncer-drain", stack));
    }

    [Fact]
    public void Sidecar_ThatAdmitsTooFew_IsAViolation() => Assert.Equal(
        [
            "violation urn:api: `spec.replicas`: at api, at steady, peak, rollout and failover, 1 × 1 × (4 + 0) = 4 client connections exceed the 3 "
            + "that the pooler admits (3 × 1 × 1); use at most 3 a replica or raise max_client_conn to at least 4.",
        ],
        Judged.By("pgbouncer-client-cap", Beside("127.0.0.1:6432", "max_client_conn = 3")));

    [Fact]
    public void Sidecar_ProgramThatGoesPastIt_IsCounted() => Assert.Equal(["api/main: 3 × 1 × (4 + 0)", "app: 3 × 1 × (20 + 0)"], Lines(Beside("db.example.com:5432")));

    [Fact]
    public void Sidecar_InInitContainers_RunsWithThePod() => Assert.Equal(
        ["app: 3 × 1 × (20 + 0)"],
        Lines(Files(""), Given.Resource("kubernetes:apps/v1:Deployment", "pooler", """
            {"spec": {"replicas": 3, "template": {"spec": {
              "initContainers": [{"name": "pgbouncer", "image": "pgbouncer:1.26.1", "restartPolicy": "Always"}], "containers": [{"name": "main"}],
              "volumes": [{"name": "config", "configMap": {"name": "files"}}]}}}}
            """)));

    [Theory]
    [InlineData("", "api/migrate: 1 × 1 × (4 + 0)")]
    [InlineData(""", "restartPolicy": "Always" """, "api/migrate: 1 × 1 × (4 + 0)")]
    public void InitContainer_ThatConnects_IsCounted(string more, string line) => Assert.Equal(
        [line],
        Lines(Given.Resource("kubernetes:apps/v1:Deployment", "api", $$$"""
            {"spec": {"template": {"spec": {"initContainers": [{"name": "migrate", "env": {{{Url}}} {{{more}}} }], "containers": [{"name": "main"}]} } } }
            """)));

    [Fact]
    public void InitContainer_BeforeAProgramOfTheSameDatabase_TakesThatProgramsRoom() => Assert.Equal(
        ["api: 1 × 1 × (4 + 0)"],
        Lines(Given.Resource("kubernetes:apps/v1:Deployment", "api", $$$"""
            {"spec": {"template": {"spec": {
              "initContainers": [{"name": "migrate", "env": [{"name": "DATABASE_URL", "value": "postgres://a@db.example.com/app"}]}],
              "containers": [{"name": "main", "env": {{{Url}}} }]} } } }
            """)));

    [Theory]
    [InlineData("kubernetes:core/v1:Pod", """{"containers": [{"env": """ + Url + "}]}", "1 × 1 × (4 + 0)")]
    [InlineData("kubernetes:apps/v1:ReplicaSet", """{"replicas": 3, "template": """ + Template + "}", "3 × 1 × (4 + 0)")]
    [InlineData("kubernetes:argoproj.io/v1alpha1:Rollout", """{"replicas": 3, "template": """ + Template + "}", "3 × 1 × (4 + 0)")]
    public void Workload_OfEveryKind_IsCounted(string type, string spec, string formula) =>
        Assert.Equal([$"api: {formula}"], Lines(Given.Resource(type, "api", $$"""{"metadata": {"labels": {"app": "api"} }, "spec": {{spec}} }""")));

    [Theory]
    [InlineData("{}", "(4 + 1) × 1 × (4 + 0)")]
    [InlineData("""{"canary": {"maxSurge": 2}}""", "(4 + 2) × 1 × (4 + 0)")]
    [InlineData("""{"canary": {"trafficRouting": {}}}""", "(4 + 4) × 1 × (4 + 0)")]
    [InlineData("""{"blueGreen": {"activeService": "a"}}""", "(4 + 4) × 1 × (4 + 0)")]
    public void Rollout_Strategy_IsItsSurge(string strategy, string formula)
    {
        var rollout = Given.Resource("kubernetes:argoproj.io/v1alpha1:Rollout", "api", $$"""{"spec": {"replicas": 4, "strategy": {{strategy}}, "template": {{Template}} } }""");

        var budget = Assert.Single(PolicyEngine.Evaluate([Given.Stack(rollout)], RuleConfiguration.Default).Budgets);

        Assert.Equal(formula, Assert.Single(budget.Plan[ScenarioKind.Rollout].ServerLines).Formula);
    }

    [Fact]
    public void Rollout_OfADeploymentsTemplate_IsUndecided() => Assert.Equal(
        ["undecided urn:api: `spec.workloadRef`: whether the connections fit cannot be told; it depends on `urn:api#spec.workloadRef`."],
        Judged.By(
            "budget-undecidable",
            GivenAws.Instance("null"),
            Given.Resource("kubernetes:argoproj.io/v1alpha1:Rollout", "api", """{"spec": {"workloadRef": {"kind": "Deployment", "name": "api"}}}""")));

    [Fact]
    public void Configuration_InASecretWithoutPods_IsRead() => Assert.Equal(
        ["undecided urn:files: whether the connections fit cannot be told; it depends on `urn:files` and `urn:files#stringData.pgbouncer.ini:2 [databases] app`."],
        Judged.By("budget-undecidable", Given.Resource("kubernetes:core/v1:Secret", "files", """
            {"metadata": {"name": "files"}, "stringData": {"pgbouncer.ini": "[databases]\napp = host=db.example.com user=app\n[pgbouncer]\n"}}
            """)));

    [Theory]
    [InlineData("""{"metadata": {"name": "files"}, "data": "?"}""", "urn:files#data")]
    [InlineData("""{"metadata": {"name": "others"}}""", "urn:pooler#spec.template.spec.containers[0].env")]
    public void Configuration_ThatNobodySees_IsUndecided(string map, string decider) => Assert.Equal(
        [$"undecided urn:pooler: whether the connections fit cannot be told; it depends on `{decider}`."],
        Judged.By("budget-undecidable", GivenPods.Pooler(), Given.Resource("kubernetes:core/v1:ConfigMap", "files", map)));

    private static ResourceNode Files(string settings) => Given.Resource("kubernetes:core/v1:ConfigMap", "files", $$"""
        {"metadata": {"name": "files"}, "data": {"pgbouncer.ini": {{JsonSerializer.Serialize($"[databases]\napp = host=db.example.com user=app\n[pgbouncer]\n{settings}\n")}} } }
        """);

    private static ResourceNode[] Beside(string place, string settings = "") =>
    [
        Files(settings),
        Given.Resource("kubernetes:apps/v1:Deployment", "api", $$$"""
            {"metadata": {"name": "api"}, "spec": {"replicas": 3, "strategy": {"type": "Recreate"}, "template": {"metadata": {"labels": {"app": "api"}}, "spec": {
              "containers": [
                {"name": "main", "env": [{"name": "DATABASE_URL", "value": "postgres://app@{{{place}}}/app?pool_max_conns=4"}]},
                {"name": "pgbouncer", "image": "pgbouncer:1.26.1"},
                {"name": "exporter", "env": [{"name": "CONNECTION", "value": "postgres://stats@localhost:6432/pgbouncer"}]}
              ],
              "volumes": [{"name": "config", "configMap": {"name": "files"}}]} } } }
            """),
    ];

    private static IEnumerable<string> Lines(params ResourceNode[] resources) => PolicyEngine.Evaluate([Given.Stack(resources)], RuleConfiguration.Default).Budgets
        .SelectMany(budget => budget.Plan.Lines).Where(line => line.Kind is LineKind.Direct or LineKind.Client or LineKind.Server)
        .Select(line => $"{line.Name}: {line.Formula}").Order(StringComparer.Ordinal);
}
