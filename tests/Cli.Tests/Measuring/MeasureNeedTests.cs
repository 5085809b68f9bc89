using Infra.Cli.Measuring;
using Infra.Pooling.Sizing;

namespace Infra.Cli.Tests.Measuring;

public sealed class MeasureNeedTests
{
    private static readonly PoolWork Work = new(TimeSpan.FromMilliseconds(10)) { BusyShare = 0.1, VCpu = 2 };

    [Theory]
    [InlineData(100, 10, 16, null)]
    [InlineData(
        1000, 10, 8,
        "1000 transactions/s need 14 connections, and 8 can be had: a larger pool and max_connections, or shorter transactions.")]
    [InlineData(
        1_000_000, 10, 8,
        "1000000 transactions/s are asked for, and 2000/s can be done with 2 processors: it takes 1429 of them, "
            + "shorter transactions, or a part of the reads on replicas.")]
    [InlineData(1000, 20_000, 8, "1000 transactions/s need more than 10000 connections: several servers, or shorter transactions.")]
    public void Of_ARate_SaysWhatItTakes(double perSecond, double hold, int most, string? expected)
    {
        var work = Work with { Hold = TimeSpan.FromMilliseconds(hold), BusyShare = hold > 10 ? 0 : Work.BusyShare };
        var demand = new PoolDemand.Open(perSecond);

        Assert.Equal(expected, MeasureNeed.Of(work, demand, null, PoolModel.Recommend(work, demand, new() { Most = most })));
    }

    [Fact]
    public void Of_ClientsWithoutARate_IsNothing()
    {
        var demand = new PoolDemand.Closed(900, TimeSpan.Zero);

        Assert.Null(MeasureNeed.Of(Work, null, null, PoolModel.Recommend(Work, demand, new() { Most = 4 })));
    }
}
