using Infra.Policies.Rules.Graph;
using Infra.Policies.Rules.Waivers;

namespace Infra.Policies.Rules.Tests.Comparing;

public class WaiverTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    private static readonly Waiver Good = new("waivers[0]", "budget-within-capacity")
    {
        Connections = 23,
        Owner = "team-data",
        Reason = "moving to smaller pools",
        Until = new(2027, 1, 31),
    };

    private static readonly Waiver OfTls = Good with { Rule = "rdsproxy-tls", Connections = null };

    [Fact]
    public void Overrun_WithinTheAllowance_IsAdvisory()
    {
        var (findings, inForce) = Apply([Good], Sample.Judged(Sample.Overrun(), Sample.Budget(12)));

        Assert.Equal(["Advisory : Too many. team-data answers for it (+23 until 2027-01-31): moving to smaller pools."], findings);
        Assert.Equal([Good], inForce);
    }

    [Fact]
    public void Overrun_ByOneMore_StaysMandatory()
    {
        var (findings, inForce) = Apply([Good with { Connections = 22 }], Sample.Judged(Sample.Overrun(), Sample.Budget(12)));

        Assert.Equal(["Mandatory : Too many. The waiver of team-data covers 22 of the 23 too many."], findings);
        Assert.Single(inForce);
    }

    [Fact]
    public void LastDay_IsInForce() => Assert.StartsWith(
        "Advisory ", Apply([Good with { Until = Today }], Sample.Judged(Sample.Overrun(), Sample.Budget(12))).Findings.Single(), StringComparison.Ordinal);

    [Fact]
    public void DayAfter_FailsAndCoversNothing() => Assert.Equal(
        ["Mandatory : Too many.", "Mandatory : `waivers[0]`: the waiver of team-data for budget-within-capacity ended on 2026-11-19; renew or remove it."],
        Apply([Good with { Until = new(2026, 11, 19) }], Sample.Judged(Sample.Overrun(), Sample.Budget(12))).Findings);

    [Fact]
    public void Unused_Fails() => Assert.Equal(
        ["Mandatory : `waivers[0]`: the waiver of team-data covers nothing: budget-within-capacity holds, or another waiver covers it; remove it "
            + "(what a specification overruns is waived in its own `budget.waivers`)."],
        Apply([Good]).Findings);

    [Fact]
    public void Unused_WhereNotEverythingWasChecked_IsNotTold() => Assert.Empty(
        WaiverJudge.Apply([], [Good], Today, isComplete: false, Sample.Settings(WaiverJudge.Rule)).Findings);

    [Fact]
    public void SecondOfTwo_CoversNothing() => Assert.Equal(
        "Mandatory : `waivers[1]`: the waiver of team-data covers nothing: rdsproxy-tls holds, or another waiver covers it; remove it "
            + "(what a specification overruns is waived in its own `budget.waivers`).",
        Apply([OfTls, OfTls with { Path = "waivers[1]" }], Sample.Judged(Sample.Tls("a"))).Findings[^1]);

    [Fact]
    public void Unlimited_FailsAndCoversNothing() => Assert.Equal(
        [
            "Mandatory : Too many.",
            "Mandatory : `waivers[0]`: the waiver of budget-within-capacity has no owner, reason, until and connections; "
                + "say who answers for it, why, until which day, and for an overrun how many connections.",
        ],
        Apply([new("waivers[0]", "budget-within-capacity")], Sample.Judged(Sample.Overrun(), Sample.Budget(12))).Findings);

    [Theory]
    [InlineData(0, "{}", false)]
    [InlineData(1, "{}", true)]
    [InlineData(1, """{"mostDays": 367}""", false)]
    public void Endless_FailsAndCoversNothing(int more, string settings, bool isTooLong)
    {
        var until = Today.AddDays(366 + more);
        var (judged, _) = WaiverJudge.Apply(
            [Sample.Judged(Sample.Tls("a"))], [OfTls with { Until = until }], Today, isComplete: true, Sample.Settings(WaiverJudge.Rule, settings));

        Assert.Equal(
            isTooLong
                ? ["Mandatory : No TLS.", "Mandatory : `waivers[0]`: the waiver of team-data for rdsproxy-tls ends in 367 days, on 2027-11-22; "
                    + "allowed are 366; choose an earlier day, and renew it then."]
                : [$"Advisory : No TLS. team-data answers for it (until {until:yyyy-MM-dd}): moving to smaller pools."],
            judged.Select(Sample.Text));
        Assert.All(judged.Take(1), finding => Assert.True(finding.IsAnsweredFor));
    }

    [Fact]
    public void Configuration_Waivers_AreReadAndTheirFaultsTold()
    {
        var given = """{"waiver-valid": {"waivers": [{"rule": "rdsproxy-tls", "owner": "me", "reason": "later", "until": "2027-01-31"}]}}""";

        Assert.Equal(
            new Waiver("waiver-valid.waivers[0]", "rdsproxy-tls") { Owner = "me", Reason = "later", Until = new(2027, 1, 31) },
            Assert.Single(Judged.With(given).Waivers));
        Assert.Equal(
            ["`waiver-valid.waivers[0].until`: is not a day of the calendar (received \"soon\"); allowed: a day as yyyy-MM-dd; fix: write it as `2030-12-31`"],
            RuleConfiguration.Read(Given.Value(given.Replace("2027-01-31", "soon", StringComparison.Ordinal))).Faults.Select(fault => fault.ToString()));
    }

    [Theory]
    [InlineData("prod", null, true)]
    [InlineData("dev", null, false)]
    [InlineData(null, "a", true)]
    [InlineData(null, "urn:x::a", true)]
    [InlineData(null, "b", false)]
    [InlineData("prod", "b", false)]
    public void Scope_StackAndResource_AreHeld(string? stack, string? resource, bool covers)
    {
        var (findings, _) = Apply([OfTls with { Stack = stack, Resource = resource }], Sample.Judged(Sample.Tls("x::a")));

        Assert.Equal(covers, findings[0].StartsWith("Advisory ", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_EveryFault_AtOnce()
    {
        var (_, faults) = WaiverReader.Read(Given.Value(
            """[{"rule": "rdsproxy-tsl", "onwer": "me", "connections": 0, "reason": " ", "until": "31.1.2027"}, {"owner": 5}, 7]"""), "waivers");

        Assert.Equal(
            [
                "`waivers[0].onwer`: is no key of a waiver; allowed: rule, stack, resource, connections, owner, reason, until; fix: write `owner`",
                "`waivers[0].rule`: is no rule (received \"rdsproxy-tsl\"); allowed: a rule of docs/RULES.md; fix: write `rdsproxy-tls`",
                "`waivers[0].connections`: cannot be used (received 0); allowed: a whole number from 1 to 262143; fix: write how many connections too many are permitted",
                "`waivers[0].reason`: is empty; allowed: why it is permitted; fix: write a few words",
                "`waivers[0].until`: is not a day of the calendar (received \"31.1.2027\"); allowed: a day as yyyy-MM-dd; fix: write it as `2030-12-31`",
                "`waivers[1].rule`: is missing; allowed: the id of a rule; fix: name the rule that is waived",
                "`waivers[1].owner`: is no text; allowed: who answers for it; fix: write a few words",
                "`waivers[2]`: is no mapping; allowed: a mapping of rule, stack, resource, connections, owner, reason, until; fix: write `rule: …` with its owner, reason and end",
            ],
            faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void Read_NoList_IsAFault() => Assert.Equal(
        ["`waivers`: is no list; allowed: a list of waivers; fix: write `- rule: …` for each waiver"],
        WaiverReader.Read(ObjectValue.Empty, "waivers").Faults.Select(fault => fault.ToString()));

    private static (IReadOnlyList<string> Findings, IReadOnlyList<Waiver> InForce) Apply(Waiver[] waivers, params JudgedFinding[] findings)
    {
        var (judged, inForce) = WaiverJudge.Apply([.. findings], [.. waivers], Today, isComplete: true, Sample.Settings(WaiverJudge.Rule));
        return ([.. judged.Select(Sample.Text)], inForce);
    }
}
