using Infra.Policies.Rules.Graph;
using Infra.Pooling.Budget;

namespace Infra.Policies.Rules.Tests.Estates;

/// <summary>Demand in every form that programs state it in, read off the lines of the budget.</summary>
public class ClientTests
{
    [Theory]
    [InlineData("ConnectionStrings__App", "Host=db.example.com;Username=a;Maximum Pool Size=20", "api: 2 × 1 × (20 + 0)")]
    [InlineData("ConnectionStrings__App", "Server=db.example.com;User Id=a", "api: 2 × 1 × (100 + 0)")]
    [InlineData("DATABASE_URL", "postgres://a:p%40ss@db.example.com:5432/app?pool_max_conns=7", "api: 2 × 1 × (7 + 0)")]
    [InlineData("KRATOS_DSN", "postgres://a@db.example.com/app?max_conns=50&sslmode=disable", "api: 2 × 1 × (50 + 0)")]
    [InlineData("DATABASE_URL", "postgresql://a@db.example.com/app?connection_limit=9", "api: 2 × 1 × (9 + 0)")]
    [InlineData("PREFECT_API_DATABASE_CONNECTION_URL", "postgresql+asyncpg://a@db.example.com/app", "api: 2 × 1 × (5 + 10)")]
    [InlineData("SOME_NAME", "postgresql+psycopg://a@db.example.com/app", "api: 2 × 1 × (5 + 10)")]
    [InlineData("DATABASE_URL", "jdbc:postgresql://db.example.com/app?user=a", "api: 2 × 1 × unknown")]
    [InlineData("DSN", "host=db.example.com dbname=app user=a", "api: 2 × 1 × unknown")]
    public void Environment_ConnectionString_IsRead(string name, string value, string line) =>
        Assert.Equal([line], Lines(GivenKubernetes.Deployment("api", "2", "0", (name, value))));

    [Fact]
    public void Environment_PoolVariables_GoWithTheString() => Assert.Equal(
        ["http: 10 × 8 × (4 + 8)"],
        Lines(GivenKubernetes.Deployment(
            "http", "10", "0", ("DATABASE_URL", "postgresql://r@db.example.com/app"), ("DB_POOL_SIZE", "4"), ("DB_MAX_OVERFLOW", "8"), ("HTTP_WORKERS", "8"))));

    [Fact]
    public void Environment_HostAndPoolApart_IsRead() => Assert.Equal(
        ["api: 3 × 4 × (10 + 0)"],
        Lines(GivenKubernetes.Deployment("api", "3", "0", ("DB_HOST", "db.example.com"), ("DB_POOL_SIZE", "10"), ("WEB_CONCURRENCY", "4"))));

    [Fact]
    public void Environment_Fides_HasAPoolForEachServer() => Assert.Equal(
        ["fides read-only: 3 × 1 × (300 + 50)", "fides: 3 × 1 × (60 + 50)"],
        Lines(GivenKubernetes.Deployment(
            "fides", "3", "0",
            ("FIDES__DATABASE__SERVER", "db.example.com"), ("FIDES__DATABASE__API_ENGINE_POOL_SIZE", "60"),
            ("FIDES__DATABASE__READONLY_SERVER", "db.example.com"),
            ("FIDES__DATABASE__ASYNC_READONLY_DATABASE_POOL_SIZE", "300"), ("FIDES__DATABASE__ASYNC_READONLY_DATABASE_MAX_OVERFLOW", "50"))));

    [Fact]
    public void Environment_OfASecret_IsReadAndNeverShown()
    {
        var report = PolicyEngine.Evaluate(
            [
                Given.Stack(
                    Given.Resource("kubernetes:core/v1:Secret", "s", """{"metadata": {"name": "s"}, "stringData": {"DATABASE_URL": "!postgres://joe:hunter2@hidden.example.com/app"}}"""),
                    Given.Resource("kubernetes:apps/v1:Deployment", "api", """
                        {"spec": {"replicas": 2, "template": {"spec": {"containers": [{"name": "api", "envFrom": [{"secretRef": {"name": "s"}}], "env": [{"name": "DB_POOL_SIZE", "value": "4"}]}]}}}}
                        """)),
            ],
            RuleConfiguration.Default);

        var budget = Assert.Single(report.Budgets);
        Assert.Equal(("the database of api", "2 × 1 × (4 + 0)"), (budget.Title, budget.Plan.Lines.Single(line => line.Name == "api").Formula));
        var everything = string.Join('\n', [.. report.Findings.Select(finding => finding.ToString()), budget.ToJson().ToJsonString()]);
        Assert.DoesNotContain("hidden", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("joe", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", everything, StringComparison.Ordinal);
    }

    [Fact]
    public void Annotation_Claim_GoesBeforeTheEnvironment() => Assert.Equal(
        ["api: 2 × 3 × (6 + 1)"],
        Lines(Given.Resource("kubernetes:apps/v1:Deployment", "api", """
            {
              "metadata": {"annotations": {"pooling.infra/claim": "{\"host\": \"db.example.com\", \"processes\": 3, \"poolSize\": 6, \"poolOverflow\": 1}"}},
              "spec": {"replicas": 2, "template": {"spec": {"containers": [{"name": "api", "env": [{"name": "DB_POOL_SIZE", "value": "99"}]}]}}}
            }
            """)));

    [Fact]
    public void Annotation_NotJson_IsAFinding() => Assert.Equal(
        [
            "violation urn:api: `metadata.annotations.pooling.infra/claim`: cannot be used (received \"pool: 6\"); "
            + "allowed: a JSON object with the members of a ConnectionClaim, such as {\"poolSize\": 4}; fix: write such a value.",
        ],
        Judged.By("resources-readable", Given.Resource("kubernetes:apps/v1:Deployment", "api", """{"metadata": {"annotations": {"pooling.infra/claim": "pool: 6"}}}""")));

    [Theory]
    [InlineData("", "1 × 1 × (4 + 0)")]
    [InlineData(", \"desiredCount\": 6", "6 × 1 × (4 + 0)")]
    public void Ecs_Service_RunsItsTask(string more, string formula) => Assert.Equal(
        [$"web: {formula}"],
        Lines(
            Given.Resource("aws:ecs/taskDefinition:TaskDefinition", "task", """
                {"containerDefinitions": "[{\"name\": \"web\", \"environment\": [{\"name\": \"DATABASE_URL\", \"value\": \"postgres://w@db.example.com/app?pool_max_conns=4\"}]}]"}
                """),
            Given.Resource("aws:ecs/service:Service", "web", "{\"name\": \"web\", \"taskDefinition\": \"?\"" + more + "}", "task")));

    [Fact]
    public void Ecs_Autoscaled_CountsTheMost() => Assert.Equal(
        ["web: 9 × 1 × (4 + 0)"],
        Lines(
            Given.Resource("aws:ecs/taskDefinition:TaskDefinition", "task", """
                {"containerDefinitions": "[{\"name\": \"web\", \"environment\": [{\"name\": \"DATABASE_URL\", \"value\": \"postgres://w@db.example.com/app?pool_max_conns=4\"}]}]"}
                """),
            Given.Resource("aws:ecs/service:Service", "web", """{"name": "web", "taskDefinition": "?"}""", "task"),
            Given.Resource("aws:appautoscaling/target:Target", "scale", """{"resourceId": "service/main/web", "minCapacity": 2, "maxCapacity": 9}""")));

    [Theory]
    [InlineData("DAEMON")]
    [InlineData("?")]
    public void Ecs_Daemon_RunsOnEveryInstance(string strategy) => Assert.Equal(
        ["undecided urn:web: whether its connections have an end cannot be told; it depends on `urn:service#schedulingStrategy`."],
        Judged.By(
            "client-unbounded",
            Given.Resource("aws:ecs/taskDefinition:TaskDefinition", "web", """
                {"containerDefinitions": "[{\"name\": \"web\", \"environment\": [{\"name\": \"DATABASE_URL\", \"value\": \"postgres://w@db.example.com/app?pool_max_conns=4\"}]}]"}
                """),
            Given.Resource("aws:ecs/service:Service", "service", $$"""{"desiredCount": 2, "schedulingStrategy": "{{strategy}}", "taskDefinition": "?"}""", "web")));

    [Fact]
    public void Keda_WithoutMaximum_CountsItsDefault() => Assert.Equal(
        ["api: 100 × 1 × (4 + 0)"],
        Lines(
            GivenKubernetes.Deployment("api", "2", "0", ("DATABASE_URL", "postgres://w@db.example.com/app?pool_max_conns=4")),
            Given.Resource("kubernetes:keda.sh/v1alpha1:ScaledObject", "scaler", """{"spec": {"scaleTargetRef": {"name": "api"}}}""")));

    [Fact]
    public void Destination_HostUnknown_FollowsTheWayToTheServer()
    {
        var report = PolicyEngine.Evaluate(
            [
                Given.Stack(
                    Server("first"),
                    Server("second"),
                    Given.Resource("aws:lambda/function:Function", "fn", """
                        {"reservedConcurrentExecutions": 3, "environment": {"variables": {"DATABASE_URL": "?", "DB_POOL_SIZE": "2"}}}
                        """, "second")),
            ],
            RuleConfiguration.Default);

        Assert.Equal("second", Assert.Single(report.Budgets).Title);
    }

    private static ResourceNode Server(string name) => Given.Resource(
        "aws:rds/instance:Instance", name, $"{{\"identifier\": \"{name}\", \"engine\": \"postgres\", \"instanceClass\": \"db.m7g.large\", \"address\": \"{name}.example.com\"}}");

    private static IEnumerable<string> Lines(params ResourceNode[] resources) => PolicyEngine.Evaluate([Given.Stack(resources)], RuleConfiguration.Default).Budgets
        .SelectMany(budget => budget.Plan.Lines).Where(line => line.Kind is LineKind.Direct or LineKind.Client).Select(line => $"{line.Name}: {line.Formula}");
}
