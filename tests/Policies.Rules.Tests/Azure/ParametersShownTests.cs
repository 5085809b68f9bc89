using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.Azure;

public class ParametersShownTests
{
    private const string Rule = "azure-params-hidden";
    private static readonly ResourceNode Size = GivenAzure.Parameter("size", "pgbouncer.default_pool_size", "20");
    private static readonly ResourceNode Mode = GivenAzure.Parameter("mode", "pgbouncer.pool_mode", "transaction");

    [Fact]
    public void Judge_On_IsOk() => Assert.Equal(["ok"], Judged.By(Rule, GivenAzure.Server(), Size, GivenAzure.Enabled("TRUE")));

    [Fact]
    public void Judge_NotSet_IsAViolation() => Assert.Equal(
        [
            "violation urn:size: `value`: PgBouncer is off for shop, so that Azure does not know pgbouncer.default_pool_size and pgbouncer.pool_mode; "
            + "set pgbouncer.enabled to true first, or remove them.",
        ],
        Judged.By(Rule, GivenAzure.Server(), Mode, Size));

    [Fact]
    public void Judge_Off_IsAViolation() => Assert.Equal(
        ["violation urn:mode: `value`: PgBouncer is off for shop, so that Azure does not know pgbouncer.pool_mode; set pgbouncer.enabled to true first, or remove it."],
        Judged.By(Rule, GivenAzure.Server(), Mode, GivenAzure.Enabled("false")));

    [Fact]
    public void Judge_UnknownSwitch_IsUndecided() => Assert.Equal(
        ["undecided urn:mode: `value`: whether PgBouncer is on cannot be told; it depends on `urn:enabled#value`."],
        Judged.By(Rule, GivenAzure.Server(), Mode, GivenAzure.Enabled("?")));

    [Fact]
    public void Judge_NoParameter_IsNotApplicable() => Assert.Equal(["not applicable"], Judged.By(Rule, GivenAzure.Server(), GivenAzure.Enabled("false")));
}
