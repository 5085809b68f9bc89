using System.Net;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Infra.Policies.ConnectionBudget.Grpc;

namespace Infra.ConnectionBudget.Tests.Grpc;

/// <summary>Methods, deadlines, cancellation, faults: everything around the body.</summary>
public class CallTests
{
    private const string Path = "/test.Texts/Under";
    private const string Late = "the deadline passed before the answer was ready";
    private static readonly byte[] Empty = TestServer.Frame([]);

    // Ends only with the call.
    private static readonly UnaryMethod Endless = new((_, cancel) =>
    {
        cancel.WaitHandle.WaitOne();
        throw new OperationCanceledException(cancel);
    });

    [Theory]
    [InlineData("/test.Texts/Nobody", "unknown method /test.Texts/Nobody")]
    [InlineData("/", "unknown method /")]
    [InlineData("/test.Texts/echo", "unknown method /test.Texts/echo")]
    [InlineData("/caf%C3%A9", "unknown method /caf%C3%A9")]
    public async Task Call_UnknownMethod_IsUnimplemented(string path, string message)
    {
        await using var server = await TestServer.StartAsync();

        (await server.CallAsync(path, Empty)).Refuses(GrpcCode.Unimplemented, message);
    }

    [Theory]
    [InlineData("application/grpc+proto", HttpStatusCode.OK)]
    [InlineData("application/grpc;charset=utf-8", HttpStatusCode.OK)]
    [InlineData("application/grpc-web", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/grpc+json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(null, HttpStatusCode.UnsupportedMediaType)]
    public async Task Request_ContentType_IsThatOfGrpc(string? type, HttpStatusCode status)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.SendAsync(HttpMethod.Post, TestServer.Echo, new ByteArrayContent(Empty), type, CancellationToken.None);

        Assert.Equal(status, answer.Http);
    }

    [Fact]
    public async Task Call_FaultWithALongText_IsToldWithoutItsEnd()
    {
        var method = new UnaryMethod((_, _) => throw new GrpcException(GrpcCode.InvalidArgument, new string('x', 100_000)));
        await using var server = await TestServer.StartAsync((Path, method));

        (await server.CallAsync(Path, Empty)).Refuses(GrpcCode.InvalidArgument, $"{new string('x', 8000)}%E2%80%A6 (92000 characters more)");
    }

    [Fact]
    public async Task Request_OtherVerb_IsRefusedAsHttpDoes()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.SendAsync(HttpMethod.Get, TestServer.Echo, null, null, CancellationToken.None);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Http);
    }

    [Fact]
    public async Task Request_OverTheFirstVersionOfHttp_IsNotAnswered()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new HttpClient();

        using var response = await client.GetAsync(server.Address);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Call_DeadlineDuringTheMethod_IsExceeded()
    {
        await using var server = await TestServer.StartAsync((Path, Endless));

        (await server.CallAsync(Path, Empty, ("grpc-timeout", "50m"))).Refuses(GrpcCode.DeadlineExceeded, Late);
    }

    [Fact]
    public async Task Call_DeadlineWithAMethodThatDoesNotNotice_IsExceeded()
    {
        using var released = new ManualResetEventSlim();
        await using var server = await TestServer.StartAsync((Path, new((_, _) =>
        {
            released.Wait(CancellationToken.None);
            return new Empty();
        })));

        (await server.CallAsync(Path, Empty, ("grpc-timeout", "50m"))).Refuses(GrpcCode.DeadlineExceeded, Late);
        released.Set();
    }

    [Fact]
    public async Task Call_DeadlineBeforeTheMessageIsThere_IsExceeded()
    {
        await using var server = await TestServer.StartAsync();
        using var body = new OpenContent(Empty[..3]);

        var answer = await server.SendAsync(
            HttpMethod.Post, TestServer.Echo, body, "application/grpc", CancellationToken.None, ("grpc-timeout", "50m"));

        answer.Refuses(GrpcCode.DeadlineExceeded, Late);
    }

    [Fact]
    public async Task Call_DeadlineFarAway_IsAnswered()
    {
        await using var server = await TestServer.StartAsync();

        (await server.CallAsync(TestServer.Echo, Empty, ("grpc-timeout", "99999999H"))).Succeeds();
    }

    [Theory]
    [InlineData("10")]
    [InlineData("S")]
    [InlineData("10x")]
    [InlineData("-1S")]
    [InlineData("1.5S")]
    [InlineData("123456789S")]
    public async Task Call_MalformedDeadline_IsRefused(string timeout)
    {
        await using var server = await TestServer.StartAsync();

        (await server.CallAsync(TestServer.Echo, Empty, ("grpc-timeout", timeout)))
            .Refuses(GrpcCode.Internal, "malformed grpc-timeout; allowed: one to eight digits and one of H, M, S, m, u, n");
    }

    [Fact]
    public async Task Call_CallerGoesAway_EndsTheMethod()
    {
        var (started, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var server = await TestServer.StartAsync((Path, new((_, cancel) =>
        {
            started.SetResult();
            cancel.WaitHandle.WaitOne();
            ended.SetResult();
            return new Empty();
        })));
        using var caller = new CancellationTokenSource();

        var call = server.SendAsync(HttpMethod.Post, Path, new ByteArrayContent(Empty), "application/grpc", caller.Token);
        await started.Task;
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await ended.Task;
    }

    [Fact]
    public async Task Stop_DuringACall_CancelsItAndEveryOneAfter()
    {
        var started = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync((Path, new((_, cancel) =>
        {
            started.SetResult();
            cancel.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancel);
        })));

        var call = server.CallAsync(Path, Empty);
        await started.Task;
        server.Stop();

        (await call).Refuses(GrpcCode.Cancelled, "the call was cancelled");
        (await server.CallAsync(TestServer.Echo, Empty)).Refuses(GrpcCode.Cancelled, "the call was cancelled");
    }

    [Fact]
    public async Task Afterwards_AnswerIsOut_IsCalledAndDoesNotSpoilIt()
    {
        TestServer? server = null;
        var called = new TaskCompletionSource();
        server = await TestServer.StartAsync((Path, new UnaryMethod((_, _) => new Empty())
        {
            Afterwards = () =>
            {
                server!.Stop();
                called.SetResult();
            },
        }));

        (await server.CallAsync(Path, Empty)).Succeeds();
        await called.Task;
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Call_MethodFails_TellsTheKindAndNoMore()
    {
        var failing = new UnaryMethod((_, _) => throw new InvalidOperationException("password=hunter2"));
        await using var server = await TestServer.StartAsync((Path, failing));

        (await server.CallAsync(Path, Empty)).Refuses(GrpcCode.Internal, "the policy pack failed: InvalidOperationException");
    }

    [Fact]
    public async Task Call_MethodRefuses_MessageIsEncodedForTheHeader()
    {
        var refusing = new UnaryMethod((_, _) => throw new GrpcException(GrpcCode.InvalidArgument, "100 % of\ncafé"));
        await using var server = await TestServer.StartAsync((Path, refusing));

        (await server.CallAsync(Path, Empty)).Refuses(GrpcCode.InvalidArgument, "100 %25 of%0Acaf%C3%A9");
    }

    [Fact]
    public async Task Calls_AtTheSameTime_EachGetTheirOwnAnswer()
    {
        const int Calls = 20;
        var arrived = 0;
        using var together = new ManualResetEventSlim();
        await using var server = await TestServer.StartAsync((Path, UnaryMethod.Of<StringValue>((request, _) =>
        {
            // Two at least run at once, or this waits for ever.
            if (Interlocked.Increment(ref arrived) == 2)
                together.Set();
            together.Wait(CancellationToken.None);
            return request;
        })));

        var answers = await Task.WhenAll(Enumerable.Range(0, Calls).Select(async index =>
        {
            var answer = await server.CallAsync(Path, TestServer.Frame(new StringValue { Value = $"{index}" }.ToByteArray()));
            return StringValue.Parser.ParseFrom(answer.Succeeds()).Value;
        }));

        Assert.Equal(Enumerable.Range(0, Calls).Select(index => $"{index}"), answers);
    }

    /// <summary>A body that stays open after its beginning.</summary>
    private sealed class OpenContent(byte[] beginning) : HttpContent
    {
        private readonly TaskCompletionSource _closed = new();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(beginning);
            await stream.FlushAsync();
            await _closed.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            _closed.TrySetResult();
            base.Dispose(disposing);
        }
    }
}
