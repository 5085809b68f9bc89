using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.RdsProxies;

public class IdleClientsEndTests
{
    private const string Rule = "rdsproxy-idle-client";
    private const string At = "spec.template.spec.containers[0].env[0].value";
    private const string Question = $"undecided urn:shop: `{At}`: whether the client drops idle connections first cannot be told; it depends on ";

    [Theory]
    [InlineData("Host=proxy.example.com;Database=app")]
    [InlineData("postgres://app@proxy.example.com/app?pool_max_conns=5&pool_max_conn_idle_time=10m")]
    public void Judge_ClientFirst_IsOk(string text) => Assert.Equal(["ok"], Of(text));

    [Theory]
    [InlineData("Host=proxy.example.com;Database=app;Password=hunter2;Connection Idle Lifetime=1790", "Connection Idle Lifetime + Connection Pruning Interval 1800 s")]
    [InlineData("postgres://app@proxy.example.com/app?pool_max_conns=5", "pool_max_conn_idle_time 1800 s")]
    [InlineData("postgres://app@proxy.example.com/app?max_conn_idle_time=0s", "max_conn_idle_time has no end, and so")]
    public void Judge_ProxyFirst_IsAViolation(string text, string limit) => Assert.Equal(
        [$"violation urn:shop: `{At}`: shop's {limit} is not below idleClientTimeout 1800 s; allowed is less than 1800 s; lower it."], Of(text));

    [Fact]
    public void Judge_VariableInMilliseconds_IsCompared() => Assert.Equal(
        [
            "violation urn:shop: `spec.template.spec.containers[0].env[1].value`: "
            + "shop's SPRING_DATASOURCE_HIKARI_IDLE_TIMEOUT 3600 s is not below idleClientTimeout 1800 s; allowed is less than 1800 s; lower it.",
        ],
        Of(GivenPods.Program("shop", 3, ("SPRING_DATASOURCE_URL", "jdbc:postgresql://proxy.example.com/app"), ("SPRING_DATASOURCE_HIKARI_IDLE_TIMEOUT", "3600000"))));

    [Fact]
    public void Judge_UnknownString_IsUndecided() => Assert.Equal(
        [Judged.Once(At, "rdsproxy-pinning-settings, rdsproxy-idle-client and recycle-order")], Of("?"));

    [Fact]
    public void Judge_UnknownTimeout_IsUndecided()
    {
        var unknown = Given.Resource("aws:rds/proxy:Proxy", "proxy", """{"name": "proxy", "engineFamily": "POSTGRESQL", "endpoint": "proxy.example.com", "idleClientTimeout": "?"}""");

        Assert.Equal(
            [$"{Question}`urn:proxy#idleClientTimeout`."],
            Judged.By(Rule, [GivenAws.Instance(), unknown, .. GivenAws.Proxy()[1..], GivenPods.Program("DATABASE_URL", "Host=proxy.example.com;Database=app")]));
    }

    [Theory]
    [InlineData("postgres://app@proxy.example.com/app")]
    [InlineData("Host=proxy.example.com;Database=app;Pooling=false")]
    [InlineData("Host=db.example.com;Database=app;Connection Idle Lifetime=9999")]
    public void Judge_NoPoolAtTheProxy_IsNotApplicable(string text) => Assert.Equal(["not applicable"], Of(text));

    private static IReadOnlyList<string> Of(string text) => Of(GivenPods.Program("DATABASE_URL", text));

    private static IReadOnlyList<string> Of(ResourceNode program) => Judged.By(Rule, [GivenAws.Instance(), .. GivenAws.Proxy(), program]);
}
