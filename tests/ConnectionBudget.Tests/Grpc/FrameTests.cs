using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Policies.ConnectionBudget.Grpc;

namespace Infra.ConnectionBudget.Tests.Grpc;

/// <summary>Everything that a request's body can be.</summary>
public class FrameTests
{
    private static readonly byte[] Hello = new StringValue { Value = "hello" }.ToByteArray();

    [Fact]
    public async Task Call_WellFormed_IsAnsweredWithTheStatusAfterTheBody()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.CallAsync(TestServer.Echo, TestServer.Frame(Hello));

        Assert.Equal("hello", StringValue.Parser.ParseFrom(answer.Succeeds()).Value);
    }

    [Fact]
    public async Task Call_EmptyMessage_IsAMessage()
    {
        await using var server = await TestServer.StartAsync();

        Assert.Empty((await server.CallAsync(TestServer.Echo, TestServer.Frame([]))).Succeeds());
    }

    [Fact]
    public async Task Call_LongMessage_ComesBackWhole()
    {
        await using var server = await TestServer.StartAsync();
        // Longer than what is taken on trust, and than any window.
        var text = new string('x', 20 * 1024 * 1024);

        var answer = await server.CallAsync(TestServer.Echo, TestServer.Frame(new StringValue { Value = text }.ToByteArray()));

        Assert.Equal(text, StringValue.Parser.ParseFrom(answer.Succeeds()).Value);
    }

    public static TheoryData<string, byte[], int, string> Broken => new()
    {
        { "nothing", [], 13, "the request ends before its message" },
        { "half a header", [0, 0, 0], 13, "the request ends before its message" },
        { "half a message", TestServer.Frame(Hello)[..^2], 13, "the request ends after 5 of the message's 7 bytes" },
        { "two messages", [.. TestServer.Frame(Hello), .. TestServer.Frame(Hello)], 13, "the request goes on after its message; a unary call has one" },
        { "a flag of its own", TestServer.Frame(Hello, flag: 7), 13, "the message's compression flag is 7; allowed: 0 or 1" },
        { "compressed without saying how", TestServer.Frame(Hello, flag: 1), 13, "the message says that it is compressed, the header grpc-encoding does not" },
        { "too long", TestServer.Frame(Hello, length: 419_430_401), 8, "the message is 419430401 bytes long; allowed: up to 419430400" },
        { "as long as can be said", TestServer.Frame(Hello, length: uint.MaxValue), 8, "the message is 4294967295 bytes long; allowed: up to 419430400" },
        { "much shorter than promised", TestServer.Frame(Hello, length: 419_430_400), 13, "the request ends after 7 of the message's 419430400 bytes" },
        { "no message of its kind", TestServer.Frame([0x0A, 0x7F]), 13, "the message cannot be decoded" },
        { "a tag of zero", TestServer.Frame([0]), 13, "the message cannot be decoded" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Call_Broken_IsRefused(string what, byte[] body, int code, string message)
    {
        await using var server = await TestServer.StartAsync();

        (await server.CallAsync(TestServer.Echo, body)).Refuses((GrpcCode)code, message);

        // Nothing of it is left over for the next call.
        Assert.NotEmpty(what);
        Assert.Equal(Hello, (await server.CallAsync(TestServer.Echo, TestServer.Frame(Hello))).Succeeds());
    }

    [Fact]
    public async Task Call_Compressed_IsRefusedWithWhatIsAccepted()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.CallAsync(TestServer.Echo, TestServer.Frame(Hello, flag: 1), ("grpc-encoding", "gzip"));

        answer.Refuses(GrpcCode.Unimplemented, "the message is compressed; allowed: identity");
        Assert.Equal("identity", answer.AcceptEncoding);
    }

    [Fact]
    public async Task Call_EncodingNamedButNotUsed_IsAnswered()
    {
        await using var server = await TestServer.StartAsync();

        (await server.CallAsync(TestServer.Echo, TestServer.Frame(Hello), ("grpc-encoding", "gzip"))).Succeeds();
    }
}
