using Infra.Cli.Report.Figures.Timeline;

namespace Infra.Cli.Tests.Report;

public class TimelineTests
{
    [Fact]
    public void For_Values_ReachesFromAStepBelowToAStepAbove()
    {
        var scale = LogScale.For([TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5)], 300);

        Assert.Equal([1.0, 10, 60, 600], scale.Ticks.Select(tick => tick.TotalSeconds));
        Assert.Equal(0, scale.At(TimeSpan.FromSeconds(1)));
        Assert.Equal(300, scale.At(TimeSpan.FromMinutes(10)));
        // 600 times as long is the whole axis, so its square root is the middle.
        Assert.Equal(150, scale.At(TimeSpan.FromSeconds(Math.Sqrt(600))), 3);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(100000, 100)]
    public void At_BeyondTheAxis_StandsAtItsEnd(double seconds, double expected) =>
        Assert.Equal(expected, LogScale.For([TimeSpan.FromSeconds(10)], 100).At(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void For_OneValueOnAStep_IsStillAScale() =>
        Assert.Equal([10.0, 60], LogScale.For([TimeSpan.FromSeconds(10)], 100).Ticks.Select(tick => tick.TotalSeconds));

    [Fact]
    public void For_ZeroAndVeryLong_IsStillAScale()
    {
        var scale = LogScale.For([TimeSpan.Zero, TimeSpan.FromDays(100_000)], 100);

        Assert.Equal(0, scale.At(TimeSpan.Zero));
        Assert.Equal(100, scale.At(TimeSpan.FromDays(100_000)));
    }

    [Fact]
    public void Of_Plan_IsOrderedByLengthAndNamesItsSettings()
    {
        var entries = TimeoutEntry.Of(Plans.Plan(Plans.Usual).Timeouts);

        Assert.Equal(entries.OrderBy(entry => entry.Value), entries);
        Assert.Contains(new TimeoutEntry(Actor.Pooler, "wait for a server connection", "query_wait_timeout", TimeSpan.FromSeconds(8)), entries);
        Assert.Contains(new TimeoutEntry(Actor.Server, "one statement", "statement_timeout", TimeSpan.FromSeconds(20)), entries);
        Assert.DoesNotContain(entries, entry => entry.Actor == Actor.Network);
    }
}
