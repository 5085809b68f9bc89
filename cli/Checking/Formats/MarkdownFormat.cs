using System.Collections.Immutable;
using System.Text;
using Infra.Policies.Rules;
using Infra.Policies.Rules.Baselines;

namespace Infra.Cli.Checking.Formats;

/// <summary>
/// One comment of a pull request: what changes, what stands against it, and the rest folded. It begins with a marker that nobody
/// sees, by which the comment is found and replaced. Nothing at all where nothing changed.
/// </summary>
internal static class MarkdownFormat
{
    private const string Name = "infra: connection budget";

    /// <summary>GitHub takes 65536 characters; the rest is left for what a workflow puts around it.</summary>
    private const int Longest = 60_000;

    private const int BarCells = 10;

    /// <summary>The first line of the comment; with a tag, of a comment beside others.</summary>
    public static string Marker(string? tag) => tag is null ? $"<!-- {Name} -->" : $"<!-- {Name}, {tag} -->";

    public static string Of(CheckReport report, string? tag = null)
    {
        var rows = BudgetRows.Of(report);
        if (report.Baseline is { } baseline && !report.IsRefused && !rows.Any(row => row.HasChanged) && !FindingsChanged(report, baseline))
            return "";
        var title = tag is null ? "Connection budget" : $"Connection budget of {MarkdownText.Name(tag)}";
        var head = new StringBuilder($"{Marker(tag)}\n### {title}: {Verdict(report)}\n\n");
        var shown = report.Baseline is null ? rows : [.. rows.Where(row => row.HasChanged)];
        Table(head, shown, report.Baseline is not null);
        Findings(head, report.Findings, all: report.Baseline is null);
        foreach (var waiver in report.Waivers)
            head.Append($"- waived: {MarkdownText.Of(waiver.Text)} ({MarkdownText.Name($"{waiver.Place}")})\n");
        if (report.Waivers.Length > 0)
            head.Append('\n');

        var folded = new StringBuilder();
        var unchanged = rows.Except(shown).ToArray();
        if (unchanged.Length > 0)
            Folded(folded, $"{Summary.Count(unchanged.Length, "unchanged scenario")}", text => Table(text, unchanged, compared: true));
        if (report.Baseline is not null && report.Findings.Any(IsOld))
            Folded(folded, $"{Summary.Count(report.Findings.Count(IsOld), "finding")} as before", text => Items(text, report.Findings.Where(IsOld)));
        foreach (var group in report.Groups)
            Arithmetic(folded, group);
        return Cut(head, folded);
    }

    private static string Verdict(CheckReport report) => report.IsRefused
        ? $"❌ {Summary.Count(report.Findings.Count(finding => finding.Judged.IsMandatory), "mandatory finding")}"
        : Any(report, Pooling.Budget.Verdict.Exceeded) ? "⚠️ does not fit, and nothing mandatory stands against it"
        : Any(report, Pooling.Budget.Verdict.Undecided) ? "❔ not everything can be told"
        : report.Groups.All(group => group.Budgets.IsEmpty) ? "no connections found"
        : "✅ fits";

    private static bool Any(CheckReport report, Pooling.Budget.Verdict verdict) =>
        report.Groups.SelectMany(group => group.Budgets).SelectMany(budget => budget.Plan.Scenarios).Any(scenario => scenario.Verdict == verdict);

    private static void Table(StringBuilder text, IReadOnlyCollection<BudgetRow> rows, bool compared)
    {
        if (rows.Count == 0)
            return;
        text.Append(compared
            ? "| environment | scenario | before | after | Δ | of | |\n|---|---|--:|--:|--:|--:|---|\n"
            : "| environment | scenario | connections | of | |\n|---|---|--:|--:|---|\n");
        foreach (var row in rows)
        {
            text.Append($"| {(row.Stack.Length > 0 ? $"**{MarkdownText.Name(row.Stack)}** " : "")}{MarkdownText.Name(row.Server)} | {row.Scenario} |");
            text.Append(compared ? $" {row.BeforeText} | {row.NowText} | {row.DeltaText} | {row.OfText} |" : $" {row.NowText} | {row.OfText} |");
            text.Append($" {Bar(row)} |\n");
        }

        text.Append('\n');
    }

    private static string Bar(BudgetRow row)
    {
        if (row.Percent is not { } percent)
            return row.IsGone ? "" : row.Verdict == Pooling.Budget.Verdict.Exceeded ? "❌ unbounded" : row.Of is null ? "" : "❔ unbounded";
        var full = (int)Math.Min(BarCells, (percent * BarCells + 99) / 100);
        var mark = row.Verdict switch { Pooling.Budget.Verdict.Exceeded => "❌ ", Pooling.Budget.Verdict.Undecided => "❔ ", _ => "" };
        return $"`{new string('█', full)}{new string('░', BarCells - full)}` {mark}{percent} %";
    }

    private static void Findings(StringBuilder text, ImmutableArray<CheckFinding> findings, bool all)
    {
        var shown = findings.Where(finding => all || !IsOld(finding)).ToArray();
        Items(text, shown);
        if (shown.Length > 0)
            text.Append('\n');
    }

    private static void Items(StringBuilder text, IEnumerable<CheckFinding> findings)
    {
        foreach (var finding in findings)
        {
            text.Append($"- {(finding.Judged.IsMandatory ? "❌" : "⚠️")} **{finding.Finding.Rule}** ");
            text.Append($"{MarkdownText.Of(finding.Finding.Message)} ({MarkdownText.Name($"{finding.Place}")})\n");
            foreach (var fix in finding.Fixes)
                text.Append($"  - fits with `{fix.Name}` {fix.Change}\n");
        }
    }

    private static void Arithmetic(StringBuilder text, CheckedGroup group)
    {
        foreach (var budget in group.Budgets)
        {
            Folded(text, $"Arithmetic of {(group.Name.Length > 0 ? $"{group.Name}, " : "")}{budget.Title} at peak", inner =>
            {
                inner.Append("| what | sum | connections |\n|---|---|--:|\n");
                foreach (var line in budget.Plan.Lines)
                    inner.Append($"| {MarkdownText.Name(line.Name)} | {MarkdownText.Name(line.Formula)} | {line.Connections} |\n");
                inner.Append('\n');
            });
        }
    }

    private static void Folded(StringBuilder text, string title, Action<StringBuilder> body)
    {
        text.Append($"<details><summary>{MarkdownText.Name(title)}</summary>\n\n");
        body(text);
        text.Append("</details>\n\n");
    }

    private static bool IsOld(CheckFinding finding) => finding.Judged.Before == BaselineState.Unchanged && !finding.Judged.IsMandatory;

    private static bool FindingsChanged(CheckReport report, Baseline baseline)
    {
        var now = report.Findings.Select(finding => (finding.Judged.Stack, finding.Finding.Rule, finding.Finding.Kind, finding.Finding.Subject)).ToHashSet();
        var before = baseline.Findings.Select(finding => (finding.Stack, finding.Rule, finding.Kind, finding.Subject));
        return report.IsComplete ? !now.SetEquals(before) : !now.IsSubsetOf(before);
    }

    /// <summary>What is folded goes first; if even the rest is too long, it ends with a line that says so.</summary>
    private static string Cut(StringBuilder head, StringBuilder folded)
    {
        if (head.Length + folded.Length <= Longest)
            return $"{head}{folded}".TrimEnd('\n') + "\n";
        const string More = "\nThere is more than fits into a comment: see the check's own output.\n";
        var text = head.Length <= Longest ? head.ToString() : head.ToString()[..head.ToString().LastIndexOf('\n', Longest)];
        return $"{text.TrimEnd('\n')}\n{More}";
    }
}
