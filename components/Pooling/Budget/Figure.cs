using System.Collections.Immutable;

namespace Infra.Pooling.Budget;

/// <summary>An interval that remembers how it came about: its arithmetic as text and the unknown values that widen it.</summary>
/// <remarks>
/// Most figures are compared and never shown, and a large stack has a hundred thousand of them: each is one small object, and the text and
/// the unknown values are made only when they are asked for.
/// </remarks>
internal sealed class Figure
{
    // The counts of copies, processes and connections that most budgets are made of.
    private static readonly ImmutableArray<Figure> Small =
        [.. Enumerable.Range(0, 256).Select(value => new Figure(Interval.Exactly(value), Operation.Known))];

    private readonly Operation _operation;
    private readonly ImmutableArray<Figure> _parts;
    private readonly string? _owner;
    private readonly string? _member;

    private Figure(Interval value, Operation operation, params ImmutableArray<Figure> parts)
    {
        Value = value;
        _operation = operation;
        _parts = parts;
    }

    private Figure(Interval value, string owner, string member)
        : this(value, Operation.Stated)
    {
        _owner = owner;
        _member = member;
    }

    private enum Operation
    {
        Known,
        Stated,
        Sum,
        Product,
        Difference,
        Share,
        Smaller,
        Larger,
    }

    public Interval Value { get; }

    public string Text => _operation switch
    {
        Operation.Known => $"{Value.Min}",
        Operation.Stated => Value.Max is null ? "unknown" : $"{Value}",
        Operation.Sum => string.Join(" + ", _parts.Select(Factor)),
        Operation.Product => string.Join(" × ", _parts.Select(Factor)),
        Operation.Difference => string.Join(" − ", _parts.Select(Factor)),
        Operation.Share => $"floor({_parts[0].Text} × {_parts[1].Text} / 100)",
        Operation.Smaller => $"min({_parts[0].Text}, {_parts[1].Text})",
        _ => $"max({_parts[0].Text}, {_parts[1].Text})",
    };

    /// <summary>What cannot change the result is no unknown of it.</summary>
    public ImmutableArray<string> Unknowns => Value.IsExact ? [] : [.. Wideners().Distinct().Order(StringComparer.Ordinal)];

    public static Figure Zero => Known(0);

    public static Figure Known(long value) =>
        value >= 0 && value < Small.Length ? Small[(int)value] : new(Interval.Exactly(value), Operation.Known);

    /// <summary>A value that is stated somewhere.</summary>
    /// <param name="value">The value.</param>
    /// <param name="owner">Path of what it belongs to: <c>workloads[0]</c>.</param>
    /// <param name="member">Its path from there: <c>replicas.max</c>.</param>
    public static Figure Of(Interval value, string owner, string member) => new(value, owner, member);

    public static Figure Sum(params ImmutableArray<Figure> terms)
    {
        if (terms.Length <= 1)
            return terms.IsEmpty ? Zero : terms[0];
        var sum = terms[0].Value;
        foreach (var term in terms.AsSpan()[1..])
            sum += term.Value;
        return new(sum, Operation.Sum, terms);
    }

    public static Figure Product(params ImmutableArray<Figure> factors)
    {
        var product = Interval.Exactly(1);
        foreach (var factor in factors)
            product *= factor.Value;
        return new(product, Operation.Product, factors);
    }

    /// <summary>The difference, never below zero.</summary>
    public static Figure Minus(Figure left, params ImmutableArray<Figure> right) =>
        new(right.Aggregate(left.Value, (rest, term) => rest - term.Value), Operation.Difference, [left, .. right]);

    /// <summary>floor(value × percent / 100).</summary>
    public static Figure Share(Figure value, Figure percent) => new(
        new(Percent(value.Value.Min, percent.Value.Min)!.Value, Percent(value.Value.Max, percent.Value.Max)), Operation.Share, value, percent);

    public static Figure Smaller(Figure left, Figure right) => new(Interval.Smaller(left.Value, right.Value), Operation.Smaller, left, right);

    public static Figure Larger(Figure left, Figure right) =>
        right.Value.Max <= left.Value.Min ? left
        : left.Value.Max <= right.Value.Min ? right
        : new(Interval.Larger(left.Value, right.Value), Operation.Larger, left, right);

    private IEnumerable<string> Wideners() => _operation switch
    {
        Operation.Stated => [$"{_owner}.{_member}"],
        Operation.Smaller when _parts[0].Value.Max <= _parts[1].Value.Min => _parts[0].Unknowns,
        Operation.Smaller when _parts[1].Value.Max <= _parts[0].Value.Min => _parts[1].Unknowns,
        _ => _parts.SelectMany(part => part.Unknowns),
    };

    private static string Factor(Figure figure) =>
        figure._operation is Operation.Sum or Operation.Difference ? $"({figure.Text})" : figure.Text;

    private static long? Percent(long? value, long? percent) => (long?)((Int128?)value * percent / 100);
}
