using System.Collections.Immutable;

namespace Infra.Pooling.Budget;

/// <summary>An interval that remembers how it came about: its arithmetic as text and the unknown values that widen it.</summary>
/// <remarks>Most figures are compared and never shown, so the text and the unknown values are made only when they are asked for.</remarks>
internal sealed class Figure
{
    private readonly Func<string> _text;
    private readonly Func<IEnumerable<string>> _unknowns;
    private readonly bool _isSum;

    private Figure(Interval value, Func<string> text, Func<IEnumerable<string>> unknowns, bool isSum = false)
    {
        Value = value;
        _text = text;
        _unknowns = unknowns;
        _isSum = isSum;
    }

    public Interval Value { get; }

    public string Text => _text();

    /// <summary>What cannot change the result is no unknown of it.</summary>
    public ImmutableArray<string> Unknowns => Value.IsExact ? [] : [.. _unknowns().Distinct().Order(StringComparer.Ordinal)];

    public static Figure Zero { get; } = Known(0);

    public static Figure Known(long value) => new(Interval.Exactly(value), () => $"{value}", static () => []);

    /// <summary>A value that is stated somewhere.</summary>
    /// <param name="value">The value.</param>
    /// <param name="owner">Path of what it belongs to: <c>workloads[0]</c>.</param>
    /// <param name="member">Its path from there: <c>replicas.max</c>.</param>
    public static Figure Of(Interval value, string owner, string member) =>
        new(value, () => value.Max is null ? "unknown" : $"{value}", () => [$"{owner}.{member}"]);

    public static Figure Sum(params IReadOnlyList<Figure> terms) => terms switch
    {
        [] => Zero,
        [var only] => only,
        _ => new(Total(terms), () => string.Join(" + ", terms.Select(Factor)), () => UnknownsOf(terms), isSum: true),
    };

    public static Figure Product(params IReadOnlyList<Figure> factors)
    {
        var product = Interval.Exactly(1);
        foreach (var factor in factors)
            product *= factor.Value;
        return new(product, () => string.Join(" × ", factors.Select(Factor)), () => UnknownsOf(factors));
    }

    /// <summary>The difference, never below zero.</summary>
    public static Figure Minus(Figure left, params IReadOnlyList<Figure> right) => new(
        right.Aggregate(left.Value, (rest, term) => rest - term.Value),
        () => string.Join(" − ", right.Prepend(left).Select(Factor)),
        () => UnknownsOf(right.Prepend(left)),
        isSum: true);

    /// <summary>floor(value × percent / 100).</summary>
    public static Figure Share(Figure value, Figure percent) => new(
        new(Percent(value.Value.Min, percent.Value.Min)!.Value, Percent(value.Value.Max, percent.Value.Max)),
        () => $"floor({value.Text} × {percent.Text} / 100)",
        () => UnknownsOf([value, percent]));

    public static Figure Smaller(Figure left, Figure right) => new(
        Interval.Smaller(left.Value, right.Value),
        () => $"min({left.Text}, {right.Text})",
        () => left.Value.Max <= right.Value.Min ? left.Unknowns
            : right.Value.Max <= left.Value.Min ? right.Unknowns
            : UnknownsOf([left, right]));

    public static Figure Larger(Figure left, Figure right) =>
        right.Value.Max <= left.Value.Min ? left
        : left.Value.Max <= right.Value.Min ? right
        : new(Interval.Larger(left.Value, right.Value), () => $"max({left.Text}, {right.Text})", () => UnknownsOf([left, right]));

    private static IEnumerable<string> UnknownsOf(IEnumerable<Figure> figures) => figures.SelectMany(figure => figure.Unknowns);

    private static string Factor(Figure figure) => figure._isSum ? $"({figure.Text})" : figure.Text;

    private static Interval Total(IReadOnlyList<Figure> terms)
    {
        var sum = Interval.Exactly(0);
        foreach (var term in terms)
            sum += term.Value;
        return sum;
    }

    private static long? Percent(long? value, long? percent) => (long?)((Int128?)value * percent / 100);
}
