using System.Globalization;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Reads durations.</summary>
internal static class Durations
{
    /// <summary>A duration within its range, in whole steps.</summary>
    /// <param name="cursor">Where.</param>
    /// <param name="min">Shortest.</param>
    /// <param name="max">Longest.</param>
    /// <param name="step">What it must be a multiple of.</param>
    public static TimeSpan? Duration(this Cursor cursor, TimeSpan min, TimeSpan max, TimeSpan step)
    {
        var allowed = $"a duration from {DurationText.Format(min)} to {DurationText.Format(max)}{StepText(step)}";
        if (cursor.Scalar(allowed, new Form.Duration(min, max, step)) is not { } text)
            return null;
        if (DurationText.TryParse(text, out var duration))
            return Within(cursor, duration, min, max, step, allowed) ? duration : null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            cursor.Wrong("a duration needs a unit", allowed, $"write `{text}{LikelyUnit(number, step)}`");
        else
            cursor.Wrong("is not a duration", allowed, "write a number and one of ms, s, m, h, such as `15s`");
        return null;
    }

    private static bool Within(Cursor cursor, TimeSpan duration, TimeSpan min, TimeSpan max, TimeSpan step, string allowed)
    {
        if (duration < min)
            cursor.Wrong("is too short", allowed, $"raise it to {DurationText.Format(min)} or more");
        else if (duration > max)
            cursor.Wrong("is too long", allowed, $"lower it to {DurationText.Format(max)} or less");
        else if (duration.Ticks % step.Ticks != 0)
            cursor.Wrong("is too fine", allowed, $"round it to `{DurationText.Format(step * Math.Ceiling(duration / step))}`");
        else
            return true;
        return false;
    }

    // Somebody who writes 15 means seconds, and somebody who writes 15000 milliseconds.
    private static string LikelyUnit(decimal number, TimeSpan step) => number < 1000 && step >= TimeSpan.FromMilliseconds(1) ? "s" : "ms";

    private static string StepText(TimeSpan step) =>
        step == TimeSpan.FromSeconds(1) ? ", in whole seconds" : step == TimeSpan.FromMilliseconds(1) ? ", in whole milliseconds" : "";
}
