using System.Collections.Immutable;

namespace Infra.Cli.Report.Figures.Timeline;

/// <summary>A scale of time on which each step is many times the one before: seconds and hours on one line.</summary>
internal sealed record LogScale
{
    private static readonly ImmutableArray<TimeSpan> Steps =
    [
        TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(100),
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10),
        TimeSpan.FromHours(1), TimeSpan.FromHours(10), TimeSpan.FromDays(4), TimeSpan.FromDays(40), TimeSpan.FromDays(400), TimeSpan.FromDays(36500),
    ];

    private LogScale(double width, ImmutableArray<TimeSpan> ticks) => (Width, Ticks) = (width, ticks);

    /// <summary>Length of the axis in pixels.</summary>
    public double Width { get; }

    /// <summary>The steps along the axis; the first and the last are its ends.</summary>
    public ImmutableArray<TimeSpan> Ticks { get; }

    /// <summary>The shortest scale of whole steps that holds all values; at least two steps.</summary>
    public static LogScale For(IReadOnlyCollection<TimeSpan> values, double width)
    {
        var first = Array.FindLastIndex([.. Steps], step => step <= values.Min());
        first = Math.Clamp(first, 0, Steps.Length - 2);
        var last = Array.FindIndex([.. Steps], step => step >= values.Max());
        last = Math.Max(first + 1, last < 0 ? Steps.Length - 1 : last);
        return new(width, Steps[first..(last + 1)]);
    }

    /// <summary>Where a value stands; what lies beyond an end stands at that end.</summary>
    public double At(TimeSpan value)
    {
        var (first, last) = (Math.Log(Ticks[0].Ticks), Math.Log(Ticks[^1].Ticks));
        return Width * Math.Clamp((Math.Log(Math.Max(1, value.Ticks)) - first) / (last - first), 0, 1);
    }
}
