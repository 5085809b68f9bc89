using Infra.Pooling.Budget;

namespace Infra.Policies.Rules.Estates;

/// <summary>A number, as far as it is known, and where it stands.</summary>
/// <param name="Value">The number; <see cref="Interval.AtLeast"/> where it is not known.</param>
/// <param name="At">Where it stands, or would stand.</param>
internal readonly record struct Quantity(Interval Value, Subject At)
{
    /// <summary>Whether it is known.</summary>
    public bool IsKnown => Value.IsExact;

    public static Quantity Known(long value, Subject at) => new(Interval.Exactly(value), at);

    public static Quantity Unknown(Subject at, long least = 0) => new(Interval.AtLeast(least), at);
}
