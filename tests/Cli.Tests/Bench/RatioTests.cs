using Infra.Cli.Bench;

namespace Infra.Cli.Tests.Bench;

public sealed class RatioTests
{
    [Theory]
    [InlineData(new double[] { 3 }, 3)]
    [InlineData(new double[] { 9, 1, 2 }, 2)]
    [InlineData(new double[] { 4, 1, 3, 2 }, 2.5)]
    public void MedianOf_Numbers_IsTheMiddle(double[] numbers, double expected) => Assert.Equal(expected, Ratio.MedianOf(numbers));

    [Fact]
    public void Of_Rounds_PairsThemAndTakesTheMedian()
    {
        Ratio ratio = Ratio.Of([100, 220, 90], [100, 200, 100])!;

        Assert.Equal(1.0, ratio.Median);
        // The ratios 1, 1.1 and 0.9: standard deviation 0.1, over the root of three, times Student's t of two degrees of freedom.
        Assert.Equal(4.303 * 0.1 / Math.Sqrt(3), ratio.Noise, 12);
    }

    [Fact]
    public void Of_MachineThatSlowsDown_ShowsNoNoise() => Assert.Equal(new Ratio(2, 0), Ratio.Of([200, 100, 20], [100, 50, 10]));

    [Theory]
    [InlineData(2, 12.706)]
    [InlineData(5, 2.776)]
    [InlineData(21, 2.086)]
    [InlineData(50, 2.086)]
    public void Of_FewRounds_LeavesChanceMoreRoom(int rounds, double student)
    {
        double[] theirs = [.. Enumerable.Repeat(1.0, rounds)], ours = [.. Enumerable.Range(0, rounds).Select(round => round % 2 == 0 ? 0.9 : 1.1)];
        double mean = ours.Average(), deviation = Math.Sqrt(ours.Sum(value => (value - mean) * (value - mean)) / (rounds - 1));

        Assert.Equal(student * deviation / Math.Sqrt(rounds), Ratio.Of(ours, theirs)!.Noise, 12);
    }

    [Fact]
    public void Of_OneRound_SaysNothing() => Assert.Null(Ratio.Of([100], [100]));

    [Fact]
    public void Of_RoundInWhichTheirsDidNothing_IsNotCountedAsInfinite() => Assert.Equal(new Ratio(1, 0), Ratio.Of([5, 7, 9], [5, 0, 9]));

    [Theory]
    [InlineData(1.0, 0.1, false)]
    [InlineData(1.0, 0.25, true)]
    [InlineData(1.3, 0.25, false)]
    [InlineData(0.5, 0.3, false)]
    public void IsUndecided_NoiseThatHidesASlowerPlan_IsSaid(double median, double noise, bool undecided) =>
        Assert.Equal(undecided, new Ratio(median, noise).IsUndecided);

    [Theory]
    [InlineData(0.97, 0.005, true, false)]
    [InlineData(0.97, 0.02, false, false)]
    [InlineData(0.98, 0, false, false)]
    [InlineData(1.02, 0, false, false)]
    [InlineData(1.05, 0.02, false, true)]
    [InlineData(1.05, 0.04, false, false)]
    public void Judgement_MedianAndNoise_HoldsBeyondTheNoiseOnly(double median, double noise, bool slower, bool better)
    {
        Ratio ratio = new(median, noise);

        Assert.Equal((slower, better), (ratio.IsSlower, ratio.IsClearlyBetter));
    }
}
