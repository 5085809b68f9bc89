using System.Globalization;

namespace Infra.Pooling.Specification;

/// <summary>Durations as a specification writes them: a number and one of ms, s, m, h, such as <c>200ms</c> or <c>15s</c>.</summary>
public static class DurationText
{
    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond),
        ("s", TimeSpan.TicksPerSecond),
        ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour),
    ];

    /// <summary>The duration with the largest unit that leaves a whole number, so that equal durations read the same.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
            return "0s";
        var (unit, ticks) = Units.LastOrDefault(unit => duration.Ticks % unit.Ticks == 0, Units[0]);
        return string.Create(CultureInfo.InvariantCulture, $"{(decimal)duration.Ticks / ticks:0.####}{unit}");
    }

    /// <summary>Reads a duration; false when the text is none, is negative, or is finer than 100 ns.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        foreach (var (unit, ticks) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal) && TryAmount(text[..^unit.Length], ticks, out duration))
                return true;
        }

        return false;
    }

    private static bool TryAmount(string text, long ticksOfUnit, out TimeSpan duration)
    {
        duration = default;
        // A hundred million hours is beyond every range and still far from an overflow.
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            || !char.IsAsciiDigit(text[0]) || amount > 100_000_000)
            return false;
        var ticks = amount * ticksOfUnit;
        duration = new TimeSpan((long)ticks);
        return ticks == Math.Truncate(ticks);
    }
}
