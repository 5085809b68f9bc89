using Infra.Cli.Measuring;

namespace Infra.Cli.Tests.Measuring;

public sealed class PoolSweepTests
{
    [Theory]
    [InlineData(1, new[] { 1 })]
    [InlineData(2, new[] { 1, 2 })]
    [InlineData(25, new[] { 1, 2, 4, 8, 16, 25 })]
    public void Steps_UpToASize_DoubleAndEndWithIt(int most, int[] expected) => Assert.Equal(expected, PoolSweep.Steps(most));

    [Fact]
    public async Task RunAsync_ThroughputThatStopsToGrow_StopsTwoStepsLater() =>
        Assert.Equal([1, 2, 4, 8, 16], await SweptAsync(64, size => Math.Min(size, 4) * 100));

    [Fact]
    public async Task RunAsync_ThroughputThatGrowsOn_GoesToTheLargest() =>
        Assert.Equal([1, 2, 4, 8, 16, 20], await SweptAsync(20, size => size * 100));

    [Fact]
    public async Task RunAsync_StepThatWasDisturbed_IsTriedAgain()
    {
        HashSet<int> disturbed = [];

        Assert.Equal([1, 2, 4, 8], await SweptAsync(8, size => size > 1 && disturbed.Add(size) ? 1 : size * 100));
        Assert.Equal([2, 4, 8], disturbed);
    }

    [Fact]
    public async Task RunAsync_NoMoreTime_EndsAfterTheFirst() => Assert.Equal([1], await SweptAsync(64, size => size * 100, () => true));

    private static async Task<IEnumerable<int>> SweptAsync(int most, Func<int, double> perSecond, Func<bool>? enough = null) =>
        (await PoolSweep.RunAsync(most, size => Task.FromResult(Measured.Of(size, perSecond(size))), enough ?? (() => false))).Select(size => size.Connections);
}
