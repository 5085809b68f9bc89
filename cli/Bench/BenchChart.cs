using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;

namespace Infra.Cli.Bench;

/// <summary>The medians as bars, one group for each load, to scale within the group.</summary>
internal static class BenchChart
{
    private const int Width = 960;
    private const int Left = 340;
    private const int LongestBar = 320;
    private const int RowHeight = 22;
    private const int GroupHead = 40;
    private const int Top = 94;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static string Of(BenchResult result)
    {
        int y = Top;
        List<XElement> groups = [];
        foreach (IGrouping<BenchLoad, Cell> load in result.Loads)
            Add(load.Key.Title, load.Key.Unit, [.. load.Select(cell => Speed(result, cell))]);
        foreach (IGrouping<BenchLoad, Cell> load in result.Loads.Where(load => load.Any(cell => cell.Memory is not null)))
            Add($"memory of the server, {load.Key.Clients} clients connected", "MiB (PSS), shorter is better", [.. load.Select(Memory)]);

        XElement root = new(Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Width} {y}"), new XAttribute("width", Width), new XAttribute("height", y),
            new XAttribute("role", "img"), new XAttribute("aria-labelledby", "title desc"),
            new XAttribute("font-family", "system-ui, sans-serif"), new XAttribute("font-size", 13), new XAttribute("fill", "#1c2733"),
            new XElement(Svg + "title", new XAttribute("id", "title"), "Our plan against the defaults of others"),
            new XElement(Svg + "desc", new XAttribute("id", "desc"), string.Join(" ", BenchTables.Summary(result))),
            Hatching(),
            new XElement(Svg + "rect", new XAttribute("width", "100%"), new XAttribute("height", "100%"), new XAttribute("fill", "#ffffff")),
            Words(24, 32, "Our plan against the defaults of others", size: 20, weight: 600),
            Words(24, 54, string.Create(CultureInfo.InvariantCulture,
                $"Medians of {result.Rounds} rounds. PgBouncer {result.Machine.PgBouncer}, PostgreSQL {result.Machine.Postgres}, {result.Machine.Processors} processors."), faint: true),
            Words(24, 73, "Longer is better unless said otherwise. Hatched: not all clients were served.", faint: true),
            groups);
        return new XDocument(root).ToString() + "\n";

        void Add(string title, string unit, ImmutableArray<Row> rows)
        {
            groups.Add(Group(title, unit, rows, y));
            y += GroupHead + (rows.Length * RowHeight) + 14;
        }
    }

    /// <summary>A bar and what stands beside it.</summary>
    private sealed record Row(string Load, Cell Cell, double Value, string Words);

    private static Row Speed(BenchResult result, Cell cell)
    {
        string figure = cell.Median is { } median ? BenchTables.Text(median) : "nothing";
        string words = !cell.Serves ? $"{figure}; {(cell.Served < cell.Load.Clients ? $"serves {cell.Served} of {cell.Load.Clients}" : "clients fail")}"
            : result.RatioTo(cell) is { } ratio ? $"{figure}; ours is {BenchTables.Text(ratio.Median)} ×" : figure;
        return new(cell.Load.Id, cell, cell.Median ?? 0, words);
    }

    private static Row Memory(Cell cell) => new("memory", cell, cell.Memory?.PssMiB ?? 0,
        cell.Memory is { } held ? $"{BenchTables.Text(held.PssMiB)} ({held.Sessions} sessions)" : "not known");

    private static XElement Group(string title, string unit, ImmutableArray<Row> rows, int top)
    {
        double most = rows.Max(row => row.Value);
        return new XElement(Svg + "g",
            new XElement(Svg + "line", new XAttribute("x1", 24), new XAttribute("x2", Width - 24), new XAttribute("y1", top), new XAttribute("y2", top), new XAttribute("stroke", "#d5dce3")),
            Words(24, top + 26, title, size: 14, weight: 600),
            Words(Width - 24, top + 26, unit, anchor: "end", faint: true),
            rows.Select((row, place) => Bar(row, most, top + GroupHead + (place * RowHeight))));
    }

    private static XElement Bar(Row row, double most, int y)
    {
        Cell cell = row.Cell;
        double length = most > 0 ? Math.Max(1, LongestBar * row.Value / most) : 1;
        string fill = !cell.Serves ? "url(#hatching)" : cell.Way == Way.Ours ? "#1769aa" : cell.Way == Way.Direct ? "#6b7785" : "#9db7cc";
        int weight = cell.Way == Way.Ours ? 600 : 400;
        return new XElement(Svg + "g", new XAttribute("data-load", row.Load), new XAttribute("data-way", cell.Way.Id),
            new XElement(Svg + "title", $"{cell.Way.Title}: {row.Words}" + (cell.Serves ? "" : $" ({cell.Shortfall})")),
            Words(Left - 12, y + 13, cell.Way.Title, anchor: "end", weight: weight),
            new XElement(Svg + "rect", new XAttribute("class", "bar"), new XAttribute("x", Left), new XAttribute("y", y), new XAttribute("height", RowHeight - 6), new XAttribute("rx", 2),
                new XAttribute("width", length.ToString("0.#", CultureInfo.InvariantCulture)), new XAttribute("fill", fill), new XAttribute("stroke", "#46586a"), new XAttribute("stroke-width", "0.5")),
            Words(Left + (int)length + 8, y + 13, row.Words, weight: weight));
    }

    private static XElement Hatching() => new(Svg + "defs",
        new XElement(Svg + "pattern", new XAttribute("id", "hatching"), new XAttribute("width", 6), new XAttribute("height", 6),
            new XAttribute("patternUnits", "userSpaceOnUse"), new XAttribute("patternTransform", "rotate(45)"),
            new XElement(Svg + "rect", new XAttribute("width", 6), new XAttribute("height", 6), new XAttribute("fill", "#ffffff")),
            new XElement(Svg + "rect", new XAttribute("width", 2), new XAttribute("height", 6), new XAttribute("fill", "#b0722f"))));

    private static XElement Words(int x, int y, string text, int size = 13, int weight = 400, string anchor = "start", bool faint = false) => new(Svg + "text",
        new XAttribute("x", x), new XAttribute("y", y), new XAttribute("font-size", size), new XAttribute("font-weight", weight), new XAttribute("text-anchor", anchor),
        new XAttribute("fill", faint ? "#54616f" : "#1c2733"), text);
}
