namespace Infra.Policies.Rules.Tests.RdsProxies;

public class SessionsUnpinnedTests
{
    private const string Rule = "rdsproxy-pinning-settings";
    private const string At = "spec.template.spec.containers[0].env[0].value";
    private const string SqlAt = "spec.template.spec.containers[0].env[1].value";
    private const string Question = "whether the client pins its sessions cannot be told; it depends on ";

    [Theory]
    [InlineData("Host=proxy.example.com;Database=app;No Reset On Close=true")]
    [InlineData("Host=proxy.example.com;Database=app;Pooling=false")]
    [InlineData("postgres://app@proxy.example.com/app?search_path=shop")]
    [InlineData("jdbc:postgresql://proxy.example.com/app")]
    public void Judge_NothingThatPins_IsOk(string text) => Assert.Equal(["ok"], Of(text));

    [Fact]
    public void Judge_Reset_IsAViolation() => Assert.Equal(
        [
            $"violation urn:shop: `{At}`: shop resets its session with DISCARD ALL when it gives a connection back, which pins it; "
            + "write No Reset On Close=true into its connection string.",
        ],
        Of("Host=proxy.example.com;Database=app;Password=hunter2"));

    [Fact]
    public void Judge_StartupOptions_AreAViolation() => Assert.Equal(
        [
            $"violation urn:shop: `{At}`: shop asks for options and statement_timeout when it connects, which RDS Proxy refuses or pins its session for; "
            + "set them with ALTER ROLE … SET, or in the parameter group.",
        ],
        Of("postgres://app:hunter2@proxy.example.com/app?options=-c%20a%3Db&statement_timeout=5000"));

    [Fact]
    public void Judge_InitialSql_IsAViolation() => Assert.Equal(
        [
            $"violation urn:shop: `{SqlAt}`: shop runs SQL on each new connection that changes its session (QUARKUS_DATASOURCE_JDBC_NEW_CONNECTION_SQL), which pins it; "
            + "set it with ALTER ROLE … SET, or in the parameter group.",
        ],
        Of("jdbc:postgresql://proxy.example.com/app", "LISTEN news"));

    [Fact]
    public void Judge_UnknownSql_IsUndecided() =>
        Assert.Equal([$"undecided urn:shop: `{SqlAt}`: {Question}`urn:shop#{SqlAt}`."], Of("jdbc:postgresql://proxy.example.com/app", "?"));

    [Fact]
    public void Judge_UnknownString_IsUndecided() => Assert.Equal(
        [Judged.Once(At, "rdsproxy-pinning-settings, rdsproxy-idle-client and recycle-order")], Of("?"));

    [Fact]
    public void Judge_PastTheProxy_IsNotApplicable() => Assert.Equal(["not applicable"], Of("Host=db.example.com;Database=app"));

    private static IReadOnlyList<string> Of(string text, string? sql = null) => Judged.By(
        Rule,
        [
            GivenAws.Instance(), .. GivenAws.Proxy(),
            GivenPods.Program("shop", 3, [("DATABASE_URL", text), .. sql is null ? Array.Empty<(string, string)>() : [("QUARKUS_DATASOURCE_JDBC_NEW_CONNECTION_SQL", sql)]]),
        ]);
}
