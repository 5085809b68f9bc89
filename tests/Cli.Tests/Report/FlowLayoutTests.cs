using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Cli.Report.Figures;
using Infra.Cli.Report.Figures.Flow;
using Infra.Pooling.Budget;

namespace Infra.Cli.Tests.Report;

public class FlowLayoutTests
{
    public static TheoryData<string, ScenarioKind, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, ScenarioKind, bool>();
            foreach (var specification in (string[])[Plans.Usual, Plans.Unbounded])
            {
                foreach (var kind in Enum.GetValues<ScenarioKind>())
                {
                    cases.Add(specification, kind, true);
                    cases.Add(specification, kind, false);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_AnyScenario_BandsSumToTheTotals(string specification, ScenarioKind kind, bool isCompact)
    {
        var canvas = isCompact ? Canvas.Compact : Canvas.Wide;
        var part = Plans.Part(specification);
        var data = FlowData.Of(part, part.Scenario(kind));
        var drawing = FlowLayout.Of(data, canvas);

        Assert.Equal(data.Clients.Length + data.Direct.Length + data.Servers.Sum(server => server.Pooled.Length), drawing.Ribbons.Length);
        var into = drawing.Ribbons.Where(ribbon => ribbon.Upper[^1].X == drawing.Funnel.Left).Sum(ribbon => ribbon.Thickness.Total);
        var outOf = drawing.Ribbons.Where(ribbon => ribbon.Upper[0].X == drawing.Funnel.Right).Sum(ribbon => ribbon.Thickness.Total);
        Assert.Equal(drawing.Funnel.InHeight, into, 6);
        Assert.Equal(drawing.Funnel.OutHeight, outOf, 6);
        foreach (var node in drawing.Nodes)
        {
            var ends = drawing.Ribbons.Where(ribbon => Touches(node, ribbon)).Sum(ribbon => ribbon.Thickness.Total);
            Assert.Equal(node.Height, ends, 6);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_AnyScenario_StaysOnTheCanvasAndNoNodesOverlap(string specification, ScenarioKind kind, bool isCompact)
    {
        var canvas = isCompact ? Canvas.Compact : Canvas.Wide;
        var part = Plans.Part(specification);
        var drawing = FlowLayout.Of(FlowData.Of(part, part.Scenario(kind)), canvas);

        Assert.All(drawing.Nodes, node =>
        {
            Assert.InRange(node.At.X, 0, canvas.Width - FlowLayout.NodeWidth);
            Assert.InRange(node.At.Y, FlowLayout.Head, drawing.Height + 0.001);
            Assert.InRange(node.At.Y + node.Height, FlowLayout.Head, drawing.Height + 0.001);
        });
        Assert.All(drawing.Ribbons.SelectMany(ribbon => ribbon.Upper), point => Assert.InRange(point.Y, FlowLayout.Head - 0.001, drawing.Height + 0.001));
        foreach (var column in drawing.Nodes.GroupBy(node => node.At.X))
        {
            var sorted = column.OrderBy(node => node.At.Y).ToArray();
            Assert.All(sorted.Zip(sorted.Skip(1)), pair => Assert.True(pair.First.At.Y + pair.First.Height < pair.Second.At.Y));
        }
    }

    [Fact]
    public void Of_Peak_DrawsBothSidesOnOneScale()
    {
        var part = Plans.Part(Plans.Usual);
        var drawing = FlowLayout.Of(FlowData.Of(part, part.Scenario(ScenarioKind.Peak)), Canvas.Wide);

        // api 4 × 2 × 15 = 120, reports 20, migration 3; the primary 40 + 3, the replica 40.
        Assert.Equal(["api", "reports", "migration", "Primary", "Read replica"], drawing.Nodes.Select(node => node.Name));
        var perConnection = 260.0 / 143;
        Assert.Equal([120.0, 20, 3, 43, 40], drawing.Nodes.Select(node => Math.Round(node.Height / perConnection, 6)));
        Assert.Equal("43 of 187", drawing.Nodes[3].Detail);
        Assert.Equal("120 = 4 × 2 × (10 + 5)", drawing.Nodes[0].Detail);
    }

    [Fact]
    public void Of_Failover_LeadsEverythingToTheLastServer()
    {
        var part = Plans.Part(Plans.Usual);
        var scenario = part.Scenario(ScenarioKind.Failover);
        var data = FlowData.Of(part, scenario);

        var server = Assert.Single(data.Servers);
        Assert.Equal("Last server", server.Name);
        Assert.Equal(scenario.ServerDemand, server.Total);
    }

    [Theory]
    [InlineData(ScenarioKind.Steady)]
    [InlineData(ScenarioKind.Peak)]
    [InlineData(ScenarioKind.Rollout)]
    [InlineData(ScenarioKind.Failover)]
    public void Of_AnyScenario_HasTheFiguresOfTheBudget(ScenarioKind kind)
    {
        var part = Plans.Part(Plans.Usual);
        var scenario = part.Scenario(kind);
        var data = FlowData.Of(part, scenario);

        Assert.Equal(scenario.ClientDemand, data.ClientTotal);
        Assert.Equal(scenario.ServerDemand, data.Servers.Select(server => server.Total).MaxBy(total => total.Max));
    }

    [Fact]
    public void Of_NothingBoundsAWorkload_DrawsItsCertainPartToScaleAndAnOpenEnd()
    {
        var part = Plans.Part(Plans.Unbounded);
        var drawing = FlowLayout.Of(FlowData.Of(part, part.Scenario(ScenarioKind.Peak)), Canvas.Wide);

        var open = Assert.Single(drawing.Ribbons, ribbon => ribbon.Thickness.IsOpen);
        var api = drawing.Ribbons[0].Thickness;
        Assert.Equal(FlowScale.OpenEnd, open.Thickness.Uncertain);
        // At least one connection in each of three replicas, against the 20 of the other.
        Assert.Equal(3 / 20.0, open.Thickness.Certain / api.Certain, 6);
        Assert.Contains(drawing.Nodes, node => node.Detail.StartsWith("3 or more = ", StringComparison.Ordinal));
    }

    [Fact]
    public void For_NoConnections_IsStillAScale()
    {
        var part = Plans.Part(Plans.Usual.Replace("\"min\": 1, \"max\": 4", "\"min\": 0, \"max\": 0", StringComparison.Ordinal));
        var drawing = FlowLayout.Of(FlowData.Of(part, part.Scenario(ScenarioKind.Peak)), Canvas.Wide);

        Assert.Equal(0, drawing.Nodes.Single(node => node.Name == "api").Height);
        Assert.All(drawing.Ribbons, ribbon => Assert.True(double.IsFinite(ribbon.Thickness.Total)));
    }

    [Fact]
    public void Draw_FewAmongThousands_AreStillSeen()
    {
        var part = Plans.Part(Plans.Usual.Replace(
            "\"size\": 10, \"overflow\": 5", "\"size\": 1000, \"overflow\": 125", StringComparison.Ordinal));
        var data = FlowData.Of(part, part.Scenario(ScenarioKind.Peak));
        var migration = FlowLayout.Of(data, Canvas.Wide).Ribbons.Single(ribbon => ribbon.Route == Pooling.Specification.Route.Direct);

        var band = FlowFigure.Draw("flow", data, Canvas.Wide).Descendants()
            .Single(path => path.Attribute("class")?.Value == $"band {Svg.Code(Pooling.Specification.Route.Direct)}").Attribute("d")!.Value;

        // 3 of 9043 connections are to scale 0.1 of a pixel.
        Assert.InRange(migration.Thickness.Total, 0.05, 0.15);
        var corners = Regex.Matches(band, @"[ML]-?[\d.]+,(?<y>-?[\d.]+)")
            .Select(corner => double.Parse(corner.Groups["y"].Value, CultureInfo.InvariantCulture));
        // It begins on its upper edge and turns back where that ends, a pixel lower.
        Assert.Equal(migration.Upper[^1].Y + 1, corners.Last(), 1);
    }

    [Theory]
    [InlineData("short", 200, "short")]
    [InlineData("exactly-ten", 60, "exactly-t…")]
    [InlineData("a\ud83d\ude00b\ud83d\ude00c", 18, "a\ud83d\ude00…")]
    [InlineData("x", 0, "…")]
    public void Fit_Text_EndsBetweenLetters(string text, double room, string expected) => Assert.Equal(expected, Canvas.Fit(text, room, 10));

    private static bool Touches(FlowNode node, Ribbon ribbon) =>
        new[] { ribbon.Upper[0], ribbon.Upper[^1] }.Any(end =>
            (end.X == node.At.X || end.X == node.At.X + FlowLayout.NodeWidth) && end.Y >= node.At.Y - 0.001 && end.Y + ribbon.Thickness.Total <= node.At.Y + node.Height + 0.001);
}
