using Infra.Cli.Measuring;
using Infra.Pooling.Sizing;

namespace Infra.Cli.Tests.Measuring;

public sealed class PoolFitTests
{
    private static readonly int[] Sizes = [1, 2, 4, 8, 16, 32];

    [Theory]
    [InlineData(5, 0.5, 0.3, 2, 1)]
    [InlineData(20, 1, 0.05, 4, 1)]
    [InlineData(2, 0, 0.8, 2, 2)]
    public void Of_MeasuresOfAKnownWork_FindsThatWork(double milliseconds, double variation, double share, double vCpu, int pools)
    {
        var work = new PoolWork(TimeSpan.FromMilliseconds(milliseconds)) { Variation = variation, BusyShare = share, VCpu = vCpu, Pools = pools };

        var fitted = PoolFit.Of([.. Sizes.Select(size => Measured.Of(work, new PoolDemand.Closed(4 * size * pools, TimeSpan.Zero), size))], pools, vCpu);

        Assert.Equal(share, fitted.BusyShare, share / 20);
        // Two pools of one connection already meet at the processors.
        Assert.InRange(fitted.Hold.TotalMilliseconds, milliseconds * 0.999, milliseconds * 1.35);
        Assert.Equal((variation, vCpu, pools), (fitted.Variation, fitted.VCpu, fitted.Pools));
    }

    [Fact]
    public void Of_WorkThatOnlyWaits_HasNextToNoBusyShare()
    {
        var work = new PoolWork(TimeSpan.FromMilliseconds(50)) { BusyShare = 0, VCpu = 2 };

        var fitted = PoolFit.Of([.. Sizes.Select(size => Measured.Of(work, new PoolDemand.Closed(4 * size, TimeSpan.Zero), size))], 1, 2);

        Assert.InRange(fitted.BusyShare, 0, 0.01);
    }

    [Fact]
    public void Limited_LessThanTheProcessorsCouldDo_LeavesAPartOfThemToOthers()
    {
        var work = PoolFit.Limited(new PoolWork(TimeSpan.FromMilliseconds(1)), 500, 2);

        Assert.Equal((1, 0.5), (work.BusyShare, work.VCpu));
    }
}
