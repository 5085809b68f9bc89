using Infra.Cli.Report.Figures;
using Infra.Cli.Report.Figures.Bars;
using Infra.Pooling.Budget;

namespace Infra.Cli.Tests.Report;

public class BarScaleTests
{
    [Fact]
    public void For_KnownNumbers_FillsTheAxisWithTheLargest()
    {
        var scale = BarScale.For([Row(50, 200), Row(250, 200)], 500);

        Assert.Equal(100, scale.At(50));
        Assert.Equal(400, scale.At(200));
        Assert.Equal(500, scale.At(250));
        Assert.Equal(new Stretch(100, 0, IsOpen: false), scale.Of(Interval.Exactly(50)));
    }

    [Fact]
    public void For_AnInterval_PutsTheUncertainPartBehindTheCertainOne()
    {
        var scale = BarScale.For([Row(new Interval(50, 80), 100)], 100);

        Assert.Equal(new Stretch(50, 30, IsOpen: false), scale.Of(new Interval(50, 80)));
    }

    [Fact]
    public void For_NoEnd_KeepsRoomBeyondTheLargestKnownNumber()
    {
        var scale = BarScale.For([Row(Interval.AtLeast(40), 100)], 500);

        Assert.Equal(440, scale.At(100), 6);
        var stretch = scale.Of(Interval.AtLeast(40));
        Assert.True(stretch.IsOpen);
        Assert.Equal(176, stretch.Certain, 6);
        Assert.Equal(500, stretch.End, 6);
    }

    [Fact]
    public void For_Nothing_IsStillAScale() => Assert.Equal(0, BarScale.For([new(ScenarioKind.Peak, default, null, null, Verdict.Within)], 100).At(0));

    [Fact]
    public void OfServers_Budget_WantsTheHeadroomAtPeakAndRollout()
    {
        var rows = BarRow.OfServers(Plans.Part(Plans.Usual).Budget);

        Assert.Equal([ScenarioKind.Steady, ScenarioKind.Peak, ScenarioKind.Rollout, ScenarioKind.Failover], rows.Select(row => row.Scenario));
        Assert.Equal([null, Interval.Exactly(149), Interval.Exactly(149), null], rows.Select(row => row.Wanted));
        Assert.Equal("43 of 187, 23 %", rows[1].Says);
    }

    [Fact]
    public void Draw_Exceeded_SaysSoInWordsAndColoursTheBar()
    {
        var svg = BarFigure.Draw("f", "Bars", [Row(250, 200, Verdict.Exceeded)], Canvas.Wide).ToString();

        Assert.Contains("class=\"bar bad\"", svg, StringComparison.Ordinal);
        Assert.Contains(">250 of 200, 125 %<", svg, StringComparison.Ordinal);
        Assert.Contains(">✕ exceeded<", svg, StringComparison.Ordinal);
        Assert.Contains("<desc id=\"f-d\">Peak: 250 of 200, 125 %, exceeded.</desc>", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_NoEnd_HatchesItAndPointsOn()
    {
        var svg = BarFigure.Draw("f", "Bars", [Row(Interval.AtLeast(40), 100, Verdict.Undecided)], Canvas.Compact).ToString();

        Assert.Contains("class=\"maybe warn open\"", svg, StringComparison.Ordinal);
        Assert.Contains("fill=\"url(#f-unknown)\"", svg, StringComparison.Ordinal);
        Assert.Contains("class=\"arrow\"", svg, StringComparison.Ordinal);
        Assert.Contains(">40 or more of 100 ? undecided<", svg, StringComparison.Ordinal);
    }

    private static BarRow Row(long used, long limit, Verdict verdict = Verdict.Within) => Row(Interval.Exactly(used), limit, verdict);

    private static BarRow Row(Interval used, long limit, Verdict verdict = Verdict.Within) =>
        new(ScenarioKind.Peak, used, Interval.Exactly(limit), null, verdict);
}
