using System.Collections.Immutable;
using Infra.Cli.Measuring;
using Infra.Pooling.Sizing;

namespace Infra.Cli.Tests.Measuring;

public sealed class SizeChoiceTests
{
    [Theory]
    [InlineData(1000, 1000, 8)]
    [InlineData(980, 1000, 8)]
    [InlineData(979, 1000, 11)]
    [InlineData(500, 970, 14)]
    public void Of_Sizes_TakesTheSmallestThatIsEnough(double small, double middle, int expected) =>
        Assert.Equal(expected, SizeChoice.Of([8, 11, 14], [Round((8, small), (11, middle), (14, 1000))]).Size);

    [Fact]
    public void Of_RoundsOfAMachineThatSlowsDown_ComparesWithinThem() => Assert.Equal(
        (8, 0.99),
        SizeChoice.Of([8, 14], [Round((8, 990), (14, 1000)), Round((14, 500), (8, 495)), Round((8, 99), (14, 100))]));

    [Fact]
    public void Of_SizesThatAreNoCandidates_LooksPastThem() =>
        Assert.Equal((8, 1), SizeChoice.Of([8], [Round((2, 2000), (8, 1000))]));

    private static ImmutableArray<MeasuredSize> Round(params (int Size, double PerSecond)[] sizes) =>
    [
        .. sizes.Select(size => Measured.Of(new PoolWork(TimeSpan.FromMilliseconds(5)), new PoolDemand.Closed(64, TimeSpan.Zero), size.Size)
            with { PerSecond = size.PerSecond }),
    ];
}
