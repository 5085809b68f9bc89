using Infra.Policies.Rules.Baselines;

namespace Infra.Policies.Rules.Tests.Comparing;

public class BudgetGrowthTests
{
    [Fact]
    public void Growth_AboveTheShare_IsTold() => Assert.Equal(
        $"advisory {Sample.Api}: at peak, orders takes 40 server connections instead of 30: 10 more (33 %); allowed are 50 more and 20 %.",
        Judged(before: 3, now: 4));

    [Fact]
    public void Growth_AboveTheNumber_IsTold() => Assert.Equal(
        $"advisory {Sample.Api}: at peak, orders takes 410 server connections instead of 350: 60 more (17 %); allowed are 50 more and 20 %.",
        Judged(before: 35, now: 41));

    [Theory]
    [InlineData(5, 6)]
    [InlineData(5, 5)]
    [InlineData(5, 3)]
    public void Growth_WithinBoth_IsNothing(int before, int now) => Assert.Null(Judged(before, now));

    [Fact]
    public void Growth_OfANewServer_IsNothing() => Assert.Null(BudgetGrowth.Judge("prod", Sample.Budget(9), null, Sample.Settings(BudgetGrowth.Rule)));

    [Fact]
    public void Growth_Disabled_IsNothing() => Assert.Null(Judged(3, 9, """{"enforcementLevel": "disabled"}"""));

    [Fact]
    public void Growth_LimitsOfTheConfiguration_Count() => Assert.Equal(
        $"mandatory {Sample.Api}: at peak, orders takes 60 server connections instead of 50: 10 more (20 %); allowed are 9 more and 50 %.",
        Judged(5, 6, """{"enforcementLevel": "mandatory", "connections": 9, "percent": 50}"""));

    private static string? Judged(int before, int now, string settings = "{}") =>
        BudgetGrowth.Judge("prod", Sample.Budget(now), BudgetFigures.Of("prod", Sample.Budget(before)), Sample.Settings(BudgetGrowth.Rule, settings)) is { } finding
            ? $"{Infra.Pooling.Specification.Spelling.Of(finding.Level)} {finding.Subject.Urn}: {finding.Message}"
            : null;
}
