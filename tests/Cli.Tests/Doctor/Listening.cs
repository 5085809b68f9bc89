using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Infra.Cli.Tests.Doctor;

/// <summary>A listener on loopback that treats every client alike, and is no PostgreSQL.</summary>
internal sealed class Listening : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    private Listening(Func<NetworkStream, Task> serve)
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = ServeAsync(serve);
    }

    public int Port { get; }

    public string Uri => $"postgresql://app:hush@127.0.0.1:{Port}/shop";

    /// <summary>Never says a word.</summary>
    public static Listening Silent() => new(stream => stream.CopyToAsync(Stream.Null));

    /// <summary>Ends every connection.</summary>
    public static Listening Closing() => new(_ => Task.CompletedTask);

    /// <summary>Answers whatever comes with these bytes.</summary>
    public static Listening Answering(params byte[] answer) => new(async stream =>
    {
        _ = await stream.ReadAsync(new byte[1024]);
        await stream.WriteAsync(answer);
        await stream.CopyToAsync(Stream.Null);
    });

    public static Listening Http() => Answering(Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));

    /// <summary>A server without TLS that answers a login like this.</summary>
    public static Listening WithoutTls(params byte[] answer) => new(async stream =>
    {
        var buffer = new byte[1024];
        if (await stream.ReadAsync(buffer) == 8)
        {
            await stream.WriteAsync("N"u8.ToArray());
            _ = await stream.ReadAsync(buffer);
        }

        await stream.WriteAsync(answer);
        await stream.CopyToAsync(Stream.Null);
    });

    public void Dispose() => listener.Dispose();

    private async Task ServeAsync(Func<NetworkStream, Task> serve)
    {
        while (true)
        {
            try
            {
                _ = OneAsync(await listener.AcceptTcpClientAsync(), serve);
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static async Task OneAsync(TcpClient client, Func<NetworkStream, Task> serve)
    {
        using (client)
        {
            try
            {
                await serve(client.GetStream());
            }
            catch (IOException)
            {
                // The client has gone.
            }
        }
    }
}
