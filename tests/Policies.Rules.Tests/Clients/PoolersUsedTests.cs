namespace Infra.Policies.Rules.Tests.Clients;

public class PoolersUsedTests
{
    private const string Rule = "pooler-bypass";
    private const string At = "spec.template.spec.containers[0].env[0].value";
    private const string Past = "give it the pooler's host, or say `route: direct` in a claim if it needs the server itself.";

    [Fact]
    public void Judge_ThroughThePooler_IsOk() => Assert.Equal(["ok"], Of("postgres://app@pooler/app"));

    [Fact]
    public void Judge_PastPgBouncer_IsAViolation() =>
        Assert.Equal([$"violation urn:shop: `{At}`: shop connects to db.example.com past the PgBouncer pooler; {Past}"], Of("postgres://app@db.example.com/app"));

    [Fact]
    public void Judge_SecretHost_IsNotShown() =>
        Assert.Equal([$"violation urn:shop: `{At}`: shop connects to the database past the PgBouncer pooler; {Past}"], Of("!postgres://app@db.example.com/app"));

    [Fact]
    public void Judge_PastTheProxy_IsAViolation() => Assert.Equal(
        [$"violation urn:shop: `{At}`: shop connects to db past the RDS Proxy proxy; {Past}"],
        Judged.By(Rule, [GivenAws.Instance(), .. GivenAws.Proxy(), GivenPods.Program("DATABASE_URL", "postgres://app@db.example.com/app")]));

    [Fact]
    public void Judge_BothWays_IsOk() => Assert.Equal(
        ["ok"],
        Judged.By(Rule, [.. GivenPods.Through(), GivenPods.Program("shop", 1, ("DATABASE_URL", "postgres://app@pooler/app"), ("DIRECT_URL", "postgres://app@db.example.com/app"))]));

    [Fact]
    public void Judge_ClaimedDirect_IsNotApplicable() => Assert.Equal(
        ["not applicable"],
        Judged.By(Rule, [.. GivenPods.Through(), Given.Resource("pooling:index:ConnectionClaim", "claim", """{"host": "db.example.com", "route": "direct"}""")]));

    [Fact]
    public void Judge_UnknownHostAmongSeveral_IsUndecided() => Assert.Equal(
        [
            $"undecided, told by budget-undecidable urn:shop: `{At}`: whether the connections fit cannot be told; it depends on `urn:shop#{At}`. "
            + "The same value decides client-unbounded and pooler-bypass.",
        ],
        Judged.By(Rule, [.. GivenPods.Through(), GivenAws.Instance(), .. GivenAws.Proxy(), GivenPods.Program("DATABASE_URL", "?")]));

    [Fact]
    public void Judge_NoPooler_IsNotApplicable() =>
        Assert.Equal(["not applicable"], Judged.By(Rule, GivenPods.Program("DATABASE_URL", "postgres://app@db.example.com/app")));

    private static IReadOnlyList<string> Of(string text) => Judged.By(Rule, [.. GivenPods.Through(), GivenPods.Program("DATABASE_URL", text)]);
}
