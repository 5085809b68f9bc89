using System.Collections.Immutable;
using System.Xml.Linq;
using Infra.Cli.Report.Data;
using Infra.Cli.Report.Figures;
using Infra.Cli.Report.Figures.Bars;
using Infra.Cli.Report.Figures.Flow;
using Infra.Cli.Report.Html;
using Infra.Pooling.Budget;

namespace Infra.Cli.Report;

/// <summary>The flow at peak and the bars of each stack as one drawing that stands alone.</summary>
internal static class DrawingReport
{
    private const double Margin = 24;
    private const double Title = 56;
    private const double Gap = 22;

    public static string Of(ImmutableArray<StackReport> reports)
    {
        var content = new List<XElement>();
        var y = Margin;
        var parts = reports.SelectMany((report, index) => report.Parts.Select((part, number) => (report, part, $"f{index}-{number}")));
        foreach (var (report, part, id) in parts)
        {
            content.Add(Svg.Text("big", Margin, y + 18, Canvas.Fit(part.Titled(report.Name), Canvas.Wide.Width, 19, isBold: true)));
            var where = report.Verdict == Verdict.Within ? "in every scenario" : "in some scenario";
            content.Add(Svg.Text("cap", Margin, y + 38, $"{report.Place}, at peak; {BarFigure.Mark(report.Verdict)} {where}"));
            y += Title;
            Put(FlowFigure.Draw($"{id}-flow", FlowData.Of(part, part.Budget[ScenarioKind.Peak]), Canvas.Wide));
            Head("Server connections");
            Put(BarFigure.Draw($"{id}-servers", "Server connections by scenario", BarRow.OfServers(part.Budget), Canvas.Wide));
            Head("Client connections");
            Put(BarFigure.Draw($"{id}-clients", "Client connections by scenario", BarRow.OfClients(part.Budget), Canvas.Wide));
            y += Gap;
        }

        return HtmlText.Drawing(Svg.Element(
            "svg",
            new XAttribute("viewBox", $"0 0 {Svg.Number(Canvas.Wide.Width + (2 * Margin))} {Svg.Number(y)}"),
            Svg.Attribute("width", Canvas.Wide.Width + (2 * Margin)), Svg.Attribute("height", y),
            Svg.Element("title", $"Connection pooling: {string.Join(", ", reports.Select(report => report.Name))}"),
            Svg.Element("style", StyleSheet.Figure),
            Svg.Rectangle("ground", 0, 0, Canvas.Wide.Width + (2 * Margin), y),
            content));

        void Head(string text)
        {
            content.Add(Svg.Text("name", Margin, y + 8, text));
            y += 12;
        }

        void Put(XElement figure)
        {
            figure.Add(Svg.Attribute("x", Margin), Svg.Attribute("y", y));
            content.Add(figure);
            y += (double)figure.Attribute("height")! + Gap;
        }
    }
}
