using Pulumi;

namespace Infra.Offline.Contract;

public sealed class UnionTests
{
    [Fact]
    public void Union_FirstCase_AnswersForIt()
    {
        Union<int, string> union = 1;

        Assert.True(union.IsT0);
        Assert.False(union.IsT1);
        Assert.Equal(1, union.AsT0);
        Assert.Equal(1, union.Value);
        Assert.True(union.TryPickT0(out var value, out _));
        Assert.Equal(1, value);
        Assert.False(union.TryPickT1(out _, out var rest));
        Assert.Equal(1, rest);
        Assert.Equal("1!", union.Match(number => $"{number}!", text => text));
        Assert.Equal("1", union.MapT0(number => $"{number}").AsT0);
        Assert.Equal(1, union.MapT1(text => text.Length).AsT0);
        Assert.Throws<InvalidOperationException>(() => union.AsT1);
    }

    [Fact]
    public void Union_SecondCase_AnswersForIt()
    {
        Union<int, string> union = "ab";

        Assert.False(union.IsT0);
        Assert.Equal("ab", union.AsT1);
        Assert.Equal(2, union.Bimap(number => number, text => text.Length).AsT1);
        Assert.Throws<InvalidOperationException>(() => union.AsT0);
    }

    [Fact]
    public void Equality_SameCaseAndValue_Equal()
    {
        Union<int, string> union = 1;

        Assert.True(union == 1);
        Assert.True(union != 2);
        Assert.True(union != "1");
        Assert.Equal(union.GetHashCode(), ((Union<int, string>)1).GetHashCode());
    }
}
