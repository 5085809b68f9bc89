using System.Xml.Linq;
using Infra.Cli.Report.Data;
using Infra.Cli.Report.Figures.Bars;
using Infra.Pooling.Budget;

namespace Infra.Cli.Report.Html;

/// <summary>Verdicts as badges: a sign, a word and a colour.</summary>
internal static class Verdicts
{
    public static XElement Badge(Verdict verdict) => Html.Styled("span", $"badge {BarFigure.Tone(verdict)}", BarFigure.Mark(verdict));

    /// <summary>The verdict on a stack in one sentence.</summary>
    public static IEnumerable<object> Sentence(StackReport report)
    {
        var scenarios = report.Parts.SelectMany(part => part.Budget.Scenarios).ToArray();
        if (report.Verdict == Verdict.Within)
            return ["The connections fit in every scenario."];
        var against = scenarios.Where(scenario => scenario.Verdict == report.Verdict).ToArray();
        var where = string.Join(", ", against.Select(scenario => Words.Scenario(scenario.Kind).ToLowerInvariant()).Distinct());
        if (report.Verdict == Verdict.Exceeded)
            return [$"The connections do not fit: {where}."];
        return
        [
            $"Whether the connections fit cannot be told ({where}). It depends on ",
            .. Listed(against.SelectMany(scenario => scenario.DecidedBy).Distinct().Order(StringComparer.Ordinal)),
            ".",
        ];
    }

    /// <summary>Code, with commas between.</summary>
    public static IEnumerable<object> Listed(IEnumerable<string> names) =>
        names.SelectMany((name, index) => index == 0 ? new object[] { Html.Code(name) } : [", ", Html.Code(name)]);
}
