using System.Xml.Linq;
using Infra.Cli.Report.Data;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Cli.Report.Html;

/// <summary>The findings, the mandatory ones first.</summary>
internal static class FindingSection
{
    public static XElement Of(string id, StackReport report) => Html.Section(
        $"{id}-findings", "Findings",
        report.Plan.Findings.IsEmpty
            ? Html.Element("p", "Nothing stands against this plan.")
            : Html.Styled("ul", "findings", report.Plan.Findings.OrderBy(finding => finding.Level).Select(Item)));

    private static XElement Item(Finding finding)
    {
        var (style, sign) = finding.Level == FindingLevel.Mandatory ? ("bad", "✕") : ("warn", "!");
        return Html.Styled(
            "li", style,
            Html.Styled("span", $"badge {style}", $"{sign} {Spelling.Of(finding.Level)}"), " ", Html.Code(finding.Id),
            Html.Element("p", Html.Message(finding.Message)));
    }
}
