using System.Net;
using System.Net.Sockets;
using Infra.Policies.ConnectionBudget.Grpc;

namespace Infra.ConnectionBudget.Tests.Grpc;

/// <summary>A client that says nothing, before it begins and between two calls.</summary>
public class SilenceTests
{
    private const byte Settings = 4;
    private const byte WindowUpdate = 8;
    private const int HeaderLength = 9;

    // Kestrel looks at its connections once a second.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2.5);

    // The preface, and a frame of settings that changes none.
    private static readonly byte[] Beginning = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, Settings, 0, 0, 0, 0, 0];

    [Fact]
    public async Task Server_SilentClient_IsNotSentAway()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Address.Port);

        var before = await FramesAsync(client.GetStream());
        await client.GetStream().WriteAsync(Beginning);
        var after = await FramesAsync(client.GetStream());

        Assert.Empty(before);
        // Its own settings, a larger window, and that it has taken the client's settings.
        Assert.Equal([Settings, WindowUpdate, Settings], after);
    }

    // To wait for it would take as long as a deployment between two calls.
    [Fact]
    public void Server_SilenceOfADay_IsAllowed() =>
        Assert.InRange(GrpcServer.Options().Limits.KeepAliveTimeout, TimeSpan.FromDays(1), TimeSpan.FromDays(365));

    /// <summary>The types of the frames that come in a time; fails where the connection ends.</summary>
    private static async Task<List<byte>> FramesAsync(NetworkStream stream)
    {
        using var over = new CancellationTokenSource(Silence);
        var types = new List<byte>();
        var header = new byte[HeaderLength];
        try
        {
            while (true)
            {
                await stream.ReadExactlyAsync(header, over.Token);
                types.Add(header[3]);
                await stream.ReadExactlyAsync(new byte[(header[0] << 16) | (header[1] << 8) | header[2]], CancellationToken.None);
            }
        }
        catch (OperationCanceledException)
        {
            return types;
        }
    }
}
