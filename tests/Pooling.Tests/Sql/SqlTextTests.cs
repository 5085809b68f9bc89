using Infra.Pooling.Sql;

namespace Infra.Pooling.Tests.Sql;

public sealed class SqlTextTests
{
    [Theory]
    [InlineData("app", "\"app\"")]
    [InlineData("a\"; DROP", "\"a\"\"; DROP\"")]
    public void Name_AnyText_IsOneIdentifier(string name, string expected) => Assert.Equal(expected, SqlText.Name(name));

    [Theory]
    [InlineData("o'clock", "'o''clock'")]
    [InlineData("back\\slash'", "E'back\\\\slash'''")]
    public void Literal_AnyText_IsOneString(string text, string expected) => Assert.Equal(expected, SqlText.Literal(text));

    [Theory]
    [InlineData("a", "$body$a$body$")]
    [InlineData("$body$ $body1$", "$body2$$body$ $body1$$body2$")]
    public void Quoted_TextWithATag_TakesAnother(string text, string expected) => Assert.Equal(expected, SqlText.Quoted(text));

    [Fact]
    public void Unless_Condition_IsOneBlock() => Assert.Equal("DO $body$BEGIN IF NOT (true) THEN SELECT 1; END IF; END$body$;", SqlText.Unless("true", "SELECT 1"));
}
