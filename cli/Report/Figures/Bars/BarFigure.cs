using System.Collections.Immutable;
using System.Xml.Linq;
using Infra.Pooling.Budget;

namespace Infra.Cli.Report.Figures.Bars;

/// <summary>Draws a bar for each scenario, with the limit across them.</summary>
internal static class BarFigure
{
    private const double Thick = 20;
    private const double Top = 26;

    public static XElement Draw(string id, string title, ImmutableArray<BarRow> rows, Canvas canvas)
    {
        var (left, right) = canvas.IsCompact ? (0.0, 2.0) : (88.0, 316.0);
        var step = canvas.IsCompact ? 52.0 : 38.0;
        var scale = BarScale.For(rows, canvas.Width - left - right);
        return Svg.Figure(
            id, title, Description(rows), canvas.Width, Top + (step * rows.Length) + 4,
            Caption(rows, scale, left),
            rows.SelectMany((row, index) => Row(id, row, scale, new Corner(left, Top + (step * index) + (canvas.IsCompact ? 22 : 6)), canvas)));
    }

    public static string Description(ImmutableArray<BarRow> rows) =>
        string.Join(". ", rows.Select(row => $"{row.Name}: {row.Says}, {Pooling.Specification.Spelling.Of(row.Verdict)}")) + ".";

    /// <summary>The name of the limit, where it is the same for all.</summary>
    private static XElement? Caption(ImmutableArray<BarRow> rows, BarScale scale, double left)
    {
        if (rows[0].Limit is not { IsExact: true } limit || rows.Any(row => row.Limit != limit))
            return null;
        var x = scale.At(limit.Min);
        return Svg.Text("note", left + x, 14, $"limit {limit.Min}", x > scale.Width * 0.8 ? "end" : x < scale.Width * 0.2 ? "start" : "middle");
    }

    private static IEnumerable<XElement> Row(string id, BarRow row, BarScale scale, Corner at, Canvas canvas)
    {
        foreach (var label in Labels(row, scale, at, canvas))
            yield return label;
        yield return Svg.Rectangle("track", at.X, at.Y, scale.Width, Thick);
        var used = scale.Of(row.Used);
        if (used.Certain > 0)
            yield return Svg.Rectangle($"bar {Tone(row.Verdict)}", at.X, at.Y, Math.Max(1, used.Certain), Thick);
        if (used.Uncertain > 0)
        {
            var style = $"maybe {Tone(row.Verdict)}{(used.IsOpen ? " open" : "")}";
            yield return Svg.Rectangle(style, at.X + used.Certain, at.Y, used.Uncertain, Thick, Svg.FillUnknown(id));
            if (used.IsOpen)
                yield return Svg.Path("arrow", $"M{Svg.Number(at.X + scale.Width - 9)},{Svg.Number(at.Y + 3)}l7,7l-7,7");
        }

        foreach (var mark in Limit(id, row, scale, at, canvas.IsCompact))
            yield return mark;
    }

    private static IEnumerable<XElement> Limit(string id, BarRow row, BarScale scale, Corner at, bool isCompact)
    {
        if (row.Wanted is { IsExact: true } wanted && row.Limit is { IsExact: true } exact && wanted.Min < exact.Min)
            yield return Svg.Line("wanted", at.X + scale.At(wanted.Min), at.Y - 2, at.X + scale.At(wanted.Min), at.Y + Thick + 2);
        if (row.Limit is not { } limit)
            yield break;
        var stretch = scale.Of(limit);
        if (stretch.Uncertain > 0)
            yield return Svg.Rectangle("maybe limit", at.X + stretch.Certain, at.Y - 3, stretch.Uncertain, 5, Svg.FillUnknown(id));
        // Light around dark, so that it is seen across a full bar too.
        var x = at.X + stretch.Certain;
        yield return Svg.Line("halo", x, at.Y, x, at.Y + Thick);
        yield return Svg.Line("limit", x, at.Y - (isCompact ? 2 : 6), x, at.Y + Thick + (isCompact ? 2 : 6));
    }

    /// <summary>Beside the bar, or on a narrow canvas above it; a sign and a word say what the colour says.</summary>
    private static IEnumerable<XElement> Labels(BarRow row, BarScale scale, Corner at, Canvas canvas)
    {
        var verdict = $"note {Tone(row.Verdict)}";
        if (canvas.IsCompact)
        {
            yield return Svg.Text("name", 0, at.Y - 7, row.Name);
            yield return Svg.Text(verdict, canvas.Width, at.Y - 7, $"{(row.Used.Max is null ? row.Counts : row.Says)} {Mark(row.Verdict)}", "end");
            yield break;
        }

        yield return Svg.Text("name", at.X - 12, at.Y + 15, row.Name, "end");
        yield return Svg.Text("note", at.X + scale.Width + 14, at.Y + 15, row.Says);
        yield return Svg.Text(verdict, canvas.Width - 92, at.Y + 15, Mark(row.Verdict));
    }

    public static string Mark(Verdict verdict) => verdict switch
    {
        Pooling.Budget.Verdict.Within => "✓ fits",
        Pooling.Budget.Verdict.Exceeded => "✕ exceeded",
        _ => "? undecided",
    };

    public static string Tone(Verdict verdict) => verdict switch
    {
        Pooling.Budget.Verdict.Within => "good",
        Pooling.Budget.Verdict.Exceeded => "bad",
        _ => "warn",
    };

    private readonly record struct Corner(double X, double Y);
}
