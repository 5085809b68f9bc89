using System.Globalization;

namespace Infra.Pooling.Sizing;

/// <summary>Figures as a reason shows them: short, and enough to check the arithmetic.</summary>
internal static class SizingText
{
    public static string Number(double value) =>
        Math.Abs(value) >= 1000 ? Text(value, "0") : Math.Abs(value) >= 10 ? Text(value, "0.#") : Text(value, "0.###");

    public static string Percent(double share) => $"{Text(share * 100, share is > 0 and < 0.1 ? "0.#" : "0")} %";

    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalMilliseconds: 0 } => "0 ms",
        { TotalMilliseconds: < 0.01 } => "less than 0.01 ms",
        { TotalSeconds: < 1 } => $"{Text(duration.TotalMilliseconds, duration.TotalMilliseconds < 10 ? "0.##" : "0.#")} ms",
        _ => $"{Number(duration.TotalSeconds)} s",
    };

    public static string Counted(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
