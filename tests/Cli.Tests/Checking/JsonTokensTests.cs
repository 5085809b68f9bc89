using System.Text;
using System.Text.Json;
using Infra.Cli.Checking.Reading;

namespace Infra.Cli.Tests.Checking;

public class JsonTokensTests
{
    private const string Document = "{\n  \"name\": [1.5, true, false, null, \"text \\u00e9 \\\"\", {}],\n  \"long\": \"";

    /// <summary>However few bytes a read brings, the tokens and their places are the same.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public void Read_InPieces_GivesTheSameTokens(int piece)
    {
        // Longer than the first buffer, where that does not take forever.
        var length = piece < 100 ? 500 : 200_000;
        var text = $"{Document}{new string('x', length)}\"\n}}\n";
        using var tokens = new JsonTokens(new Pieces(Encoding.UTF8.GetBytes(text), piece), "file.json");

        var read = new List<string>();
        const int Tokens = 13;
        while (read.Count < Tokens)
        {
            tokens.Read();
            read.Add($"{tokens.Line}:{tokens.Column} {tokens.Type} {(tokens.Type is JsonTokenType.String or JsonTokenType.PropertyName ? tokens.Text.Length : tokens.Number)}");
        }

        Assert.Equal(JsonTokenType.EndObject, tokens.Read());
        tokens.End();

        Assert.Equal(
            [
                "1:1 StartObject 0", "2:3 PropertyName 4", "2:11 StartArray 0", "2:12 Number 1.5", "2:17 True 1.5", "2:23 False 1.5", "2:30 Null 1.5",
                "2:36 String 8", "2:54 StartObject 1.5", "2:55 EndObject 1.5", "2:56 EndArray 1.5", "3:3 PropertyName 4", $"3:11 String {length}",
            ],
            read);
    }

    [Fact]
    public void Skip_PassesOverAWholeValue()
    {
        using var tokens = new JsonTokens(new MemoryStream(Encoding.UTF8.GetBytes("""{"a": {"b": [{}, [1]]}, "c": 5}""")), "file.json");

        tokens.Read();
        Assert.Equal("a", tokens.NextName());
        tokens.Skip();
        Assert.Equal("c", tokens.NextName());
        tokens.Skip();
        Assert.Null(tokens.NextName());
    }

    [Fact]
    public void Read_HalfACharacter_IsRefused()
    {
        using var tokens = new JsonTokens(new MemoryStream(Encoding.UTF8.GetBytes("""["\ud800"]""")), "file.json");
        tokens.Read();

        Assert.Equal(
            "file.json:1: a text holds an escape that is no character (byte 2 of the line); fix: write the file as `pulumi` writes it",
            Assert.Throws<UsageException>(() => tokens.Read()).Message);
    }

    /// <summary>A stream that brings a few bytes at a time.</summary>
    private sealed class Pieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, piece));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, piece)]);
    }
}
