using System.Globalization;

namespace Infra.Policies.Rules.Waivers;

/// <summary>A finding that somebody answers for, for a time.</summary>
/// <param name="Path">Where it is written: <c>waivers[0]</c>.</param>
/// <param name="Rule">Id of the rule.</param>
public sealed record Waiver(string Path, string Rule)
{
    /// <summary>The only stack that it is about; null for all.</summary>
    public string? Stack { get; init; }

    /// <summary>URN or name of the only resource that it is about, or the identity of a server; null for all.</summary>
    public string? Resource { get; init; }

    /// <summary>How many connections too many it covers, on one server; null when it does not say.</summary>
    public long? Connections { get; init; }

    /// <summary>Who answers for it; null when it does not say.</summary>
    public string? Owner { get; init; }

    /// <summary>Why; null when it does not say.</summary>
    public string? Reason { get; init; }

    /// <summary>Last day on which it holds; null when it does not say.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>As <c>+40 until 2027-01-31</c>.</summary>
    public string Allowance => Until is not { } day ? "without an end"
        : string.Create(CultureInfo.InvariantCulture, $"{(Connections is { } connections ? $"+{connections} " : "")}until {day:yyyy-MM-dd}");
}
