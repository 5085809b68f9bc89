using Infra.Pooling.Specification;
using Spectre.Console;

namespace Infra.Cli.Checking.Formats;

/// <summary>Tables for people.</summary>
internal static class TextFormat
{
    public static void Write(IAnsiConsole console, CheckReport report)
    {
        var rows = BudgetRows.Of(report).Where(row => !row.IsGone).ToArray();
        if (rows.Length > 0)
            console.Write(Table(rows, report.Baseline is not null));
        foreach (var finding in report.Findings)
            Write(console, finding);
        foreach (var waiver in report.Waivers)
            console.MarkupLine(Markup.Escape($"{waiver.Place}: waived {waiver.Text}"));
        console.MarkupLine(Markup.Escape(Summary.Of(report)));
    }

    private static Table Table(BudgetRow[] rows, bool compared)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("[bold]Do the connections fit?[/]")
            .AddColumn("stack").AddColumn("server").AddColumn("scenario");
        if (compared)
            table.AddColumn(new TableColumn("before").RightAligned());
        table.AddColumn(new TableColumn("connections").RightAligned());
        if (compared)
            table.AddColumn(new TableColumn("Δ").RightAligned());
        table.AddColumn(new TableColumn("of").RightAligned()).AddColumn("verdict");
        foreach (var row in rows)
        {
            string[] cells = compared
                ? [row.Stack, row.Server, row.Scenario, row.BeforeText, row.NowText, row.DeltaText, row.OfText]
                : [row.Stack, row.Server, row.Scenario, row.NowText, row.OfText];
            table.AddRow([.. cells.Select(Markup.Escape), Verdict(row.Verdict)]);
        }

        return table;
    }

    private static void Write(IAnsiConsole console, CheckFinding finding)
    {
        var level = finding.Judged.IsMandatory ? "[red]mandatory[/]" : "[yellow]advisory[/]";
        console.MarkupLine($"{level} {finding.Finding.Rule}: {Markup.Escape(finding.Finding.Message)}");
        console.MarkupLine(Markup.Escape($"  at {finding.Place}{(finding.Judged.Stack.Length > 0 ? $", stack {finding.Judged.Stack}" : "")}"));
        foreach (var fix in finding.Fixes)
            console.MarkupLine(Markup.Escape($"  fits with {fix.Name} {fix.Change}"));
    }

    // Words as well as colours: the verdict must be readable without them.
    private static string Verdict(Pooling.Budget.Verdict? verdict) => verdict switch
    {
        Pooling.Budget.Verdict.Within => "[green]within[/]",
        Pooling.Budget.Verdict.Exceeded => "[red]exceeded[/]",
        { } other => $"[yellow]{Spelling.Of(other)}[/]",
        null => "",
    };
}
