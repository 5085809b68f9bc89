using Infra.Cli.Load;

namespace Infra.Cli.Tests.Load;

public sealed class ServiceTimeTests
{
    private const int Count = 200_000;

    [Theory]
    [InlineData(5, 0.5)]
    [InlineData(5, 1)]
    [InlineData(50, 2)]
    public void Next_ManyTimes_HasTheMeanAndTheVariation(double milliseconds, double variation)
    {
        var random = new Random(7);
        var service = ServiceTime.Of(milliseconds, variation);

        var drawn = Times.Of([.. Enumerable.Range(0, Count).Select(_ => service.Next(random).TotalSeconds)]);

        Assert.InRange(drawn.Mean.TotalMilliseconds, milliseconds * 0.97, milliseconds * 1.03);
        Assert.InRange(drawn.Variation, variation * 0.9, variation * 1.1);
    }

    [Fact]
    public void Next_Fixed_IsTheMean() => Assert.Equal(TimeSpan.FromMilliseconds(5), ServiceTime.Of(5).Next(new Random(7)));

    [Fact]
    public void Exponential_ManyTimes_VariesAsMuchAsItsMean()
    {
        var random = new Random(7);

        var drawn = Times.Of([.. Enumerable.Range(0, Count).Select(_ => ServiceTime.Exponential(TimeSpan.FromMilliseconds(3), random).TotalSeconds)]);

        Assert.InRange(drawn.Mean.TotalMilliseconds, 2.9, 3.1);
        Assert.InRange(drawn.Variation, 0.97, 1.03);
    }
}

public sealed class TimesTests
{
    [Fact]
    public void Of_SomeSeconds_IsTheirDistribution()
    {
        var times = Times.Of([.. Enumerable.Range(1, 100).Reverse().Select(each => (double)each)]);

        Assert.Equal((50.5, 51, 100), (times.Mean.TotalSeconds, times.P50.TotalSeconds, times.P99.TotalSeconds));
        Assert.Equal(0.5716, times.Variation, 4);
    }

    [Fact]
    public void Of_Nothing_IsNone() => Assert.Equal(Times.None, Times.Of([]));
}
