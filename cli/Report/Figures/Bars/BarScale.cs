using System.Collections.Immutable;
using Infra.Pooling.Budget;

namespace Infra.Cli.Report.Figures.Bars;

/// <summary>A stretch along the axis: the certain part, then the uncertain one, to an open end where nothing bounds it.</summary>
internal readonly record struct Stretch(double Certain, double Uncertain, bool IsOpen)
{
    public double End => Certain + Uncertain;
}

/// <summary>One scale for all bars of a figure; it begins at zero, so that lengths can be compared.</summary>
/// <param name="PerConnection">Pixels for each connection.</param>
/// <param name="Width">Length of the whole axis in pixels.</param>
internal sealed record BarScale(double PerConnection, double Width)
{
    /// <summary>Share of the axis that is left for what has no end.</summary>
    private const double Beyond = 0.12;

    /// <summary>The scale on which the largest known number fits.</summary>
    public static BarScale For(ImmutableArray<BarRow> rows, double width)
    {
        Interval[] all = [.. rows.Select(row => row.Used), .. rows.Select(row => row.Limit).OfType<Interval>()];
        var known = Math.Max(1, all.Max(number => number.Max ?? number.Min));
        return new(width * (all.Any(number => number.Max is null) ? 1 - Beyond : 1) / known, width);
    }

    public double At(long connections) => connections * PerConnection;

    public Stretch Of(Interval number) => new(
        At(number.Min), number.Max is { } max ? At(max) - At(number.Min) : Width - At(number.Min), number.Max is null);
}
