namespace Infra.Cli.Doctor.Looking;

/// <summary>What a step found, or why it found nothing: a check never takes the second for a good sign.</summary>
/// <param name="Value">What was found; null when nothing was.</param>
/// <param name="Reason">Why nothing was found; null when something was.</param>
internal sealed record Seen<T>(T? Value, string? Reason)
    where T : class
{
    public static Seen<T> Not(string reason) => new(null, reason);
}

/// <summary>Makes what a step found.</summary>
internal static class Seen
{
    public static Seen<T> Of<T>(T value)
        where T : class => new(value, null);
}
