using System.Globalization;
using Spectre.Console;

namespace Infra.Cli.Bench;

/// <summary>What <c>bench</c> prints for people.</summary>
internal static class BenchTables
{
    public static void Write(IAnsiConsole console, BenchResult result)
    {
        foreach (IGrouping<BenchLoad, Cell> load in result.Loads)
            console.Write(Load(result, load));
        foreach (string line in Summary(result))
            console.WriteLine(line);
    }

    /// <summary>A figure, short: 12,345 or 0.98.</summary>
    public static string Text(double value) => value.ToString(value >= 100 ? "#,0" : "0.00", CultureInfo.InvariantCulture);

    /// <summary>The last lines.</summary>
    public static IEnumerable<string> Summary(BenchResult result)
    {
        yield return string.Create(CultureInfo.InvariantCulture,
            $"{result.Rounds} rounds in {result.Took.TotalSeconds:0} s; PgBouncer {result.Machine.PgBouncer}, PostgreSQL {result.Machine.Postgres}, {result.Machine.Processors} processors");
        foreach (Cell cell in result.NotDone)
            yield return $"FAILED {cell.Load.Id}: our plan {cell.Shortfall}";
        foreach (Cell cell in result.Faster)
        {
            yield return $"SLOWER {cell.Load.Id}: ours is {Of(result.RatioTo(cell)!)} times as fast as {cell.Way.Title}; "
                + $"allowed: {Text(Ratio.Least)} or more, within the noise";
        }

        foreach (Cell cell in result.Undecided)
        {
            yield return $"UNDECIDED {cell.Load.Id}: ours is {Of(result.RatioTo(cell)!)} times as fast as {cell.Way.Title}, and the rounds differ too much to tell; "
                + "run more of them, on a machine that does nothing else";
        }

        if (result.Ok)
            yield return $"no peer's default is faster than our plan on a load that it serves (ratio {Text(Ratio.Least)} or more, within the noise)";
        foreach (Cell cell in result.Cells.Where(cell => cell.Way == Way.Direct))
        {
            if (result.RatioTo(cell) is { } ratio)
                yield return $"direct {cell.Load.Id}: ours is {Of(ratio)} times as fast as direct connections";
        }

        foreach (IGrouping<BenchLoad, Cell> load in result.Better)
        {
            string[] served = [.. load.Where(cell => cell.Serves).Select(cell => $"{cell.Way.Title} ({Of(result.RatioTo(cell)!)})")];
            string[] others = [.. load.Where(cell => !cell.Serves).Select(cell => cell.Way.Title)];
            yield return $"better {load.Key.Id}: " + string.Join("; ", (string[])
            [
                .. served.Length > 0 ? (string[])[$"faster than {string.Join(", ", served)}"] : [],
                .. others.Length > 0 ? (string[])[$"the load is not served by {string.Join(", ", others)}"] : [],
            ]);
        }
    }

    private static Table Load(BenchResult result, IGrouping<BenchLoad, Cell> load)
    {
        bool memory = load.Any(cell => cell.Memory is not null);
        Table table = new Table().Border(TableBorder.Rounded).Title($"[bold]{Markup.Escape(load.Key.Title)}[/]")
            .AddColumn("way").AddColumn(new TableColumn(Markup.Escape(load.Key.Unit)).RightAligned())
            .AddColumn(new TableColumn("ours / theirs").RightAligned());
        if (memory)
            table.AddColumn(new TableColumn("server, MiB (sessions)").RightAligned());
        table.AddColumn("not served");
        foreach (Cell cell in load)
        {
            string[] row =
            [
                cell.Way.Title,
                cell.Median is { } median ? Text(median) : "–",
                result.RatioTo(cell) is { } ratio ? Of(ratio) : "–",
                .. memory ? (string[])[cell.Memory is { } held ? $"{Text(held.PssMiB)} ({held.Sessions})" : "–"] : [],
                cell.Shortfall,
            ];
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        return table;
    }

    private static string Of(Ratio ratio) => $"{Text(ratio.Median)} ± {Text(ratio.Noise)}";
}
