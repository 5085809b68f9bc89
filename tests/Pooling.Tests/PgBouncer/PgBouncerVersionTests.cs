using Infra.Pooling.PgBouncer;

namespace Infra.Pooling.Tests.PgBouncer;

public class PgBouncerVersionTests
{
    [Theory]
    [InlineData("1.24.1", "1.24.1")]
    [InlineData("1.25", "1.25.0")]
    [InlineData("PgBouncer 1.18.0", "1.18.0")]
    [InlineData("PgBouncer 1.24.1\nlibevent 2.1.12-stable\nadns: c-ares 1.34.5\n", "1.24.1")]
    [InlineData("PgBouncer version 1.6.1 (debian)", null)]
    [InlineData("PgBouncer version 1.6.1", "1.6.1")]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("1", null)]
    [InlineData("1.2.3.4", null)]
    [InlineData("1.-2", null)]
    [InlineData("1.99999999999", null)]
    public void TryParse_Text_ReadsTheFirstLine(string? text, string? expected)
    {
        Assert.Equal(expected is not null, PgBouncerVersion.TryParse(text, out var version));
        if (expected is not null)
            Assert.Equal(expected, version.ToString());
    }

    [Fact]
    public void Parse_NoVersion_SaysWhatIsAllowed()
    {
        var error = Assert.Throws<FormatException>(() => PgBouncerVersion.Parse("newest"));

        Assert.Equal("`newest` is not a version of PgBouncer; allowed: 1.24.1, or the first line of `pgbouncer --version`", error.Message);
    }

    [Fact]
    public void CompareTo_Versions_OrdersByNumberAndNotByText()
    {
        PgBouncerVersion[] versions = [new(1, 24, 1), new(1, 9), new(1, 24), new(2, 0)];

        Assert.Equal(["1.9.0", "1.24.0", "1.24.1", "2.0.0"], versions.Order().Select(version => version.ToString()));
        Assert.True(new PgBouncerVersion(1, 9) < new PgBouncerVersion(1, 24) && new PgBouncerVersion(1, 24, 1) > new PgBouncerVersion(1, 24));
        Assert.True(new PgBouncerVersion(1, 24) <= new PgBouncerVersion(1, 24, 0) && new PgBouncerVersion(1, 24) >= new PgBouncerVersion(1, 24, 0));
    }
}
