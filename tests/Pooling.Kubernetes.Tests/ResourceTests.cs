namespace Infra.Pooling.Kubernetes.Tests;

public sealed class ResourceTests
{
    private const string Labels = """
        {"app.kubernetes.io/name": "pgbouncer", "app.kubernetes.io/instance": "pool",
         "app.kubernetes.io/component": "connection-pooler", "app.kubernetes.io/managed-by": "pulumi"}
        """;

    private static readonly string[] ChildrenOfSecrets =
    [
        "kubernetes:apps/v1:StatefulSet pool",
        "kubernetes:core/v1:ConfigMap pool",
        "kubernetes:core/v1:Secret pool-users",
        "kubernetes:core/v1:Service pool",
        "kubernetes:core/v1:Service pool-peers",
        "kubernetes:core/v1:Service pool-ro",
        "kubernetes:core/v1:ServiceAccount pool",
        "kubernetes:networking.k8s.io/v1:NetworkPolicy pool",
        "kubernetes:policy/v1:PodDisruptionBudget pool",
        "pooling:kubernetes:PgBouncerPool pool",
    ];

    [Fact]
    public async Task Constructor_ExistingCertificatesAndReplica_MakesTheseResources()
    {
        var (run, _) = await Run.PoolAsync(Given.Args());

        Assert.Equal(ChildrenOfSecrets, run.Registered);
    }

    [Fact]
    public async Task Constructor_PemCertificates_AddsTheirSecret()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(certificates: Given.Pem()));

        Assert.Equal(ChildrenOfSecrets.Append("kubernetes:core/v1:Secret pool-tls").Order(StringComparer.Ordinal), run.Registered);
    }

    [Fact]
    public async Task Constructor_NoReplica_LeavesOutTheReadOnlyService()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(Given.WithoutReplica)));

        Assert.Equal(ChildrenOfSecrets.Except(["kubernetes:core/v1:Service pool-ro"]), run.Registered);
    }

    [Fact]
    public async Task Constructor_EveryChild_HasTheComponentAsParent()
    {
        var (run, pool) = await Run.PoolAsync(Given.Args(certificates: Given.Pem()));

        var children = run.Seen.Where(seen => !ReferenceEquals(seen.Resource, pool)).ToList();
        Assert.Equal(10, children.Count);
        Assert.All(children, child => Assert.Same(pool, child.Options.Parent));
    }

    [Fact]
    public async Task Constructor_EveryChild_IsNamedLabelledAndPlacedAlike()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(certificates: Given.Pem()));

        foreach (var (kind, name) in new[]
        {
            ("ConfigMap", "pool"), ("Secret", "pool-users"), ("Secret", "pool-tls"), ("ServiceAccount", "pool"), ("StatefulSet", "pool"),
            ("Service", "pool"), ("Service", "pool-ro"), ("Service", "pool-peers"), ("PodDisruptionBudget", "pool"), ("NetworkPolicy", "pool"),
        })
        {
            Json.Equal($$"""{"name": "{{name}}", "namespace": "pooling", "labels": {{Labels}}}""", run[kind, name]["metadata"]);
        }
    }

    [Fact]
    public async Task Constructor_TwoInstances_DoNotCollide()
    {
        var run = await Run.ProgramAsync(run =>
        {
            _ = new PgBouncerPool("orders", Given.Args(certificates: Given.Pem()), run.Watched);
            _ = new PgBouncerPool("reports", Given.Args(certificates: Given.Pem()), run.Watched);
        });

        Assert.Equal(22, run.Registered.Count());
        Assert.Equal(run.Registered.Distinct(), run.Registered);
        Assert.Equal("orders", run["Service", "orders"]["spec"]!["selector"]!["app.kubernetes.io/instance"]!.ToString());
        Assert.Equal("reports", run["Service", "reports"]["spec"]!["selector"]!["app.kubernetes.io/instance"]!.ToString());
        Assert.Equal("reports", run["StatefulSet", "reports"]["spec"]!["selector"]!["matchLabels"]!["app.kubernetes.io/instance"]!.ToString());
    }

    [Fact]
    public async Task Constructor_Services_LeadToThePods()
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(pooler: "\"port\": 6543")));

        const string Selector = """{"app.kubernetes.io/name": "pgbouncer", "app.kubernetes.io/instance": "pool"}""";
        foreach (var service in new[] { "pool", "pool-ro" })
        {
            Json.Equal(
                $$"""{"selector": {{Selector}}, "ports": [{"name": "pgbouncer", "port": 6543, "targetPort": "pgbouncer"}]}""",
                run["Service", service]["spec"]);
        }

        Json.Equal(Selector, run.Workload["spec"]!["selector"]!["matchLabels"]);
        Json.Equal(Labels, run.Workload["spec"]!["template"]!["metadata"]!["labels"]);
        Json.Equal("""[{"name": "pgbouncer", "containerPort": 6543}]""", run.Container["ports"]);
    }
}
