using System.Xml.Linq;
using Infra.Cli.Report.Data;
using Infra.Cli.Report.Figures.Timeline;
using Infra.Pooling.Specification;
using Infra.Pooling.Timeouts;

namespace Infra.Cli.Report.Html;

/// <summary>The time-outs as a ladder, as a table, and the orders that must hold between them.</summary>
internal static class TimeoutSection
{
    public static XElement Of(string id, ReportPart part)
    {
        var plan = part.Plan.Timeouts;
        var entries = TimeoutEntry.Of(plan);
        return Html.Section(
            $"{id}-timeouts", part.Titled("Time-outs"),
            Figure.Of($"{id}-ladder", (figure, canvas) => TimelineFigure.Draw(figure, entries, canvas),
                "Each limit ends before the one that waits for it. The scale is logarithmic. ",
                "Circle: client; square: pooler; diamond: server; triangle: network."),
            Html.Element(
                "details", Html.Element("summary", "Time-outs in figures"),
                DataTable.Of(
                    part.Titled("Time-outs, the shortest first"),
                    ["Limit", "Whose", Column.Number("Length"), "Set by"],
                    entries.Select(entry => new object?[] { entry.Name, TimelineFigure.Who(entry.Actor), entry.Shown, Setting(entry) })),
                Orders(part, plan)));
    }

    /// <summary>A name as code, words as words.</summary>
    private static object Setting(TimeoutEntry entry) => entry.Setting.Contains(' ') ? entry.Setting : Html.Code(entry.Setting);

    private static XElement Orders(ReportPart part, TimeoutPlan plan) => DataTable.Of(
        part.Titled("Orders between the time-outs"),
        ["Ends first", Column.Number("after"), "Before", Column.Number("ends after"), "Holds", new("Otherwise", "long")],
        from rule in TimeoutLadder.Rules
        where rule.Applies(plan)
        let lower = rule.Lower.Value(plan)
        let upper = rule.Upper.Value(plan)
        where lower is not null && upper is not null
        select new object?[]
        {
            rule.Lower.Name, DurationText.Format(lower.Value), rule.Upper.Name, DurationText.Format(upper.Value),
            rule.Holds(plan) ? "✓ yes" : "✕ no", rule.Why,
        });
}
