using Infra.Pooling.Budget;

namespace Infra.Pooling.Tests.Budget;

public sealed class IntervalTests
{
    private static Interval Unknown => default;

    [Fact]
    public void Default_Always_IsUnknown() => Assert.Equal(Interval.AtLeast(0), Unknown);

    [Theory]
    [InlineData(-1, 5L, "An interval starts at 0 or above. (Parameter 'Min')\nActual value was -1.")]
    [InlineData(5, 4L, "An interval that starts at 5 ends there or above. (Parameter 'Max')\nActual value was 4.")]
    public void Interval_ImpossibleEnds_IsRefused(long min, long max, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentOutOfRangeException>(() => new Interval(min, max)).Message.ReplaceLineEndings("\n"));

    [Fact]
    public void Arithmetic_SmallIntervals_HoldsEveryPairAndNothingMore()
    {
        // Every operation must give exactly the hull of what its operands can give.
        var intervals = (from min in Enumerable.Range(0, 4) from width in Enumerable.Range(0, 3) select new Interval(min, min + width)).ToList();
        foreach (var (left, right) in from left in intervals from right in intervals select (left, right))
        {
            Holds(left + right, (a, b) => a + b);
            Holds(left * right, (a, b) => a * b);
            Holds(left - right, (a, b) => a < b ? 0 : a - b);
            Holds(Interval.Smaller(left, right), Math.Min);
            Holds(Interval.Larger(left, right), Math.Max);

            void Holds(Interval actual, Func<long, long, long> operation)
            {
                var results = (from a in Values(left) from b in Values(right) select operation(a, b)).ToList();
                Assert.Equal(new Interval(results.Min(), results.Max()), actual);
            }
        }
    }

    [Fact]
    public void Arithmetic_UnboundedOperand_StaysUnboundedWhereItMatters()
    {
        Assert.Equal(Interval.AtLeast(5), Interval.AtLeast(2) + Interval.Exactly(3));
        Assert.Equal(Interval.AtLeast(6), Interval.AtLeast(2) * Interval.Exactly(3));
        Assert.Equal(Interval.Exactly(0), Unknown * Interval.Exactly(0));
        Assert.Equal(Interval.AtLeast(7), Interval.AtLeast(10) - Interval.Exactly(3));
        Assert.Equal(new Interval(0, 8), Interval.Exactly(10) - Interval.AtLeast(2));
        Assert.Equal(Unknown, Unknown - Unknown);
        Assert.Equal(new Interval(0, 4), Interval.Smaller(Unknown, Interval.Exactly(4)));
        Assert.Equal(Interval.AtLeast(4), Interval.Larger(Unknown, Interval.Exactly(4)));
    }

    [Fact]
    public void Arithmetic_BeyondLong_StopsInsteadOfWrapping()
    {
        var huge = Interval.Exactly(long.MaxValue);
        Assert.Equal(Interval.AtLeast(long.MaxValue), huge + huge);
        Assert.Equal(Interval.AtLeast(long.MaxValue), huge * huge);
        Assert.Equal(Interval.Exactly(0), Interval.Exactly(0) - huge);
    }

    [Theory]
    [InlineData(50, 50L, "50")]
    [InlineData(50, 80L, "50..80")]
    [InlineData(50, null, "50..")]
    public void ToString_Always_ShowsTheEnds(long min, long? max, string text) => Assert.Equal(text, new Interval(min, max).ToString());

    private static IEnumerable<long> Values(Interval interval)
    {
        for (var value = interval.Min; value <= interval.Max; value++)
            yield return value;
    }
}
