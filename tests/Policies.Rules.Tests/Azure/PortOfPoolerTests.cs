using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.Azure;

public class PortOfPoolerTests
{
    private const string Rule = "azure-port";
    private const string At = "spec.template.spec.containers[0].env[0].value";
    private const string Question = $"undecided urn:shop: `{At}`: whether the port fits the server cannot be told; it depends on ";

    [Theory]
    [InlineData("6432", "true")]
    [InlineData("5432", "false")]
    public void Judge_PortThatFits_IsOk(string port, string enabled) => Assert.Equal(["ok"], Of(port, GivenAzure.Enabled(enabled)));

    [Fact]
    public void Judge_PoolersPortWhileOff_IsAViolation() => Assert.Equal(
        [
            $"violation urn:shop: `{At}`: shop connects to port 6432 of shop, whose PgBouncer is off; set pgbouncer.enabled to true, or connect to port 5432.",
        ],
        Of("6432"));

    [Fact]
    public void Judge_ServersPortWhileOn_IsAViolation() => Assert.Equal(
        [
            $"violation urn:shop: `{At}`: shop connects to port 5432 of shop, past the PgBouncer inside it; "
            + "connect to port 6432, or say `route: direct` in a claim if it needs the server itself.",
        ],
        Of("5432", GivenAzure.Enabled("true")));

    [Fact]
    public void Judge_BothPorts_IsOk() => Assert.Equal(
        ["ok"],
        Judged.By(
            Rule, GivenAzure.Server(), GivenAzure.Enabled("true"),
            GivenPods.Program("shop", 1, ("DATABASE_URL", $"postgres://app@{GivenAzure.Host}:6432/app"), ("DIRECT_URL", $"postgres://app@{GivenAzure.Host}/app"))));

    [Fact]
    public void Judge_ClaimedDirect_IsOk() => Assert.Equal(
        ["ok"], Judged.By(Rule, GivenAzure.Server(), GivenAzure.Enabled("true"), Claim("""{"host": "shop.postgres.database.azure.com", "port": 5432, "route": "direct"}""")));

    [Fact]
    public void Judge_SecretHost_IsNotShown() => Assert.Equal(
        [
            $"violation urn:shop: `{At}`: shop connects to port 6432 of its server, whose PgBouncer is off; set pgbouncer.enabled to true, or connect to port 5432.",
        ],
        Of("6432", secret: "!"));

    [Fact]
    public void Judge_SecretPort_IsNotShown() => Assert.Equal(
        [
            $"violation urn:shop: `{At}`: shop connects to another port of its server, past the PgBouncer inside it; "
            + "connect to port 6432, or say `route: direct` in a claim if it needs the server itself.",
        ],
        Judged.By(
            Rule, GivenAzure.Server(), GivenAzure.Enabled("true"),
            GivenPods.Program("shop", 1, ("DATABASE_URL", $"!postgres://app@{GivenAzure.Host}:5433/app"))));

    [Fact]
    public void Judge_UnknownSwitch_IsUndecided() => Assert.Equal([$"{Question}`urn:enabled#value`."], Of("6432", GivenAzure.Enabled("?")));

    [Fact]
    public void Judge_UnknownPort_IsUndecided() => Assert.Equal(
        [$"{Question}`urn:shop#{At}`."],
        Judged.By(Rule, GivenAzure.Server(), GivenAzure.Enabled("true"), GivenPods.Program("shop", 1, ("DB_HOST", GivenAzure.Host), ("DB_PORT", "?"))));

    [Theory]
    [InlineData("""{"route": "readWrite"}""")]
    [InlineData("""{"host": "other.example.com", "port": 6432}""")]
    public void Judge_NoPortOfAServer_IsNotApplicable(string claim) =>
        Assert.Equal(["not applicable"], Judged.By(Rule, GivenAzure.Server(), GivenAzure.Enabled("true"), Claim(claim)));

    private static ResourceNode Claim(string claim) => Given.Resource("pooling:index:ConnectionClaim", "claim", claim);

    private static IReadOnlyList<string> Of(string port, ResourceNode? enabled = null, string secret = "") => Judged.By(
        Rule,
        [GivenAzure.Server(), GivenPods.Program("DATABASE_URL", $"{secret}postgres://app@{GivenAzure.Host}:{port}/app"), .. enabled is null ? Array.Empty<ResourceNode>() : [enabled]]);
}
