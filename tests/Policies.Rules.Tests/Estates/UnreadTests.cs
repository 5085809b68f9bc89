using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.Estates;

/// <summary>Programs of which nobody can read whether they connect: they never pass for programs that do not.</summary>
public class UnreadTests
{
    private const string Rule = "budget-undecidable";

    [Fact]
    public void Ecs_UnknownContainersNearAServer_LeaveItsBudgetUndecided()
    {
        ResourceNode[] stack =
        [
            GivenAws.Instance("null"),
            Given.Resource("aws:ecs/taskDefinition:TaskDefinition", "task", """{"containerDefinitions": "?"}""", "server"),
            Given.Resource("aws:ecs/service:Service", "web", """{"name": "web", "desiredCount": 500, "taskDefinition": "?"}""", "task"),
        ];

        Assert.Equal([Undecided("server", "urn:task#containerDefinitions")], Judged.By(Rule, stack));
        Assert.Equal(
            [$"undecided, told by {Rule} urn:server: whether the connections fit cannot be told; it depends on `urn:task#containerDefinitions`."],
            Judged.By("budget-within-capacity", stack));
    }

    [Theory]
    [InlineData("""{"environment": "?"}""", "environment.variables")]
    [InlineData("""{"environment": {"variables": {"SECRET_ARN": "?"}}}""", "environment.variables.SECRET_ARN")]
    public void Lambda_UnknownEnvironmentNearAServer_LeavesItsBudgetUndecided(string function, string path) => Assert.Equal(
        [Undecided("server", $"urn:fn#{path}` and `urn:fn#reservedConcurrentExecutions")],
        Judged.By(Rule, GivenAws.Instance("null"), Given.Resource("aws:lambda/function:Function", "fn", function, "server")));

    [Fact]
    public void Lambda_UnknownEnvironment_LeavesItsConcurrencyUndecided() => Assert.Equal(
        [
            "undecided urn:fn: `reservedConcurrentExecutions`: whether the function's copies have an end cannot be told; it depends on `urn:fn#environment.variables`.",
        ],
        Judged.By("lambda-reserved-concurrency", Given.Resource("aws:lambda/function:Function", "fn", """{"environment": "?"}""")));

    [Theory]
    [InlineData("""{"template": {"spec": {"containers": [{"name": "api", "env": "?"}]}}}""", "spec.template.spec.containers[0].env")]
    [InlineData("""{"template": {"spec": {"containers": [{"name": "api", "envFrom": "?"}]}}}""", "spec.template.spec.containers[0].envFrom")]
    [InlineData("""{"template": {"spec": {"containers": [{"envFrom": [{"secretRef": {"name": "elsewhere"}}]}]}}}""", "spec.template.spec.containers[0].envFrom[0]")]
    [InlineData("""{"template": {"spec": {"containers": ["?"]}}}""", "spec.template.spec.containers[0]")]
    [InlineData("""{"template": {"spec": {"containers": [{"env": [{"name": "ORDERS", "value": "?"}]}]}}}""", "spec.template.spec.containers[0].env[0].value")]
    [InlineData("""{"template": {"spec": {"initContainers": "?", "containers": []}}}""", "spec.template.spec.initContainers")]
    [InlineData("""{"template": {"spec": "?"}}""", "spec.template.spec.containers")]
    public void Pods_UnknownNearAServer_LeaveItsBudgetUndecided(string spec, string path) => Assert.Equal(
        [Undecided("server", $"urn:api#{path}")],
        Judged.By(Rule, GivenAws.Instance("null"), Given.Resource("kubernetes:apps/v1:Deployment", "api", $$"""{"spec": {{spec}} }""", "server")));

    [Fact]
    public void Pods_UnknownSecretOfAServer_LeavesItsBudgetUndecided() => Assert.Equal(
        [Undecided("server", "urn:api#spec.template.spec.containers[0].envFrom[0]")],
        Judged.By(
            Rule,
            GivenAws.Instance("null"),
            Given.Resource("kubernetes:core/v1:Secret", "secret", """{"metadata": {"name": "secret"}, "stringData": "?"}""", "server"),
            Given.Resource("kubernetes:apps/v1:Deployment", "api", """
                {"spec": {"template": {"spec": {"containers": [{"envFrom": [{"secretRef": {"name": "secret"}}]}]}}}}
                """, "secret")));

    [Fact]
    public void Pods_ThroughAProxy_TakeNoMoreThanItsShare() => Assert.Equal(
        ["ok"],
        Judged.By(Rule, [GivenAws.Instance("null"), .. GivenAws.Proxy(), Unread("proxy")]));

    [Fact]
    public void Pods_NearNothing_AreToldBesideADatabase() => Assert.Equal(
        [
            "undecided urn:api: `spec.template.spec.containers[0].envFrom[0]`: whether the connections fit cannot be told; "
            + "it depends on `urn:api#spec.template.spec.containers[0].envFrom[0]`.",
        ],
        Judged.By(Rule, GivenAws.Instance("null"), Unread()));

    [Fact]
    public void Pods_NearNothing_AreNotToldWhereThereIsNoDatabase() => Assert.Equal(["not applicable"], Judged.By(Rule, Unread()));

    [Fact]
    public void Pods_Claimed_AreKnown() => Assert.Equal(
        ["ok"],
        Judged.By(Rule, GivenAws.Instance("null"), Given.Resource("kubernetes:apps/v1:Deployment", "api", """
            {"metadata": {"annotations": {"pooling.infra/claim": "{\"poolSize\": 0}"}}, "spec": {"template": {"spec": {"containers": "?"}}}}
            """, "server")));

    [Fact]
    public void Ecs_TaskOfElsewhere_IsToldBesideADatabase() => Assert.Equal(
        ["undecided urn:web: `taskDefinition`: whether the connections fit cannot be told; it depends on `urn:web#taskDefinition`."],
        Judged.By(Rule, GivenAws.Instance("null"), Given.Resource("aws:ecs/service:Service", "web", """{"taskDefinition": "arn:aws:ecs:web:7"}""")));

    [Fact]
    public void Direct_MayBeThere_LeavesTheRoomOfAProxyUndecided() => Assert.Equal(
        [
            "undecided urn:targets: `connectionPoolConfig.maxConnectionsPercent`: whether the proxy leaves room for those who connect past it cannot be told; "
            + "it depends on `urn:api#spec.template.spec.containers[0].envFrom[0]`.",
        ],
        Judged.By("rdsproxy-100-with-direct", [GivenAws.Instance("null"), .. GivenAws.Proxy(), Unread("server")]));

    private static string Undecided(string urn, string decider) =>
        $"undecided urn:{urn}: whether the connections fit cannot be told; it depends on `{decider}`.";

    private static ResourceNode Unread(params string[] dependencies) => Given.Resource("kubernetes:apps/v1:Deployment", "api", """
        {"spec": {"template": {"spec": {"containers": [{"envFrom": [{"secretRef": {"name": "elsewhere"}}]}]}}}}
        """, dependencies);
}
