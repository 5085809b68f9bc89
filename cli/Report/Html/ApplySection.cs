using System.Text.Json.Nodes;
using System.Xml.Linq;
using Infra.Cli.Report.Data;
using Infra.Pooling.Specification;

namespace Infra.Cli.Report.Html;

/// <summary>What has to be done before a deployment, what waits for a restart after it, and what applies every setting.</summary>
internal static class ApplySection
{
    public static XElement Of(string id, StackReport report) => Html.Section(
        $"{id}-apply", "What applies when",
        report.Stack.Notes.IsEmpty ? null : Html.Styled("ul", "notes", report.Stack.Notes.Select(note => Html.Element("li", Html.Message(note)))),
        Waiting(report),
        report.Parts.Select(Settings));

    private static IEnumerable<XElement> Waiting(StackReport report)
    {
        var waiting = (report.Stack.Masked["rebootRequired"] as JsonArray ?? [])
            .Select(entry => entry!.ToString().Split(": ", 2))
            .Where(entry => entry.Length == 2)
            .GroupBy(entry => entry[1], entry => entry[0]).ToArray();
        if (report.Plan.IsRefused)
            return [];
        if (waiting.Length == 0)
        {
            return [Html.Element("p", MakesServer(report.Plan.Specification)
                ? "No server has to be restarted for this plan."
                : "This stack makes no server: whoever runs it sets the server's parameters.")];
        }

        return
        [
            Html.Element("h4", "What waits for a restart of the server"),
            Html.Styled("ul", "notes", waiting.Select(reason => Html.Element("li", Verdicts.Listed(reason), ": ", reason.Key))),
        ];
    }

    private static bool MakesServer(PoolingSpecification specification) =>
        specification.Target != Target.Kubernetes && specification.Database.Rds.Existing is null;

    private static XElement? Settings(ReportPart part)
    {
        var settings = AppliedSetting.Of(part.Plan);
        return settings.IsEmpty ? null : Html.Element(
            "details", Html.Element("summary", part.Titled($"All {settings.Length} settings, and what applies each")),
            DataTable.Of(
                part.Titled("Settings of the plan, and what makes a change of each take effect"),
                ["Setting", "Where", new("Value", "long"), "Takes effect"],
                settings.Select(setting => new object?[] { Html.Code(setting.Name), setting.Place, Html.Code(setting.Value), setting.Applies })));
    }
}
