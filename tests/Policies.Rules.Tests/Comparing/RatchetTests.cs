using Infra.Policies.Rules.Baselines;

namespace Infra.Policies.Rules.Tests.Comparing;

public class RatchetTests
{
    [Fact]
    public void Overrun_NotInTheBaseline_IsNewAndMandatory() => Assert.Equal(
        ["Mandatory New: Too many."],
        Compared(Sample.Baseline(Sample.Budget(9)), Sample.Judged(Sample.Overrun(), Sample.Budget(10))));

    [Fact]
    public void Overrun_OfANewServer_IsNewAndMandatory() => Assert.Equal(
        ["Mandatory New: Too many."],
        Compared(Sample.Baseline(null), Sample.Judged(Sample.Overrun(), Sample.Budget(10))));

    [Theory]
    [InlineData(12)]
    [InlineData(13)]
    public void Overrun_AsBeforeOrSmaller_IsAdvisory(int before) => Assert.Equal(
        ["Advisory Unchanged: Too many. It was so before, or worse."],
        Compared(Sample.Baseline(Sample.Budget(before)), Sample.Judged(Sample.Overrun(), Sample.Budget(12))));

    [Fact]
    public void Overrun_ByOneConnectionMore_IsMandatoryWithBothFigures() => Assert.Equal(
        ["Mandatory Worse: Too many. It is worse than before: at peak 24 too many instead of 23."],
        Compared(Sample.Baseline(Sample.Budget(12)), Sample.Judged(Sample.Overrun(), Sample.Budget(11, pool: 11))));

    [Fact]
    public void Overrun_WhoseLargestPartMoved_IsStillTheSame() => Assert.Equal(
        ["Advisory Unchanged: Too many. It was so before, or worse."],
        Compared(Sample.Baseline(Sample.Budget(12), Sample.Overrun("somewhere")), Sample.Judged(Sample.Overrun(), Sample.Budget(12))));

    [Fact]
    public void Violation_InTheBaseline_IsAdvisory() => Assert.Equal(
        ["Advisory Unchanged: No TLS. It was so before.", "Mandatory New: No TLS."],
        Compared(Sample.Baseline(null, Sample.Tls("a")), Sample.Judged(Sample.Tls("a")), Sample.Judged(Sample.Tls("b"))));

    [Fact]
    public void Violation_AtAnotherIndex_IsTheSame() => Assert.Equal(
        ["Advisory Unchanged: No TLS. It was so before."],
        Compared(Sample.Baseline(null, Sample.Tls("a", "auths[0]")), Sample.Judged(Sample.Tls("a", "auths[1]"))));

    [Fact]
    public void Violation_OfTwoWhereOneWas_OneIsNew() => Assert.Equal(
        ["Mandatory New: No TLS.", "Advisory Unchanged: No TLS. It was so before."],
        Compared(
            Sample.Baseline(null, Sample.Tls("a", "auths[1]")), Sample.Judged(Sample.Tls("a", "auths[0]")), Sample.Judged(Sample.Tls("a", "auths[1]"))));

    [Fact]
    public void Violation_ThatWasUndecided_IsNew() => Assert.Equal(
        ["Mandatory New: No TLS."],
        Compared(Sample.Baseline(null, Sample.Tls("a", kind: FindingKind.Undecided)), Sample.Judged(Sample.Tls("a"))));

    [Fact]
    public void Undecided_ThatWasAViolation_IsTheSame() => Assert.Equal(
        ["Advisory Unchanged: No TLS. It was so before."],
        Compared(Sample.Baseline(null, Sample.Tls("a")), Sample.Judged(Sample.Tls("a", kind: FindingKind.Undecided))));

    [Theory]
    [InlineData("waiver-valid")]
    [InlineData("resources-readable")]
    [InlineData("input-complete")]
    public void FaultOfTheCheckItself_InTheBaseline_StaysMandatory(string rule)
    {
        var finding = Sample.Tls("a") with { Rule = rule };

        Assert.Equal(["Mandatory Unchanged: No TLS."], Compared(Sample.Baseline(null, finding), Sample.Judged(finding)));
    }

    [Fact]
    public void Violation_InAnotherStack_IsNew() => Assert.Equal(
        ["Mandatory New: No TLS."],
        Compared(Sample.Baseline(null, Sample.Tls("a")), Sample.Judged(Sample.Tls("a")) with { Stack = "dev" }));

    [Theory]
    [InlineData(460L, 460L, "Advisory Unchanged: Too many. It was so before, or worse.")]
    [InlineData(461L, 460L, "Advisory Unchanged: Too many. It was so before, or worse.")]
    [InlineData(460L, 461L, "Mandatory Worse: Too many. It is worse than before: 461 beyond what is allowed instead of 460.")]
    [InlineData(460L, long.MaxValue, "Mandatory Worse: Too many. It is worse than before: an unbounded number beyond what is allowed instead of 460.")]
    [InlineData(null, 460L, "Mandatory Worse: Too many. Whether it is worse than before cannot be told: the baseline has no figure of it; make it anew.")]
    public void Violation_WithAFigure_IsComparedByIt(long? before, long now, string expected) => Assert.Equal(
        [expected],
        Compared(Sample.Baseline(null, Sample.Clients(before)), Sample.Judged(Sample.Clients(now))));

    [Fact]
    public void Violation_ThatSomebodyAnsweredFor_DoesNotOutliveItsWaiver() => Assert.Equal(
        ["Mandatory Unchanged: No TLS. It was so before, with a waiver: renew that, or correct it."],
        Compared(Sample.AnsweredFor(Sample.Baseline(null, Sample.Tls("a"))), Sample.Judged(Sample.Tls("a"))));

    [Fact]
    public void Overrun_ThatSomebodyAnsweredFor_DoesNotOutliveItsWaiver() => Assert.Equal(
        ["Mandatory Unchanged: Too many. It was so before, with a waiver: renew that, or correct it."],
        Compared(Sample.AnsweredFor(Sample.Baseline(Sample.Budget(12), Sample.Overrun("elsewhere"))), Sample.Judged(Sample.Overrun(), Sample.Budget(12))));

    [Fact]
    public void Waived_BeforeAndNow_StaysAdvisory() => Assert.Equal(
        ["Advisory Unchanged: No TLS. Somebody answers for it."],
        Compared(
            Sample.AnsweredFor(Sample.Baseline(null, Sample.Tls("a"))),
            Sample.Judged(Sample.Tls("a")).At(EnforcementLevel.Advisory, "Somebody answers for it.")));

    private static IEnumerable<string> Compared(Baseline baseline, params JudgedFinding[] findings) => Ratchet.Apply([.. findings], baseline).Select(Sample.Text);
}
