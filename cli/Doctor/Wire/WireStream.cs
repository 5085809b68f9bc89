using System.Buffers.Binary;
using System.Text;

namespace Infra.Cli.Doctor.Wire;

/// <summary>Messages of the frontend/backend protocol 3.0 on a stream.</summary>
internal sealed class WireStream(Stream stream) : IAsyncDisposable
{
    // Far above what is asked for here; what claims more does not speak the protocol.
    private const int LongestMessage = 16 << 20;

    public Stream Transport { get; set; } = stream;

    public static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    public static byte[] Text(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    public Task SendAsync(char type, byte[] body, CancellationToken cancellation) =>
        SendAsync([(byte)type, .. Number(body.Length + 4), .. body], cancellation);

    /// <summary>Sends bytes as they are.</summary>
    public async Task SendAsync(byte[] bytes, CancellationToken cancellation)
    {
        try
        {
            await Transport.WriteAsync(bytes, cancellation);
            await Transport.FlushAsync(cancellation);
        }
        catch (IOException)
        {
            // Why it was closed may still be there to be read.
        }
    }

    /// <summary>Reads one byte; null at the end.</summary>
    public async Task<byte?> ReadByteAsync(CancellationToken cancellation)
    {
        var one = new byte[1];
        try
        {
            return await Transport.ReadAsync(one, cancellation) == 1 ? one[0] : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Reads one message.</summary>
    /// <exception cref="WireException">The end came first, or it is none.</exception>
    public async Task<(char Type, byte[] Body)> ReadAsync(CancellationToken cancellation)
    {
        var head = new byte[5];
        try
        {
            await Transport.ReadExactlyAsync(head, cancellation);
            var length = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1)) - 4;
            if (length is < 0 or > LongestMessage || !char.IsAsciiLetterOrDigit((char)head[0]))
                throw NotPostgres(head[0]);
            var body = new byte[length];
            await Transport.ReadExactlyAsync(body, cancellation);
            return ((char)head[0], body);
        }
        catch (IOException)
        {
            throw new WireException(WireFailure.Lost, "the connection was closed in the middle of a conversation");
        }
    }

    public static WireException NotPostgres(byte first) => new(
        WireFailure.NotPostgres,
        char.IsAsciiLetterOrDigit((char)first)
            ? $"what listens there does not speak PostgreSQL's protocol: its answer begins with `{(char)first}`"
            : "what listens there does not speak PostgreSQL's protocol");

    public ValueTask DisposeAsync() => Transport.DisposeAsync();
}
