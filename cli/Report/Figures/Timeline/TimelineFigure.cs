using System.Collections.Immutable;
using System.Xml.Linq;
using Infra.Pooling.Specification;

namespace Infra.Cli.Report.Figures.Timeline;

/// <summary>Draws the time-outs as a ladder: the shortest on top, each as far to the right as it is long.</summary>
internal static class TimelineFigure
{
    private const double Top = 28;

    public static XElement Draw(string id, ImmutableArray<TimeoutEntry> entries, Canvas canvas)
    {
        var (left, right) = canvas.IsCompact ? (8.0, 44.0) : (330.0, 60.0);
        var step = canvas.IsCompact ? 38.0 : 27.0;
        var scale = LogScale.For([.. entries.Select(entry => entry.Value)], canvas.Width - left - right);
        var height = Top + (step * entries.Length) + 6;
        return Svg.Figure(
            id, "Time-outs, the shortest first", Description(entries), canvas.Width, height,
            scale.Ticks.SelectMany((tick, index) => Tick(tick, left + scale.At(tick), height, index, canvas)),
            entries.SelectMany((entry, index) => Rung(entry, scale, left, Top + (step * index), canvas)));
    }

    public static string Description(ImmutableArray<TimeoutEntry> entries) =>
        string.Join("; ", entries.Select(entry => $"{entry.Shown}: {Who(entry.Actor)}, {entry.Name}")) + ".";

    public static string Who(Actor actor) => Spelling.Of(actor);

    private static IEnumerable<XElement> Tick(TimeSpan tick, double x, double height, int index, Canvas canvas)
    {
        yield return Svg.Line("grid", x, Top - 8, x, height - 4);
        // A narrow axis has no room for every label.
        if (!canvas.IsCompact || index % 2 == 0)
            yield return Svg.Text("tick", x, 14, DurationText.Format(tick), "middle");
    }

    private static IEnumerable<XElement> Rung(TimeoutEntry entry, LogScale scale, double left, double y, Canvas canvas)
    {
        var x = left + scale.At(entry.Value);
        var middle = y + (canvas.IsCompact ? 26 : 13);
        if (canvas.IsCompact)
        {
            yield return Svg.Text("note ink", left - 8, y + 13, Canvas.Fit($"{Who(entry.Actor)}: {entry.Name}", canvas.Width, 12));
        }
        else
        {
            yield return Svg.Text("note", 0, middle + 4, Who(entry.Actor));
            yield return Svg.Text("note ink", 72, middle + 4, Canvas.Fit(entry.Name, left - 90, 13));
        }

        yield return Svg.Line($"rung {Tone(entry.Actor)}", left, middle, x, middle);
        yield return Mark(entry.Actor, x, middle);
        yield return Svg.Text("value", x + 11, middle + 4, entry.Shown);
    }

    /// <summary>A shape for each, because colours alone do not tell them apart.</summary>
    private static XElement Mark(Actor actor, double x, double y)
    {
        var at = $"M{Svg.Number(x)},{Svg.Number(y)}";
        return Svg.Path($"mark {Tone(actor)}", at + actor switch
        {
            Actor.Client => "m-5,0a5,5 0 1 0 10,0a5,5 0 1 0 -10,0z",
            Actor.Pooler => "m-5,-5h10v10h-10z",
            Actor.Server => "m0,-6.5l6.5,6.5l-6.5,6.5l-6.5,-6.5z",
            _ => "m0,-6l6,11h-12z",
        });
    }

    private static string Tone(Actor actor) => actor switch
    {
        Actor.Client => "rw",
        Actor.Pooler => "ro",
        Actor.Server => "direct",
        _ => "still",
    };
}
