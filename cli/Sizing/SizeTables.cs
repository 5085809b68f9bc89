using System.Globalization;
using Infra.Pooling.Sizing;
using Infra.Pooling.Specification;
using Spectre.Console;

namespace Infra.Cli.Sizing;

/// <summary>Recommended sizes for people: tables, then a paragraph for each, then what the rules of thumb say.</summary>
internal static class SizeTables
{
    public static void Write(IAnsiConsole console, SizeAdvice advice, string? of = null)
    {
        var part = of is null ? "" : $" ({of})";
        console.Write(Settings(advice, part));
        console.Write(Pools(advice, part));
        if (!advice.Clients.IsEmpty)
            console.Write(Clients(advice, part));
        foreach (var setting in advice.Settings)
            Paragraph(console, setting.Name, setting.Reason);
        foreach (var pool in advice.Pools.Where(_ => advice.Pools.Length > 1))
            Paragraph(console, $"pool of {pool.User} ({Spelling.Of(pool.Route)})", pool.Reason);
        foreach (var client in advice.Clients)
            Paragraph(console, $"pool in {client.Workload}", client.Reason);
        Checks(console, advice, part);
        foreach (var note in advice.Notes)
            console.MarkupLine($"[yellow]note[/]: {Markup.Escape(note)}");
        foreach (var needed in advice.Needed)
            console.MarkupLine($"[red]not served[/]: {Markup.Escape(needed)}");
    }

    private static Table Settings(SizeAdvice advice, string part)
    {
        var table = new Table().Border(TableBorder.Rounded).Title($"[bold]Settings of the pooler{part}[/]")
            .AddColumn("setting").AddColumn(new TableColumn("recommended").RightAligned());
        foreach (var setting in advice.Settings)
            table.AddRow(setting.Path is null ? $"{setting.Name} (RDS Proxy instead)" : setting.Name, setting.Value.ToString(CultureInfo.InvariantCulture));
        return table;
    }

    private static Table Pools(SizeAdvice advice, string part)
    {
        var table = new Table().Border(TableBorder.Rounded).Title($"[bold]What the pools will do at the peak{part}[/]").AddColumn("pool").AddColumn("route");
        foreach (var column in new[] { "pools", "size", "transactions/s", "in use", "processors", "have to wait", "mean wait", "p99 wait" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var pool in advice.Pools)
        {
            var use = pool.Prediction;
            table.AddRow(
                Markup.Escape(pool.User),
                Spelling.Of(pool.Route),
                pool.Pools.ToString(CultureInfo.InvariantCulture),
                use is null ? "not known" : use.Connections.ToString(CultureInfo.InvariantCulture),
                use is null ? "" : Text(use.PerSecond, "0.#"),
                use is null ? "" : Share(use.Utilisation),
                use?.ProcessorUtilisation is { } processors ? Share(processors) : "",
                use is null ? "" : Share(use.WaitProbability),
                use is null ? "" : Wait(use.MeanWait),
                use is null ? "" : Wait(use.P99Wait));
        }

        return table;
    }

    private static Table Clients(SizeAdvice advice, string part)
    {
        var table = new Table().Border(TableBorder.Rounded).Title($"[bold]Pools in the applications{part}[/]").AddColumn("workload");
        foreach (var column in new[] { "processes", "size", "overflow", "connections" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var client in advice.Clients)
        {
            var pool = client.Pool;
            table.AddRow(
                Markup.Escape(client.Workload), $"{client.Processes}", $"{pool.Size}", $"{pool.Overflow}", $"{(long)client.Processes * (pool.Size + pool.Overflow)}");
        }

        return table;
    }

    private static void Checks(IAnsiConsole console, SizeAdvice advice, string part)
    {
        var apart = advice.Checks.Where(check => !check.Agrees).ToList();
        if (apart.Count > 0)
        {
            var table = new Table().Border(TableBorder.Rounded).Title($"[bold]Rules of thumb that say something else{part}[/]")
                .AddColumn("rule").AddColumn("arithmetic").AddColumn(new TableColumn("says").RightAligned())
                .AddColumn(new TableColumn("here").RightAligned()).AddColumn("why");
            foreach (var check in apart)
                table.AddRow([.. new[] { check.Rule, check.Formula, check.Says, check.Model, check.Comment }.Select(Markup.Escape)]);
            console.Write(table);
        }

        console.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"{advice.Checks.Length - apart.Count} of {advice.Checks.Length} rules of thumb agree."));
    }

    private static void Paragraph(IAnsiConsole console, string name, string text)
    {
        console.MarkupLine($"[bold]{Markup.Escape(name)}[/]: {Markup.Escape(text)}");
        console.WriteLine();
    }

    private static string Share(double share) => $"{Text(share * 100, "0.#")} %";

    private static string Wait(TimeSpan? wait) => wait is null ? "without end" : $"{Text(wait.Value.TotalMilliseconds, "0.##")} ms";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
