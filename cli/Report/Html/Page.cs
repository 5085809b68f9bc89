using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Infra.Cli.Report.Data;

namespace Infra.Cli.Report.Html;

/// <summary>The whole page: it brings everything with it and asks nobody for anything.</summary>
internal static class Page
{
    private const string Icon =
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
        + "%3Cpath d='M1 2C9 2 7 6 15 6v4C7 10 9 14 1 14Z' fill='%232a5bd0'/%3E%3C/svg%3E";

    /// <param name="reports">The stacks.</param>
    /// <param name="all">Whether they are all stacks, which an overview begins with.</param>
    /// <param name="day">The day on which waivers were judged.</param>
    public static string Of(ImmutableArray<StackReport> reports, bool all, DateOnly day)
    {
        var title = all ? "Connection pooling: all stacks" : $"Connection pooling: {reports[0].Name}";
        return HtmlText.Page(Html.Element(
            "html", new XAttribute("lang", "en"),
            Html.Element(
                "head",
                Html.Element("meta", new XAttribute("charset", "utf-8")),
                Html.Element("meta", new XAttribute("http-equiv", "Content-Security-Policy"), new XAttribute("content", StyleSheet.Policy)),
                Meta("viewport", "width=device-width, initial-scale=1"),
                Meta("color-scheme", "light dark"),
                Meta("referrer", "no-referrer"),
                Html.Element("title", title),
                Html.Element("link", new XAttribute("rel", "icon"), new XAttribute("href", Icon)),
                Html.Element("style", StyleSheet.Page)),
            Html.Element(
                "body", all ? new XAttribute("class", "all") : null,
                Html.Element("a", new XAttribute("class", "skip"), new XAttribute("href", "#content"), "Skip to the content"),
                Html.Styled("div", "page",
                    Header(all, reports, day),
                    Html.Element(
                        "main", new XAttribute("id", "content"),
                        all ? OverviewSection.Of(reports) : null,
                        reports.Select(StackSection.Of)),
                    Html.Element(
                        "footer",
                        "Made by ", Html.Code(all ? "./infra report --all" : $"./infra report {reports[0].Name}"),
                        " from the specification alone; nothing was asked of a cloud, a cluster or a server.")))));
    }

    private static XElement Meta(string name, string content) => Html.Element("meta", new XAttribute("name", name), new XAttribute("content", content));

    private static object[] Header(bool all, ImmutableArray<StackReport> reports, DateOnly day) =>
    [
        Html.Styled(
            "header", "mast",
            Html.Element(
                "div",
                Html.Element("h1", "Do the connections fit?"),
                Html.Styled(
                    "p", "lead", all ? $"{reports.Length} stacks" : (object)Html.Name(reports[0].Name), ", judged on ",
                    Html.Element("time", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))),
            Switch.Of("Theme", "theme", "theme", [("auto", "Automatic"), ("light", "Light"), ("dark", "Dark")], "auto")),
        Html.Element(
            "nav", new XAttribute("aria-label", all ? "Stacks" : "Sections"),
            Html.Element("ul", Links(all, reports).Select(link => Html.Element(
                "li", Html.Element("a", new XAttribute("href", $"#{link.Id}"), Html.Name(link.Title)))))),
    ];

    private static IEnumerable<(string Id, string Title)> Links(bool all, ImmutableArray<StackReport> reports)
    {
        if (all)
            return reports.Select((report, index) => (Ids.Of(report.Name, index), report.Name));
        var id = Ids.Of(reports[0].Name, 0);
        return
        [
            ($"{id}-flow", "Flow"), ($"{id}-budget", "Budget"), ($"{id}-workloads", "Workloads"), ($"{id}-timeouts", "Time-outs"),
            ($"{id}-endpoints", "Endpoints"), ($"{id}-findings", "Findings"), ($"{id}-apply", "What applies when"),
        ];
    }
}
