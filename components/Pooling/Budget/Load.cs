using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Budget;

/// <summary>A line whose result still knows the unknown values in it.</summary>
internal sealed record CountedLine(string Name, LineKind Kind, Route Route, Figure Count, string Owner, string Member)
{
    public BudgetLine ToLine() => new(Name, Kind, Route, Count.Text, Count.Value, $"{Owner}.{Member}");
}

/// <summary>Lines that meet in one place, and their sum.</summary>
internal sealed class Load
{
    private readonly ImmutableArray<CountedLine> _lines;

    public Load(ImmutableArray<CountedLine> lines)
        : this(lines, Figure.Sum([.. lines.Select(line => line.Count)]))
    {
    }

    private Load(ImmutableArray<CountedLine> lines, Figure count)
    {
        _lines = lines;
        Count = count;
    }

    public Figure Count { get; }

    public ImmutableArray<BudgetLine> ToLines() => [.. _lines.Select(line => line.ToLine())];

    /// <summary>The larger sum, with the lines of the load that can be larger.</summary>
    public static Load Larger(Load left, Load right) => new(
        (right.Count.Value.Max ?? long.MaxValue) > (left.Count.Value.Max ?? long.MaxValue) ? right._lines : left._lines,
        Figure.Larger(left.Count, right.Count));
}
