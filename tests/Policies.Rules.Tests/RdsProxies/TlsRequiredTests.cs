using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.RdsProxies;

public class TlsRequiredTests
{
    private const string Rule = "rdsproxy-tls";

    [Fact]
    public void Judge_TlsRequired_IsOk() => Assert.Equal(["ok"], Judged.By(Rule, Proxy("""{"requireTls": true}""")));

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"requireTls": false}""")]
    [InlineData("""{"requireTls": [1]}""")]
    public void Judge_TlsNotRequired_IsAViolation(string properties) => Assert.Equal(
        ["violation urn:main: `requireTls`: the proxy takes clients without TLS; set requireTls to true."], Judged.By(Rule, Proxy(properties)));

    [Fact]
    public void Judge_Unknown_IsUndecided() => Assert.Equal(
        [
            "undecided urn:main: `requireTls`: whether the proxy refuses clients without TLS cannot be told; "
            + "it depends on `urn:main#requireTls`.",
        ],
        Judged.By(Rule, Proxy("""{"requireTls": "?"}""")));

    [Fact]
    public void Judge_NoProxy_IsNotApplicable() => Assert.Equal(["not applicable"], Judged.By(Rule, Given.Resource("aws:rds/instance:Instance", "main")));

    [Fact]
    public void Remediation_LevelRemediate_RequiresTls()
    {
        var remediation = Remediation.Of(Proxy("""{"requireTls": false, "name": "main"}"""), Judged.With("""{"rdsproxy-tls": "remediate"}"""));

        Assert.Equal(
            new RemediationChange("rdsproxy-tls", "`requireTls` is set to true, so that the proxy refuses clients without TLS.", remediation!.Properties),
            Assert.Single(remediation.Changes));
        Assert.Equal(["ok"], Judged.By(Rule, Proxy("{}") with { Properties = remediation.Properties }));
    }

    [Theory]
    [InlineData("""{"requireTls": true}""", "remediate")]
    [InlineData("""{"requireTls": "?"}""", "remediate")]
    [InlineData("""{"requireTls": false}""", "mandatory")]
    public void Remediation_NothingToDo_IsNull(string properties, string level) =>
        Assert.Null(Remediation.Of(Proxy(properties), Judged.With($$"""{"rdsproxy-tls": "{{level}}"}""")));

    private static ResourceNode Proxy(string properties) => Given.Resource("aws:rds/proxy:Proxy", "main", properties);
}
