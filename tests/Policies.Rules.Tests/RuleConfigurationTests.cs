using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests;

public class RuleConfigurationTests
{
    [Fact]
    public void Read_LevelAsText_SetsIt() =>
        Assert.Equal(EnforcementLevel.Disabled, Judged.With("""{"rdsproxy-tls": "disabled"}""").LevelOf("rdsproxy-tls"));

    [Fact]
    public void Read_All_GivesWayToTheRuleItself()
    {
        var configuration = Judged.With("""{"all": {"enforcementLevel": "disabled", "undecided": "mandatory"}, "rdsproxy-tls": {"enforcementLevel": "advisory"}}""");

        Assert.Equal(EnforcementLevel.Advisory, configuration.LevelOf("rdsproxy-tls"));
        Assert.Equal(EnforcementLevel.Mandatory, configuration.For(RulePack.Find("rdsproxy-tls")!).Undecided);
        Assert.Equal(EnforcementLevel.Disabled, configuration.LevelOf("resources-readable"));
    }

    [Fact]
    public void Read_UndecidedOfAll_HoldsForTheRuleThatTellsTheUndecided()
    {
        var rule = RulePack.Find("budget-undecidable")!;

        Assert.Equal(EnforcementLevel.Mandatory, Judged.With("""{"all": {"undecided": "mandatory"}}""").For(rule).LevelOfUndecided);
        Assert.Equal(EnforcementLevel.Mandatory, Judged.With("""{"budget-undecidable": "mandatory"}""").For(rule).LevelOfUndecided);
        Assert.Equal(EnforcementLevel.Disabled, Judged.With("""{"all": {"undecided": "mandatory"}, "budget-undecidable": "disabled"}""").For(rule).LevelOfUndecided);
        Assert.Equal(EnforcementLevel.Advisory, RuleConfiguration.Default.For(rule).LevelOfUndecided);
    }

    [Fact]
    public void Read_UndecidedWithoutEffect_IsRefused() => Assert.Equal(
        [
            "`budget-undecidable.undecided`: has no effect: what this rule tells is undecided itself; allowed: enforcementLevel; fix: set `enforcementLevel`, and remove it",
            "`budget-within-capacity.undecided`: has no effect: what this rule cannot tell, budget-undecidable tells; allowed: enforcementLevel; "
            + "fix: set `budget-undecidable`, and remove it here",
        ],
        RuleConfiguration.Read(Given.Value("""{"budget-within-capacity": {"undecided": "mandatory"}, "budget-undecidable": {"undecided": "mandatory"}}"""))
            .Faults.Select(fault => fault.ToString()).Order(StringComparer.Ordinal));

    [Fact]
    public void Read_Faults_AreAllToldAtOnce() => Assert.Equal(
        [
            "`rdsproxy-tsl`: is no rule; allowed: rdsproxy-tls; fix: write `rdsproxy-tls`, or remove it",
            "`all`: is no level (received \"strict\"); allowed: one of disabled, advisory, mandatory, remediate; fix: write one of them",
            "`resources-readable.undecidd`: is no parameter; allowed: undecided; fix: write `undecided`, or remove it",
            "`rdsproxy-tls`: is neither a level nor a mapping (received a number); "
            + "allowed: one of disabled, advisory, mandatory, remediate, or a mapping with `enforcementLevel`; fix: write `rdsproxy-tls: advisory`",
        ],
        RuleConfiguration.Read(Given.Value("""{"rdsproxy-tsl": "advisory", "all": "strict", "rdsproxy-tls": 3, "resources-readable": {"undecidd": "advisory"}}"""))
            .Faults.Select(fault => fault.ToString()));

    [Fact]
    public void Read_NoMapping_IsAFault() => Assert.Equal(
        "is no mapping (received a list); allowed: a mapping of rules to levels or parameters; fix: write `rule: level` for each rule",
        Assert.Single(RuleConfiguration.Read(new ListValue([])).Faults).ToString());

    [Fact]
    public void Read_Fault_KeepsTheDefault()
    {
        var reading = RuleConfiguration.Read(Given.Value("""{"rdsproxy-tls": "strict"}"""));

        Assert.Equal(EnforcementLevel.Mandatory, reading.Configuration.LevelOf("rdsproxy-tls"));
    }

    [Fact]
    public void Schema_OfARule_HoldsItsParameters() => Assert.Equal(
        """
        {"undecided":{"type":"string","description":"What a result does that depends on unknown values; advisory, unless what is said of all rules is another.","enum":["disabled","advisory","mandatory","remediate"]}}
        """,
        RuleConfigurationSchema.Parameters(RulePack.Find("rdsproxy-tls")!).ToJsonString());

    [Fact]
    public void Schema_OfAFile_HoldsEveryRule() => Assert.Equal(
        RulePack.All.Select(rule => rule.Id).Prepend("all"),
        RuleConfigurationSchema.File()["properties"]!.AsObject().Select(property => property.Key));
}
