namespace Infra.Pooling.Tests.Specification;

public sealed class FaultTests
{
    public static TheoryData<string> Titles => new(FaultCases.All.Select(entry => entry.Title));

    [Theory]
    [MemberData(nameof(Titles))]
    public void Read_Mistake_SaysWhatIsWrong(string title)
    {
        var (_, input, messages) = Assert.Single(FaultCases.All, entry => entry.Title == title);

        Assert.Equal(messages, Sample.Faults(input));
    }
}
