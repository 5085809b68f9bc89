namespace Infra.Pooling.Specification.Outline;

/// <summary>Regular expressions for durations.</summary>
internal static class DurationPattern
{
    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond),
        ("s", TimeSpan.TicksPerSecond),
        ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour),
    ];

    public static string Of(TimeSpan min, TimeSpan max, TimeSpan step) => $"^({string.Join('|', Units.SelectMany(unit => Forms(unit.Unit, unit.Ticks, min, max, step)))})$";

    // A whole number of a unit can be told exactly; one with a decimal point can only be told to have the right form.
    private static IEnumerable<string> Forms(string unit, long ticks, TimeSpan min, TimeSpan max, TimeSpan step)
    {
        var (fewest, most) = ((min.Ticks + ticks - 1) / ticks, max.Ticks / ticks);
        if (fewest <= most && ticks % step.Ticks == 0)
            yield return DigitRange.Of(fewest, most) + unit;
        // 1000ms is a whole second: of a finer unit than the step, what ends in the right number of zeros.
        else if (fewest <= most)
            yield return $"[0-9]*{string.Concat(Enumerable.Repeat('0', $"{step.Ticks / ticks}".Length - 1))}{unit}";
        yield return $"[0-9]+\\.[0-9]+{unit}";
    }
}
