namespace Infra.Pooling.Budget;

/// <summary>A number of connections that is known only to lie between two ends.</summary>
/// <param name="Min">Lower end; 0 or more.</param>
/// <param name="Max">Upper end, at least <paramref name="Min"/>; null when nothing bounds it.</param>
public readonly record struct Interval(long Min, long? Max)
{
    /// <summary>A number that is known.</summary>
    public static Interval Exactly(long value) => new(value, value);

    /// <summary>A number of which nothing is known but its lower end.</summary>
    public static Interval AtLeast(long min) => new(min, null);

    /// <summary>Whether both ends are the same.</summary>
    public bool IsExact => Min == Max;

    /// <summary>The sum.</summary>
    public static Interval operator +(Interval left, Interval right) => new(left.Min + right.Min, left.Max + right.Max);

    /// <summary>The product; zero times anything is zero, even if that is unbounded.</summary>
    public static Interval operator *(Interval left, Interval right) =>
        new(left.Min * right.Min, left.Max == 0 || right.Max == 0 ? 0 : left.Max * right.Max);

    /// <summary>The difference, never below zero.</summary>
    public static Interval operator -(Interval left, Interval right) =>
        new(Math.Max(0, left.Min - (right.Max ?? long.MaxValue)), left.Max is { } max ? Math.Max(0, max - right.Min) : null);

    /// <summary>The smaller of two.</summary>
    public static Interval Smaller(Interval left, Interval right) =>
        new(Math.Min(left.Min, right.Min), left.Max is null ? right.Max : right.Max is null ? left.Max : Math.Min(left.Max.Value, right.Max.Value));

    /// <summary>The larger of two.</summary>
    public static Interval Larger(Interval left, Interval right) =>
        new(Math.Max(left.Min, right.Min), left.Max is { } l && right.Max is { } r ? Math.Max(l, r) : null);

    /// <summary>As <c>50</c>, <c>50..80</c> or <c>50..</c>.</summary>
    public override string ToString() => IsExact ? $"{Min}" : $"{Min}..{Max}";
}
