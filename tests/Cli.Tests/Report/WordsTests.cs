using Infra.Cli.Report.Data;
using Infra.Pooling.Budget;

namespace Infra.Cli.Tests.Report;

public class WordsTests
{
    [Theory]
    [InlineData(50, 50L, "50")]
    [InlineData(50, 80L, "50 to 80")]
    [InlineData(50, null, "50 or more")]
    public void Number_Interval_IsSaid(long min, long? max, string expected) => Assert.Equal(expected, Words.Number(new(min, max)));

    [Theory]
    [InlineData(1, 1L, 3, 3L, "34 %")]
    [InlineData(50, 80L, 100, 100L, "50 % to 80 %")]
    [InlineData(50, null, 100, 100L, "50 % or more")]
    [InlineData(50, 50L, 0, 0L, "")]
    [InlineData(50, 50L, 100, null, "")]
    [InlineData(long.MaxValue, null, 1, 1L, "922337203685477580700 % or more")]
    public void Share_OfALimit_IsRoundedUpAndSaidOnlyWhereItIsKnown(long min, long? max, long least, long? most, string expected) =>
        Assert.Equal(expected, Words.Share(new(min, max), new Interval(least, most)));

    [Fact]
    public void Limit_None_IsSaid() => Assert.Equal("no limit", Words.Limit(null));
}
