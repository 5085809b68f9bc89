namespace Infra.Policies.Rules.Tests.Timeouts;

public class RecycledInOrderTests
{
    private const string Rule = "recycle-order";
    private const string Ends = GivenPods.Sound + "\nclient_idle_timeout = 600\n";
    private const string At = "spec.template.spec.containers[0].env[0].value";

    [Fact]
    public void Judge_ClientFirst_IsOk() => Assert.Equal(["ok"], Of("Host=pooler;Database=app;Connection Lifetime=300", Ends));

    [Fact]
    public void Judge_PoolerFirst_IsAViolationOfBothTimes() => Assert.Equal(
        [
            $"violation urn:shop: `{At}`: shop's Connection Idle Lifetime + Connection Pruning Interval 710 s is not below client_idle_timeout 600 s; "
            + "allowed is less than 600 s; lower it.",
            $"violation urn:shop: `{At}`: shop's Connection Lifetime 3600 s is not below client_idle_timeout 600 s; allowed is less than 600 s; lower it.",
        ],
        Of("Host=pooler;Database=app;Password=hunter2;Connection Idle Lifetime=700", Ends));

    [Theory]
    [InlineData("Host=proxy.example.com;Database=app;Connection Lifetime=0", "Connection Lifetime has no end, and so")]
    [InlineData("postgres://app@proxy.example.com/app?max_conn_lifetime=24h", "max_conn_lifetime 86400 s")]
    public void Judge_NeverAtTheProxy_IsAViolation(string text, string limit) => Assert.Equal(
        [$"violation urn:shop: `{At}`: shop's {limit} is not below the 24 h of RDS Proxy 86400 s; allowed is less than 86400 s; lower it."],
        Judged.By(Rule, [GivenAws.Instance(), .. GivenAws.Proxy(), GivenPods.Program("DATABASE_URL", text)]));

    [Fact]
    public void Judge_UnknownRecycling_IsUndecided() => Assert.Equal(
        [
            "undecided urn:shop: `spec.template.spec.containers[0].env[1].value`: whether the client replaces its connections first cannot be told; "
            + "it depends on `urn:shop#spec.template.spec.containers[0].env[1].value`.",
        ],
        Judged.By(Rule, [.. GivenPods.Through(Ends), GivenPods.Program("shop", 1, ("DATABASE_URL", "postgres://app@pooler/app"), ("DB_POOL_RECYCLE", "?"))]));

    [Fact]
    public void Judge_UnknownString_IsUndecided() => Assert.Equal(
        [Judged.Once(At, "pgbouncer-client-cap, npgsql-reset, query-wait and recycle-order")], Of("?", Ends));

    [Theory]
    [InlineData("Host=pooler;Database=app", GivenPods.Sound)]
    [InlineData("postgres://app@pooler/app", Ends)]
    [InlineData("Host=pooler;Database=app;Pooling=false", Ends)]
    public void Judge_NothingEnds_IsNotApplicable(string text, string ini) => Assert.Equal(["not applicable"], Of(text, ini));

    private static IReadOnlyList<string> Of(string text, string ini) => Judged.By(Rule, [.. GivenPods.Through(ini), GivenPods.Program("DATABASE_URL", text)]);
}
