using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Infra.Policies.ConnectionBudget.Grpc;

/// <summary>
/// A gRPC server on the loopback address and a free port, over plaintext HTTP/2. It is the web server alone: no host around it that reads
/// settings from the environment, writes logs or costs time to start.
/// </summary>
internal sealed class GrpcServer : IAsyncDisposable
{
    private const int Window = 8 * 1024 * 1024;

    private readonly KestrelServer _server;

    private GrpcServer(KestrelServer server) => _server = server;

    /// <summary>The port that it listens on.</summary>
    public int Port => new Uri(_server.Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    /// <summary>Starts to listen.</summary>
    /// <param name="application">What answers.</param>
    public static async Task<GrpcServer> StartAsync(GrpcApplication application)
    {
        var options = Options();
        var transport = new SocketTransportFactory(OptionsOf(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var server = new KestrelServer(OptionsOf(options), transport, NullLoggerFactory.Instance);
        await server.StartAsync(application, CancellationToken.None);
        return new(server);
    }

    /// <summary>How it listens.</summary>
    internal static KestrelServerOptions Options()
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        // The frame's own limit holds; a slow engine is no attack.
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        // Between two calls the engine may deploy for hours. Without a limit Kestrel adds so many ticks that they overflow, and ends every
        // connection that is silent when it looks next, within a second.
        options.Limits.KeepAliveTimeout = TimeSpan.FromDays(30);
        options.Limits.Http2.InitialConnectionWindowSize = Window;
        options.Limits.Http2.InitialStreamWindowSize = Window;
        options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        return options;
    }

    private static IOptions<T> OptionsOf<T>(T value)
        where T : class => Microsoft.Extensions.Options.Options.Create(value);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
    }
}
