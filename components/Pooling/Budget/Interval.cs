namespace Infra.Pooling.Budget;

/// <summary>A number of connections that is known only to lie between two ends. The default value is the number of which nothing is known.</summary>
/// <remarks>Arithmetic never overflows: a lower end stops at the largest long, an upper end beyond it is no bound at all.</remarks>
/// <param name="Min">Lower end; 0 or more.</param>
/// <param name="Max">Upper end, at least <paramref name="Min"/>; null when nothing bounds it.</param>
/// <exception cref="ArgumentOutOfRangeException">The ends are negative or in the wrong order.</exception>
public readonly record struct Interval(long Min, long? Max)
{
    /// <summary>Lower end; 0 or more.</summary>
    public long Min { get; } = Min >= 0 ? Min : throw new ArgumentOutOfRangeException(nameof(Min), Min, "An interval starts at 0 or above.");

    /// <summary>Upper end, at least <see cref="Min"/>; null when nothing bounds it.</summary>
    public long? Max { get; } = Max is null || Max >= Min
        ? Max
        : throw new ArgumentOutOfRangeException(nameof(Max), Max, $"An interval that starts at {Min} ends there or above.");

    /// <summary>A number that is known.</summary>
    public static Interval Exactly(long value) => new(value, value);

    /// <summary>A number of which nothing is known but its lower end.</summary>
    public static Interval AtLeast(long min) => new(min, null);

    /// <summary>Whether both ends are the same.</summary>
    public bool IsExact => Min == Max;

    /// <summary>The sum.</summary>
    public static Interval operator +(Interval left, Interval right) => Of(
        (Int128)left.Min + right.Min,
        (Int128?)left.Max + right.Max);

    /// <summary>The product; zero times anything is zero, even if that is unbounded.</summary>
    public static Interval operator *(Interval left, Interval right) => Of(
        (Int128)left.Min * right.Min,
        left.Max == 0 || right.Max == 0 ? 0 : (Int128?)left.Max * right.Max);

    /// <summary>The difference, never below zero.</summary>
    public static Interval operator -(Interval left, Interval right) => new(
        right.Max is { } most ? Math.Max(0, left.Min - most) : 0,
        left.Max is { } max ? Math.Max(0, max - right.Min) : null);

    /// <summary>The smaller of two.</summary>
    public static Interval Smaller(Interval left, Interval right) => new(
        Math.Min(left.Min, right.Min),
        left.Max is null ? right.Max : right.Max is null ? left.Max : Math.Min(left.Max.Value, right.Max.Value));

    /// <summary>The larger of two.</summary>
    public static Interval Larger(Interval left, Interval right) => new(
        Math.Max(left.Min, right.Min),
        left.Max is { } l && right.Max is { } r ? Math.Max(l, r) : null);

    /// <summary>As <c>50</c>, <c>50..80</c> or <c>50..</c>.</summary>
    public override string ToString() => IsExact ? $"{Min}" : $"{Min}..{Max}";

    private static Interval Of(Int128 min, Int128? max) => new(
        (long)Int128.Min(min, long.MaxValue),
        max <= long.MaxValue ? (long)max : null);
}
