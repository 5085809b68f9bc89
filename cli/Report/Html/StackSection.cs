using System.Xml.Linq;
using Infra.Cli.Report.Data;

namespace Infra.Cli.Report.Html;

/// <summary>One stack, from its verdict to its last setting.</summary>
internal static class StackSection
{
    public static XElement Of(StackReport report, int index)
    {
        var id = Ids.Of(report.Name, index);
        // The part in front of read replicas has figures of its own.
        var parts = report.Parts.Select((part, number) => (Part: part, Id: number == 0 ? id : $"{id}-reads")).ToArray();
        return Html.Styled(
            "section", "stack", new XAttribute("id", id), new XAttribute("aria-labelledby", $"{id}-title"),
            Html.Styled(
                "div", "stack-head",
                Html.Element("h2", new XAttribute("id", $"{id}-title"), Html.Name(report.Name)), Verdicts.Badge(report.Verdict),
                Html.Styled("span", "muted", report.Place)),
            Html.Element("p", Verdicts.Sentence(report)),
            SummarySection.Of(report),
            parts.Select(part => FlowSection.Of(part.Id, part.Part)),
            parts.Select(part => BudgetSection.Of(part.Id, part.Part)),
            WorkloadSection.Of(id, report),
            parts.Select(part => TimeoutSection.Of(part.Id, part.Part)),
            EndpointSection.Of(id, report),
            FindingSection.Of(id, report),
            ApplySection.Of(id, report));
    }
}
