namespace Infra.Policies.Rules.Tests.Servers;

public class SlotsReservedTests
{
    private const string Rule = "reserved-slots";
    private const string Question = "whether connections are kept for superusers cannot be told; it depends on ";

    [Theory]
    [InlineData("[]")]
    [InlineData("""[{"name": "superuser_reserved_connections", "value": "3"}]""")]
    public void Judge_Kept_IsOk(string parameters) => Assert.Equal(["ok"], Judged.By(Rule, GivenAws.Instance(), GivenAws.Group(parameters)));

    [Fact]
    public void Judge_NoneKept_IsAViolation() => Assert.Equal(
        ["violation urn:group: `parameters[0].value`: 0 connections are kept for superusers and the provider; keep 1 or more, such as 3."],
        Judged.By(Rule, GivenAws.Instance(), GivenAws.Group("""[{"name": "superuser_reserved_connections", "value": "0"}]""")));

    [Fact]
    public void Judge_ClaimOfNone_IsAViolation() => Assert.Equal(
        ["violation urn:claim: `superuserReserved`: 0 connections are kept for superusers and the provider; keep 1 or more, such as `superuserReserved: 3`."],
        Claim("""{"maxConnections": 200, "superuserReserved": 0}"""));

    [Theory]
    [InlineData("", 3)]
    [InlineData(""", "superuserReserved": 10""", 10)]
    public void Judge_ClaimOnAzureOfFewerThan15_IsAViolation(string reserved, int kept) => Assert.Equal(
        [
            $"violation urn:claim: `superuserReserved`: {kept} connections are kept for superusers and the provider; "
            + "Azure keeps 15: state `superuserReserved: 10` and `providerReserved: 5`.",
        ],
        Claim($$"""{"maxConnections": 200, "host": "shop.postgres.database.azure.com" {{reserved}} }"""));

    [Theory]
    [InlineData("""{"maxConnections": 200}""")]
    [InlineData("""{"maxConnections": 200, "host": "shop.postgres.database.azure.com", "superuserReserved": 10, "providerReserved": 5}""")]
    public void Judge_ClaimThatKeepsThem_IsOk(string claim) => Assert.Equal(["ok"], Claim(claim));

    [Fact]
    public void Judge_UnknownParameter_IsUndecided() => Assert.Equal(
        [$"undecided urn:group: `parameters[0].value`: {Question}`urn:group#parameters[0].value`."],
        Judged.By(Rule, GivenAws.Instance(), GivenAws.Group("""[{"name": "superuser_reserved_connections", "value": "?"}]""")));

    [Fact]
    public void Judge_UnknownClaim_IsUndecided() => Assert.Equal(
        [$"undecided urn:claim: `superuserReserved`: {Question}`urn:claim#superuserReserved`."], Claim("""{"maxConnections": 200, "superuserReserved": "?"}"""));

    [Fact]
    public void Judge_ClaimOnNoServer_IsNotApplicable() => Assert.Equal(["not applicable"], Claim("""{"poolSize": 5}"""));

    private static IReadOnlyList<string> Claim(string claim) => Judged.By(Rule, Given.Resource("pooling:index:ConnectionClaim", "claim", claim));
}
