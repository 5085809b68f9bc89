using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.RdsProxies;

public class ProxyRuleTests
{
    [Fact]
    public void PercentSum_Above100_IsAViolation() => Assert.Equal(
        [
            "violation urn:b-group: `connectionPoolConfig.maxConnectionsPercent`: the proxies on main take a 60 + b 70 = 130 % of its connections; "
            + "allowed is 100 %; lower one of them.",
        ],
        Judged.By("rdsproxy-percent-sum", [Server, .. Proxy("a", "\"maxConnectionsPercent\": 60"), .. Proxy("b", "\"maxConnectionsPercent\": 70")]));

    [Fact]
    public void PercentSum_100_IsOk() => Assert.Equal(
        ["ok"], Judged.By("rdsproxy-percent-sum", [Server, .. Proxy("a", "\"maxConnectionsPercent\": 60"), .. Proxy("b", "\"maxConnectionsPercent\": 40")]));

    [Fact]
    public void PercentSum_Unknown_IsUndecided() => Assert.Equal(
        [
            "undecided urn:a-group: `connectionPoolConfig.maxConnectionsPercent`: whether the shares of the proxies come to at most 100 % cannot be told; "
            + "it depends on `urn:b-group#connectionPoolConfig.maxConnectionsPercent`.",
        ],
        Judged.By("rdsproxy-percent-sum", [Server, .. Proxy("a", "\"maxConnectionsPercent\": 60"), .. Proxy("b", "\"maxConnectionsPercent\": \"?\"")]));

    [Fact]
    public void PercentSum_NoProxy_IsNotApplicable() => Assert.Equal(["not applicable"], Judged.By("rdsproxy-percent-sum", Server));

    [Fact]
    public void RoomForDirect_AllAndSomebodyPastIt_IsAViolation() => Assert.Equal(
        ["violation urn:a-group: `connectionPoolConfig.maxConnectionsPercent`: a may take 100 % of the connections, but job connects past it; set maxConnectionsPercent below 100."],
        Judged.By("rdsproxy-100-with-direct", [Server, .. Proxy("a", ""), Job]));

    [Theory]
    [InlineData("\"maxConnectionsPercent\": 80", true)]
    [InlineData("", false)]
    public void RoomForDirect_RoomOrNobodyPastIt_IsOk(string pool, bool direct) => Assert.Equal(
        ["ok"], Judged.By("rdsproxy-100-with-direct", [Server, .. Proxy("a", pool), .. direct ? new[] { Job } : []]));

    [Fact]
    public void RoomForDirect_Unknown_IsUndecided() => Assert.Equal(
        [
            "undecided urn:a-group: `connectionPoolConfig.maxConnectionsPercent`: whether the proxy leaves room for those who connect past it cannot be told; "
            + "it depends on `urn:a-group#connectionPoolConfig.maxConnectionsPercent`.",
        ],
        Judged.By("rdsproxy-100-with-direct", [Server, .. Proxy("a", "\"maxConnectionsPercent\": \"?\""), Job]));

    [Fact]
    public void RoomForDirect_NoProxy_IsNotApplicable() => Assert.Equal(["not applicable"], Judged.By("rdsproxy-100-with-direct", Server, Job));

    [Theory]
    [InlineData("\"maxConnectionsPercent\": 35, \"maxIdleConnectionsPercent\": 50", "maxIdleConnectionsPercent 50 is above maxConnectionsPercent 35; allowed is 0 to 35; lower it")]
    [InlineData("\"maxIdleConnectionsPercent\": 50", "maxIdleConnectionsPercent 50 needs maxConnectionsPercent, which is not set; set both")]
    public void IdleWithinMax_Above_IsAViolation(string pool, string message) => Assert.Equal(
        [$"violation urn:a-group: `connectionPoolConfig.maxIdleConnectionsPercent`: {message}."], Judged.By("rdsproxy-idle-within-max", Proxy("a", pool)));

    [Theory]
    [InlineData("\"maxConnectionsPercent\": 35, \"maxIdleConnectionsPercent\": 35", "ok")]
    [InlineData("\"maxConnectionsPercent\": \"?\", \"maxIdleConnectionsPercent\": 0", "ok")]
    [InlineData("\"maxConnectionsPercent\": 35", "not applicable")]
    public void IdleWithinMax_Within_IsFine(string pool, string expected) => Assert.Equal([expected], Judged.By("rdsproxy-idle-within-max", Proxy("a", pool)));

    [Fact]
    public void IdleWithinMax_Unknown_IsUndecided() => Assert.Equal(
        [
            "undecided urn:a-group: `connectionPoolConfig.maxIdleConnectionsPercent`: whether the idle share is within the share cannot be told; "
            + "it depends on `urn:a-group#connectionPoolConfig.maxConnectionsPercent`.",
        ],
        Judged.By("rdsproxy-idle-within-max", Proxy("a", "\"maxConnectionsPercent\": \"?\", \"maxIdleConnectionsPercent\": 10")));

    [Theory]
    [InlineData("", "connectionBorrowTimeout 120 s is not below Timeout 15 s of a client; allowed is less than 15 s; lower it")]
    [InlineData("\"connectionBorrowTimeout\": 15", "connectionBorrowTimeout 15 s is not below Timeout 15 s of a client; allowed is less than 15 s; lower it")]
    public void Borrow_NotBelowTheClient_IsAViolation(string pool, string message) => Assert.Equal(
        $"violation urn:a-group: `connectionPoolConfig.connectionBorrowTimeout`: {message}.",
        Judged.By("rdsproxy-borrow-before-client", [Server, .. Proxy("a", pool), Api("Host=a.proxy.example.com;Username=api")])[0]);

    [Fact]
    public void Borrow_FunctionWithItsDefault_IsAViolation() => Assert.Equal(
        [
            "violation urn:a-group: `connectionPoolConfig.connectionBorrowTimeout`: connectionBorrowTimeout 5 s is not below the function's timeout 3 s of a client; "
            + "allowed is less than 3 s; lower it.",
        ],
        Judged.By("rdsproxy-borrow-before-client", [Server, .. Proxy("a", "\"connectionBorrowTimeout\": 5"), Given.Resource("aws:lambda/function:Function", "fn", """
            {"environment": {"variables": {"DATABASE_URL": "postgres://fn@a.proxy.example.com/app"}}}
            """)]));

    [Fact]
    public void Borrow_BelowTheClient_IsOk() => Assert.Equal(
        ["ok"],
        Judged.By("rdsproxy-borrow-before-client", [Server, .. Proxy("a", "\"connectionBorrowTimeout\": 8"), Api("Host=a.proxy.example.com;Username=api")]));

    [Fact]
    public void Borrow_Unknown_IsUndecided() => Assert.Equal(
        "undecided urn:a-group: `connectionPoolConfig.connectionBorrowTimeout`: whether the proxy gives up before its clients cannot be told; "
        + "it depends on `urn:a-group#connectionPoolConfig.connectionBorrowTimeout`.",
        Judged.By("rdsproxy-borrow-before-client", [Server, .. Proxy("a", "\"connectionBorrowTimeout\": \"?\""), Api("Host=a.proxy.example.com;Username=api")])[0]);

    [Fact]
    public void Borrow_ClientWithoutLimit_IsNotApplicable() => Assert.Equal(
        ["not applicable"], Judged.By("rdsproxy-borrow-before-client", [Server, .. Proxy("a", "")]));

    private static ResourceNode Server => Given.Resource("aws:rds/instance:Instance", "main", """
        {"identifier": "main", "engine": "postgres", "engineVersion": "16.9", "instanceClass": "db.m7g.large", "address": "main.example.com"}
        """);

    private static ResourceNode Job => GivenKubernetes.Deployment("job", "1", "0", ("DATABASE_URL", "postgres://job@main.example.com/app?pool_max_conns=2"));

    private static ResourceNode Api(string connection) => GivenKubernetes.Deployment("api", "1", "0", ("ConnectionStrings__App", connection));

    private static ResourceNode[] Proxy(string name, string pool) =>
    [
        Given.Resource("aws:rds/proxy:Proxy", name, $$$"""{"name": "{{{name}}}", "endpoint": "{{{name}}}.proxy.example.com"}"""),
        Given.Resource("aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup", $"{name}-group", $$$"""{"dbProxyName": "{{{name}}}", "connectionPoolConfig": { {{{pool}}} }}"""),
        Given.Resource("aws:rds/proxyTarget:ProxyTarget", $"{name}-target", $$$"""{"dbProxyName": "{{{name}}}", "dbInstanceIdentifier": "main"}"""),
    ];
}
