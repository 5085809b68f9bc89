using System.Xml.Linq;
using Infra.Cli.Report.Data;
using Infra.Cli.Report.Figures;
using Infra.Cli.Report.Figures.Flow;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Cli.Report.Html;

/// <summary>Clients, pooler, server: a drawing for each scenario, of which one is chosen, and the figures behind it.</summary>
internal static class FlowSection
{
    public static XElement Of(string id, ReportPart part) => Html.Section(
        $"{id}-flow", part.Titled("From clients to the server"),
        Html.Styled(
            "div", "flow",
            Switch.Of(
                "Scenario", $"{id}-scenario", "scenarios",
                part.Budget.Scenarios.Select(scenario => (Spelling.Of(scenario.Kind), Words.Scenario(scenario.Kind))),
                Spelling.Of(ScenarioKind.Peak)),
            part.Budget.Scenarios.Select(scenario => Panel(id, part, scenario)),
            Key(id, part)));

    private static XElement Panel(string id, ReportPart part, BudgetScenario scenario)
    {
        var (kind, title) = (Spelling.Of(scenario.Kind), Words.Scenario(scenario.Kind));
        var data = FlowData.Of(part, scenario);
        return Html.Styled(
            "div", $"panel {kind}",
            Figure.Of(
                $"{id}-flow-{kind}", (figure, canvas) => FlowFigure.Draw(figure, data, canvas),
                $"{title}: {Words.Meaning(scenario.Kind)}. Heights are numbers of connections, on one scale on both sides of the pooler.",
                Note(part, data)),
            Html.Element(
                "details",
                Html.Element("summary", $"{title} in figures"),
                LineTable.Of($"{part.Titled(title)}: what the drawing shows", scenario.Lines)));
    }

    private static string Note(ReportPart part, FlowData data) => part.Plan switch
    {
        { RdsProxy: { HasReadOnlyEndpoint: true } } => " RDS Proxy may take the same share of each reader, which is not drawn.",
        _ when data.Servers.Any(server => server.Name == "Fullest replica") =>
            " All reads count on one replica, because no pooler promises to spread them.",
        _ => "",
    };

    /// <summary>What the patterns mean; only those that occur.</summary>
    private static XElement Key(string id, ReportPart part)
    {
        var scenarios = part.Budget.Scenarios;
        var routes = scenarios.SelectMany(scenario => scenario.Lines).Select(line => line.Route).OfType<Route>().Distinct().Order();
        var isUncertain = scenarios.SelectMany(scenario => scenario.Lines).Any(line => line.Route is not null && !line.Connections.IsExact);
        return Html.Styled(
            "ul", "key",
            routes.Select(route => Html.Element("li", Sample($"{id}-key", route), Words.Route(route))),
            isUncertain ? Html.Element("li", Unknown($"{id}-key"), "not certain; without an end where nothing bounds it") : null);
    }

    private static XElement Sample(string id, Route route) => Swatch(
        Svg.Pattern($"{id}-swatch", route),
        Svg.Rectangle($"band {Svg.Code(route)}", 0.5, 0.5, 25, 13),
        Svg.FillRoute($"{id}-swatch", route) is { } fill ? Svg.Rectangle(null, 0.5, 0.5, 25, 13, fill) : null);

    private static XElement Unknown(string id) => Swatch(
        Svg.Unknown($"{id}-swatch"), Svg.Rectangle("maybe limit", 0.5, 0.5, 25, 13, Svg.FillUnknown($"{id}-swatch")));

    private static XElement Swatch(params object?[] content) => Svg.Element(
        "svg", new XAttribute("viewBox", "0 0 26 14"), new XAttribute("aria-hidden", "true"), content);
}
