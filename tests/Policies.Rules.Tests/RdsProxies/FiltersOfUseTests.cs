namespace Infra.Policies.Rules.Tests.RdsProxies;

public class FiltersOfUseTests
{
    private const string Rule = "rdsproxy-filter-noop";
    private const string At = "connectionPoolConfig.sessionPinningFilters";
    private const string Question = $"undecided urn:targets: `{At}`: whether the proxy has a filter that does nothing cannot be told; it depends on ";

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"sessionPinningFilters": []}""")]
    public void Judge_NoFilter_IsOk(string pool) => Assert.Equal(["ok"], Judged.By(Rule, GivenAws.Proxy(pool)));

    [Fact]
    public void Judge_Filter_IsAViolation() => Assert.Equal(
        [$"violation urn:targets: `{At}`: EXCLUDE_VARIABLE_SETS does nothing on PostgreSQL; remove the filter, and keep clients from pinning."],
        Judged.By(Rule, GivenAws.Proxy("""{"sessionPinningFilters": ["EXCLUDE_VARIABLE_SETS"]}""")));

    [Theory]
    [InlineData("""{"sessionPinningFilters": "?"}""")]
    [InlineData("""{"sessionPinningFilters": ["?"]}""")]
    public void Judge_UnknownFilter_IsUndecided(string pool) => Assert.Equal([$"{Question}`urn:targets#{At}`."], Judged.By(Rule, GivenAws.Proxy(pool)));

    [Fact]
    public void Judge_UnknownFamily_IsUndecided() => Assert.Equal(
        [$"{Question}`urn:proxy#engineFamily`."], Judged.By(Rule, GivenAws.Proxy("""{"sessionPinningFilters": ["EXCLUDE_VARIABLE_SETS"]}""", "?")));

    [Fact]
    public void Judge_Mysql_IsNotApplicable() =>
        Assert.Equal(["not applicable"], Judged.By(Rule, GivenAws.Proxy("""{"sessionPinningFilters": ["EXCLUDE_VARIABLE_SETS"]}""", "MYSQL")));
}
