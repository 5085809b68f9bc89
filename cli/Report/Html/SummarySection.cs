using System.Xml.Linq;
using Infra.Cli.Report.Data;
using Infra.Cli.Report.Figures.Bars;
using Infra.Pooling.Budget;

namespace Infra.Cli.Report.Html;

/// <summary>The few numbers that say most.</summary>
internal static class SummarySection
{
    public static XElement Of(StackReport report) => Html.Styled("dl", "tiles", Tiles(report));

    private static IEnumerable<XElement> Tiles(StackReport report)
    {
        var budget = report.Plan.Budget;
        var peak = budget[ScenarioKind.Peak];
        yield return Tile(
            "Server connections at peak", Words.Number(peak.ServerDemand), $"of {Words.Number(peak.Usable)} usable {Share(peak.ServerDemand, peak.Usable)}");
        yield return Tile(
            "Clients at peak", Words.Number(peak.ClientDemand),
            peak.ClientCapacity is { } capacity ? $"of {Words.Number(capacity)} admitted {Share(peak.ClientDemand, capacity)}" : "the pooler states no limit");
        if (Tightest(report) is var (scenario, what, share))
            yield return Tile("Fullest moment", $"{share} %", $"{Words.Scenario(scenario).ToLowerInvariant()}, {what}");
        if (budget.Lines.LastOrDefault(line => line.Kind == LineKind.Required && line.Name.Contains("without", StringComparison.Ordinal)) is { } without)
        {
            var has = Words.Number(budget.Input.Capacity.MaxConnections);
            yield return Tile("Without the pooler", Words.Number(without.Connections), $"max_connections needed; the server has {has}");
        }

        var mandatory = report.Count(FindingLevel.Mandatory);
        yield return Tile(
            "Findings", $"{report.Plan.Findings.Length}",
            report.Plan.Findings.IsEmpty ? "nothing stands against it" : mandatory == 0 ? "none mandatory" : $"{mandatory} mandatory");
    }

    private static XElement Tile(string title, string figure, string more) => Html.Styled(
        "div", "tile", Html.Element("dt", title), Html.Element("dd", Html.Styled("span", "figure", figure), Html.Styled("span", "more", more)));

    private static string Share(Interval used, Interval limit) => Words.Share(used, limit) is { Length: > 0 } share ? $"({share})" : "";

    /// <summary>Where the largest share of a limit is used; null where no share is known.</summary>
    private static (ScenarioKind Scenario, string What, long Share)? Tightest(StackReport report)
    {
        var shares =
            from part in report.Parts
            from row in BarRow.OfServers(part.Budget).Select(row => (row, What: "server connections"))
                .Concat(BarRow.OfClients(part.Budget).Select(row => (row, What: "clients")))
            where row.row is { Used.Max: not null, Limit: { IsExact: true, Min: > 0 } }
            select (row.row.Scenario, row.What, Share: (long)Words.Percent(row.row.Used.Max!.Value, row.row.Limit!.Value.Min));
        var known = shares.ToArray();
        return known.Length == 0 ? null : known.MaxBy(share => share.Share);
    }
}
