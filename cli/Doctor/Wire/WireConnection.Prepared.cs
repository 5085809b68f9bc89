using System.Text;

namespace Infra.Cli.Doctor.Wire;

/// <content>Prepared statements of the protocol, which are not SQL's PREPARE.</content>
internal sealed partial class WireConnection
{
    /// <summary>Parses a statement under a name.</summary>
    public async Task PrepareAsync(string name, string sql, CancellationToken cancellation)
    {
        await SendAsync('P', [.. WireStream.Text(name), .. WireStream.Text(sql), 0, 0], cancellation);
        await SyncAsync(cancellation);
    }

    /// <summary>Executes a prepared statement with one argument.</summary>
    public async Task<WireTable> ExecuteAsync(string name, string argument, CancellationToken cancellation)
    {
        var value = Encoding.UTF8.GetBytes(argument);
        // No portal name, arguments as text, one argument, results as text.
        await SendAsync('B', [0, .. WireStream.Text(name), 0, 0, 0, 1, .. WireStream.Number(value.Length), .. value, 0, 0], cancellation);
        await SendAsync('D', [(byte)'P', 0], cancellation);
        await SendAsync('E', [0, 0, 0, 0, 0], cancellation);
        return await SyncAsync(cancellation);
    }

    /// <summary>Forgets a prepared statement; not an error when there is none.</summary>
    public async Task CloseAsync(string name, CancellationToken cancellation)
    {
        await SendAsync('C', [(byte)'S', .. WireStream.Text(name)], cancellation);
        await SyncAsync(cancellation);
    }

    private async Task<WireTable> SyncAsync(CancellationToken cancellation)
    {
        await SendAsync('S', [], cancellation);
        return await ResultAsync(cancellation);
    }
}
