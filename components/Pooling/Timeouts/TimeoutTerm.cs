using System.Globalization;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Timeouts;

/// <summary>One side of a rule about time-outs.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="Key">Key of the specification from which it comes; null when it follows from others.</param>
/// <param name="Setting">The pooler's setting by which it can be overruled; null when there is none.</param>
/// <param name="Value">Its value; null means no limit, which is longer than anything.</param>
public sealed record TimeoutTerm(string Name, string? Key, string? Setting, Func<TimeoutPlan, TimeSpan?> Value)
{
    /// <summary>Where its value comes from; null when it follows from others.</summary>
    public string? Path(TimeoutPlan plan) => IsOverridden(plan) ? $"{plan.PoolerPath}.settings.{Setting}" : Key;

    /// <summary>How a message calls it.</summary>
    internal string Called(TimeoutPlan plan) => Path(plan) is { } path ? $"`{path}`" : Name;

    /// <summary>Whether somebody decided on it, rather than leaving it at its default.</summary>
    internal bool IsChosen(TimeoutPlan plan) =>
        IsOverridden(plan) || (Key is not null && Value(plan) != Value(TimeoutPlan.Create(new TimeoutOptions(), default, plan.PoolerOptions)));

    /// <summary>Its value as a duration.</summary>
    internal string Shown(TimeoutPlan plan) => Value(plan) is { } value ? DurationText.Format(value) : "no limit";

    /// <summary>Its value as somebody wrote it.</summary>
    internal string Received(TimeoutPlan plan)
    {
        if (!IsOverridden(plan))
            return Shown(plan);
        var written = plan.PoolerOptions.Settings[Setting!];
        return Value(plan) is null ? $"{written}, no limit" : written;
    }

    /// <summary>Another term's value in the notation of this one: the pooler's settings are bare seconds.</summary>
    internal string Bound(TimeoutTerm other, TimeoutPlan plan) => IsOverridden(plan) && other.Value(plan) is { } value
        ? string.Create(CultureInfo.InvariantCulture, $"{(decimal)value.Ticks / TimeSpan.TicksPerSecond:0.###}")
        : other.Shown(plan);

    /// <summary>What to remember in writing it.</summary>
    internal string Notation(TimeoutPlan plan) => IsOverridden(plan) ? ", in seconds without a unit" : "";

    private bool IsOverridden(TimeoutPlan plan) => Setting is not null && plan.PoolerOptions.Settings.ContainsKey(Setting);
}
