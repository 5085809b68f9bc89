using Infra.Pooling.Budget;
using Infra.Pooling.Specification;
using Spectre.Console;

namespace Infra.Cli.Rendering;

/// <summary>The budget as two tables: the verdict of each scenario, and the arithmetic behind it.</summary>
internal static class BudgetTables
{
    /// <param name="console">Where to.</param>
    /// <param name="budget">The budget.</param>
    /// <param name="of">Of what part of a stack it is; null for the stack itself.</param>
    public static void Write(IAnsiConsole console, BudgetPlan budget, string? of = null)
    {
        var part = of is null ? "" : $" ({of})";
        var scenarios = new Table().Border(TableBorder.Rounded).Title($"[bold]Do the connections fit?{part}[/]")
            .AddColumn("scenario")
            .AddColumn(new TableColumn("clients").RightAligned())
            .AddColumn(new TableColumn("of").RightAligned())
            .AddColumn(new TableColumn("server connections").RightAligned())
            .AddColumn(new TableColumn("of").RightAligned())
            .AddColumn("verdict");
        foreach (var scenario in budget.Scenarios)
        {
            scenarios.AddRow(
                Spelling.Of(scenario.Kind), $"{scenario.ClientDemand}", $"{scenario.ClientCapacity}", $"{scenario.ServerDemand}", $"{scenario.Usable}",
                Verdict(scenario));
        }

        console.Write(scenarios);
        var lines = new Table().Border(TableBorder.Rounded).Title($"[bold]The arithmetic at peak{part}[/]")
            .AddColumn("what").AddColumn("kind").AddColumn("route").AddColumn("sum").AddColumn(new TableColumn("connections").RightAligned());
        foreach (var line in budget.Lines)
        {
            lines.AddRow(
                Markup.Escape(line.Name), Spelling.Of(line.Kind), line.Route is { } route ? Spelling.Of(route) : "", Markup.Escape(line.Formula), $"{line.Connections}");
        }

        console.Write(lines);
    }

    // Words as well as colours: the verdict must be readable without them.
    private static string Verdict(BudgetScenario scenario) => scenario.Verdict switch
    {
        Pooling.Budget.Verdict.Within => "[green]within[/]",
        Pooling.Budget.Verdict.Exceeded => "[red]exceeded[/]",
        _ => $"[yellow]undecided[/] ({Markup.Escape(string.Join(", ", scenario.DecidedBy))})",
    };
}
