namespace Infra.Policies.Rules.Tests.Azure;

public class NotBurstableTests
{
    private const string Rule = "azure-pgbouncer-burstable";
    private const string Question = "undecided urn:enabled: `value`: whether the tier has a PgBouncer cannot be told; it depends on ";

    [Theory]
    [InlineData("""{"name": "Standard_D4ds_v5", "tier": "GeneralPurpose"}""", "true")]
    [InlineData("""{"name": "Standard_D4ds_v5"}""", "?")]
    public void Judge_TierWithPgBouncer_IsOk(string sku, string enabled) => Assert.Equal(["ok"], Of(sku, enabled));

    [Theory]
    [InlineData("""{"name": "Standard_B2s", "tier": "Burstable"}""", " (Standard_B2s)")]
    [InlineData("""{"name": "Standard_B2s"}""", " (Standard_B2s)")]
    [InlineData("""{"tier": "Burstable"}""", "")]
    public void Judge_Burstable_IsAViolation(string sku, string name) => Assert.Equal(
        [
            $"violation urn:enabled: `value`: PgBouncer is on for shop, and the Burstable tier{name} has none; "
            + "choose General Purpose or Memory Optimized, or set it to false.",
        ],
        Of(sku, "true"));

    [Fact]
    public void Judge_UnknownTier_IsUndecided() => Assert.Equal([$"{Question}`urn:server#sku.tier`."], Of("\"?\"", "true"));

    [Fact]
    public void Judge_UnknownSwitch_IsUndecided() => Assert.Equal([$"{Question}`urn:enabled#value`."], Of("""{"tier": "Burstable"}""", "?"));

    [Fact]
    public void Judge_Off_IsNotApplicable() => Assert.Equal(["not applicable"], Of("""{"tier": "Burstable"}""", "false"));

    [Fact]
    public void Judge_NothingSet_IsNotApplicable() => Assert.Equal(["not applicable"], Judged.By(Rule, GivenAzure.Server()));

    private static IReadOnlyList<string> Of(string sku, string enabled) => Judged.By(Rule, GivenAzure.Server(sku), GivenAzure.Enabled(enabled));
}
