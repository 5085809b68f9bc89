using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf.WellKnownTypes;
using Infra.Policies.ConnectionBudget.Grpc;

namespace Infra.ConnectionBudget.Tests.Grpc;

/// <summary>A server on loopback with the given methods, and frames made by hand.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string Echo = "/test.Texts/Echo";

    private readonly CancellationTokenSource _stopped;
    private readonly GrpcServer _server;
    private readonly HttpClient _client = new();

    private TestServer(GrpcServer server, CancellationTokenSource stopped) => (_server, _stopped) = (server, stopped);

    public static async Task<TestServer> StartAsync(params (string Path, UnaryMethod Method)[] methods)
    {
        var stopped = new CancellationTokenSource();
        var all = methods.Prepend((Path: Echo, Method: UnaryMethod.Of<StringValue>((request, _) => request)))
            .ToDictionary(method => method.Path, method => method.Method);
        return new(await GrpcServer.StartAsync(new GrpcApplication(all, TimeProvider.System, stopped.Token)), stopped);
    }

    /// <summary>What GrpcApplication is told when the analyzer is cancelled.</summary>
    public void Stop() => _stopped.Cancel();

    public Uri Address => new($"http://127.0.0.1:{_server.Port}/");

    /// <summary>A message in its frame.</summary>
    public static byte[] Frame(byte[] message, byte flag = 0, uint? length = null)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), length ?? (uint)message.Length);
        message.CopyTo(frame, 5);
        return frame;
    }

    public Task<Answer> CallAsync(string path, byte[] body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, new ByteArrayContent(body), "application/grpc", CancellationToken.None, headers);

    /// <summary>Calls a pack that listens, without a message.</summary>
    public static async Task<Answer> CallAsync(int port, string path)
    {
        using var client = new HttpClient();
        return await SendAsync(
            client, HttpMethod.Post, new Uri($"http://127.0.0.1:{port}{path}"), new ByteArrayContent(Frame([])), "application/grpc", CancellationToken.None);
    }

    public Task<Answer> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? body,
        string? contentType,
        CancellationToken cancel,
        params (string Name, string Value)[] headers) => SendAsync(_client, method, new Uri(Address, path), body, contentType, cancel, headers);

    private static async Task<Answer> SendAsync(
        HttpClient client,
        HttpMethod method,
        Uri address,
        HttpContent? body,
        string? contentType,
        CancellationToken cancel,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
        if (contentType is not null)
            body!.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        using var response = await client.SendAsync(request, cancel);
        return new(
            response.StatusCode,
            await response.Content.ReadAsByteArrayAsync(cancel),
            One(response.Headers, "grpc-status"),
            One(response.Headers, "grpc-message"),
            One(response.TrailingHeaders, "grpc-status"),
            One(response.Headers, "grpc-accept-encoding"));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        _stopped.Dispose();
    }

    private static string? One(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.Single() : null;
}

/// <summary>An answer, taken apart: a refusal has its status in the headers, a success after the body.</summary>
internal sealed record Answer(
    HttpStatusCode Http, byte[] Body, string? Status, string? Message, string? TrailingStatus, string? AcceptEncoding)
{
    /// <summary>Asserts a refusal: no body, and status and message in the headers.</summary>
    public void Refuses(GrpcCode code, string message)
    {
        Assert.Equal(HttpStatusCode.OK, Http);
        Assert.Equal((((int)code).ToString(System.Globalization.CultureInfo.InvariantCulture), message), (Status, Message));
        Assert.Empty(Body);
        Assert.Null(TrailingStatus);
    }

    /// <summary>Asserts a success; the message.</summary>
    public byte[] Succeeds()
    {
        Assert.Equal((HttpStatusCode.OK, null, "0"), (Http, Message, TrailingStatus));
        Assert.Null(Status);
        Assert.Equal(TestServer.Frame(Body[5..]), Body);
        return Body[5..];
    }
}
