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
        // Of two ways it is the paired t-test: the logarithms' standard deviation over the root of three, times Student's t of two degrees of freedom.
        double[] logs = [Math.Log(1), Math.Log(1.1), Math.Log(0.9)];
        double deviation = Math.Sqrt(logs.Sum(value => Math.Pow(value - logs.Average(), 2)) / 2);
        Assert.Equal(Math.Exp(4.303 * deviation / Math.Sqrt(3)) - 1, ratio.Noise, 12);
    }

    [Fact]
    public void Of_OtherWaysOfTheSameRounds_TellTheChanceBetter()
    {
        double[] ours = [100, 103, 99], theirs = [100, 97, 101], steady = [50, 51, 50], steadyToo = [70, 71, 71];

        Ratio alone = Ratio.Of(ours, theirs)!, among = Ratio.Of(ours, theirs, steady, steadyToo)!;

        Assert.Equal(alone.Median, among.Median);
        Assert.InRange(among.Noise, 0.01, alone.Noise / 2);
    }

    [Fact]
    public void Of_RoundsThatDifferForAllWaysAlike_ShowNoNoise() =>
        Assert.Equal(0, Ratio.Of([200, 100, 20], [100, 50, 10], [400, 200, 40])!.Noise, 12);

    [Fact]
    public void Of_MachineThatSlowsDown_ShowsNoNoise()
    {
        Ratio ratio = Ratio.Of([200, 100, 20], [100, 50, 10])!;

        Assert.Equal(2, ratio.Median);
        Assert.Equal(0, ratio.Noise, 12);
    }

    [Theory]
    [InlineData(2, 12.706)]
    [InlineData(5, 2.776)]
    [InlineData(21, 2.086)]
    [InlineData(50, 2.086)]
    public void Of_FewRounds_LeavesChanceMoreRoom(int rounds, double student)
    {
        double[] theirs = [.. Enumerable.Repeat(1.0, rounds)], logs = [.. Enumerable.Range(0, rounds).Select(round => round % 2 == 0 ? -0.1 : 0.1)];
        double deviation = Math.Sqrt(logs.Sum(value => Math.Pow(value - logs.Average(), 2)) / (rounds - 1));

        Ratio ratio = Ratio.Of([.. logs.Select(Math.Exp)], theirs)!;

        Assert.Equal(ratio.Median * (Math.Exp(student * deviation / Math.Sqrt(rounds)) - 1), ratio.Noise, 9);
    }

    [Fact]
    public void Of_OneRound_SaysNothing() => Assert.Null(Ratio.Of([100], [100]));

    [Fact]
    public void Of_RoundInWhichTheirsDidNothing_IsNotCountedAsInfinite() => Assert.Equal(1, Ratio.Of([5, 7, 9], [5, 0, 9])!.Median);

    [Theory]
    [InlineData(1.0, 0.1, false)]
    [InlineData(1.0, 0.11, true)]
    [InlineData(0.85, 0.19, true)]
    [InlineData(1.3, 0.25, false)]
    [InlineData(0.5, 0.3, false)]
    public void IsUndecided_NoiseThatHidesASlowerPlan_IsSaid(double median, double noise, bool undecided) =>
        Assert.Equal(undecided, new Ratio(median, noise).IsUndecided);

    [Theory]
    [InlineData(0.9, 0.1, true)]
    [InlineData(0.9, 0.11, false)]
    [InlineData(0.5, 0.2, false)]
    [InlineData(1.1, 0.11, false)]
    [InlineData(1.3, 0.2, true)]
    public void IsSettled_WellKnownOrFaster_NeedsNoFurtherRound(double median, double noise, bool settled) =>
        Assert.Equal(settled, new Ratio(median, noise).IsSettled);

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
