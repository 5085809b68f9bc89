using System.Collections.Immutable;
using System.Xml.Linq;
using Infra.Cli.Report.Data;
using Infra.Cli.Report.Figures;
using Infra.Cli.Report.Figures.Bars;
using Infra.Pooling.Budget;

namespace Infra.Cli.Report.Html;

/// <summary>All stacks at a glance.</summary>
internal static class OverviewSection
{
    public static XElement Of(ImmutableArray<StackReport> reports) => Html.Styled(
        "section", "card", new XAttribute("aria-labelledby", "overview"), Html.Element("h2", new XAttribute("id", "overview"), "All stacks"),
        DataTable.Of(
            "Each stack at its fullest scenario",
            [
                "Stack", "Verdict", "Server share", Column.Number("Server connections"), Column.Number("Usable"), Column.Number("Clients"),
                Column.Number("Admitted"), Column.Number("Findings"), "Pooler",
            ],
            reports.Select((report, index) => Row(report, index))));

    private static object?[] Row(StackReport report, int index)
    {
        var scenarios = report.Plan.Budget.Scenarios;
        var clients = scenarios.MaxBy(scenario => scenario.ClientDemand.Max ?? long.MaxValue)!;
        var servers = scenarios.MaxBy(scenario => scenario.ServerDemand.Max ?? long.MaxValue)!;
        return
        [
            Html.Element("a", new XAttribute("href", $"#{Ids.Of(report.Name, index)}"), Html.Name(report.Name)),
            Verdicts.Badge(report.Verdict), Share(servers), Words.Number(servers.ServerDemand), Words.Number(servers.Usable),
            Words.Number(clients.ClientDemand), Words.Limit(clients.ClientCapacity), $"{report.Plan.Findings.Length}", report.Place,
        ];
    }

    private static object?[] Share(BudgetScenario scenario)
    {
        const double Width = 112;
        var text = Words.Share(scenario.ServerDemand, scenario.Usable);
        if (scenario is not { ServerDemand.Max: { } max, Usable: { IsExact: true, Min: > 0 and var usable } })
            return [text];
        return
        [
            text,
            Svg.Element(
                "svg", new XAttribute("class", "small"), new XAttribute("viewBox", $"0 0 {Svg.Number(Width)} 10"), new XAttribute("aria-hidden", "true"),
                Svg.Rectangle("track", 0, 0, Width, 10),
                Svg.Rectangle($"bar {BarFigure.Tone(scenario.ServerVerdict)}", 0, 0, Math.Min(1, (double)max / usable) * Width, 10)),
        ];
    }
}
