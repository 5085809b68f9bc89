using System.Collections.Immutable;

namespace Infra.Pooling.Budget;

/// <summary>An interval that remembers how it came about: its arithmetic as text and the unknown values that widen it.</summary>
internal sealed class Figure
{
    private readonly bool _isSum;

    private Figure(Interval value, string text, IEnumerable<string> unknowns, bool isSum = false)
    {
        Value = value;
        Text = text;
        _isSum = isSum;
        // What cannot change the result is no unknown of it.
        Unknowns = value.IsExact ? [] : [.. unknowns.Distinct().Order(StringComparer.Ordinal)];
    }

    public Interval Value { get; }

    public string Text { get; }

    public ImmutableArray<string> Unknowns { get; }

    public static Figure Zero { get; } = Known(0);

    public static Figure Known(long value) => new(Interval.Exactly(value), $"{value}", []);

    public static Figure Of(Interval value, string path) => new(value, value.Max is null ? "unknown" : $"{value}", [path]);

    public static Figure Sum(params IReadOnlyList<Figure> terms) => terms switch
    {
        [] => Zero,
        [var only] => only,
        _ => new(Total(terms), string.Join(" + ", terms.Select(Factor)), terms.SelectMany(term => term.Unknowns), isSum: true),
    };

    public static Figure Product(params IReadOnlyList<Figure> factors) => new(
        factors.Aggregate(Interval.Exactly(1), (product, factor) => product * factor.Value),
        string.Join(" × ", factors.Select(Factor)),
        factors.SelectMany(factor => factor.Unknowns));

    /// <summary>The difference, never below zero.</summary>
    public static Figure Minus(Figure left, params IReadOnlyList<Figure> right) => new(
        right.Aggregate(left.Value, (rest, term) => rest - term.Value),
        string.Join(" − ", right.Prepend(left).Select(Factor)),
        [.. left.Unknowns, .. right.SelectMany(term => term.Unknowns)],
        isSum: true);

    /// <summary>floor(value × percent / 100).</summary>
    public static Figure Share(Figure value, Figure percent) => new(
        new(Percent(value.Value.Min, percent.Value.Min)!.Value, Percent(value.Value.Max, percent.Value.Max)),
        $"floor({value.Text} × {percent.Text} / 100)",
        [.. value.Unknowns, .. percent.Unknowns]);

    public static Figure Smaller(Figure left, Figure right) => new(
        Interval.Smaller(left.Value, right.Value),
        $"min({left.Text}, {right.Text})",
        left.Value.Max <= right.Value.Min ? left.Unknowns
        : right.Value.Max <= left.Value.Min ? right.Unknowns
        : [.. left.Unknowns, .. right.Unknowns]);

    public static Figure Larger(Figure left, Figure right) =>
        right.Value.Max <= left.Value.Min ? left
        : left.Value.Max <= right.Value.Min ? right
        : new(Interval.Larger(left.Value, right.Value), $"max({left.Text}, {right.Text})", [.. left.Unknowns, .. right.Unknowns]);

    private static string Factor(Figure figure) => figure._isSum ? $"({figure.Text})" : figure.Text;

    private static Interval Total(IEnumerable<Figure> terms) => terms.Aggregate(Interval.Exactly(0), (sum, term) => sum + term.Value);

    private static long? Percent(long? value, long? percent) => (long?)((Int128?)value * percent / 100);
}
