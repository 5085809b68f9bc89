using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Infra.Cli.Doctor.Addresses;

namespace Infra.Cli.Doctor.Wire;

/// <summary>
/// A client that keeps what drivers hide: how the server asked for the password, the key of a cancel request, where a prepared
/// statement is missing. PgBouncer's console speaks the simple protocol only, which Npgsql does not.
/// </summary>
internal sealed partial class WireConnection : IAsyncDisposable
{
    /// <summary>How far a login came that nobody answered any more: a pooler keeps it there while it has no server.</summary>
    public const string AfterPassword = "after the password was accepted";

    private readonly WireStream wire;
    private readonly Address address;
    private bool lost;
    private bool isKnown;

    private WireConnection(WireStream wire, Address address) => (this.wire, this.address) = (wire, address);

    /// <summary>The transport; null without TLS.</summary>
    public TlsFacts? Tls { get; private set; }

    /// <summary>How the server asked for the password: SCRAM-SHA-256, md5, password, or none.</summary>
    public string Authentication { get; private set; } = "none";

    /// <summary>Process id in the key of cancel requests: a server's own there is that of the session, a pooler's is made up.</summary>
    public int KeyProcess { get; private set; }

    /// <summary>The parameters that the server reports.</summary>
    public Dictionary<string, string> Parameters { get; } = new(StringComparer.Ordinal);

    /// <summary>Connects and logs in.</summary>
    /// <exception cref="WireException">It did not come to that.</exception>
    public static async Task<WireConnection> OpenAsync(Address address, CancellationToken cancellation)
    {
        var stage = "to the connection";
        WireConnection? connection = null;
        try
        {
            connection = new(await ConnectAsync(address, cancellation), address);
            stage = "to the request for TLS";
            if (!address.IsSocket && address.Tls.IsWanted)
                connection.Tls = await TlsClient.StartAsync(connection.wire, address, cancellation);
            stage = "to the login";
            await connection.LogInAsync(cancellation);
            return connection;
        }
        catch (Exception exception)
        {
            if (connection is not null)
            {
                connection.lost = true;
                await connection.DisposeAsync();
            }

            if (exception is OperationCanceledException)
                throw new OperationCanceledException(connection?.isKnown == true ? AfterPassword : stage, exception, cancellation);
            throw;
        }
    }

    /// <summary>Whether the server would go on with a client that does not ask for TLS; ends before any proof of a password.</summary>
    /// <returns>Null when it would; otherwise what it says, which may be about something else.</returns>
    public static async Task<ServerMessage?> RefusalOfPlainAsync(Address address, CancellationToken cancellation)
    {
        await using var wire = await ConnectAsync(address, cancellation);
        await wire.SendAsync(Startup(address), cancellation);
        var (type, body) = await wire.ReadAsync(cancellation);
        return type == 'E' ? ServerMessage.Read(body) : null;
    }

    /// <summary>Runs one statement by the simple protocol.</summary>
    /// <exception cref="WireException">The server refused it, or the connection ended.</exception>
    public async Task<WireTable> QueryAsync(string sql, CancellationToken cancellation)
    {
        await SendAsync('Q', WireStream.Text(sql), cancellation);
        return await ResultAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (!lost)
            await wire.SendAsync('X', [], CancellationToken.None);
        lost = true;
        await wire.DisposeAsync();
    }

    private static async Task<WireStream> ConnectAsync(Address address, CancellationToken cancellation)
    {
        var socket = address.IsSocket
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (address.IsSocket)
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(address.SocketFile), cancellation);
            else
                await socket.ConnectAsync(address.Host, address.Port, cancellation);
            return new WireStream(new NetworkStream(socket, ownsSocket: true));
        }
        catch (SocketException refused)
        {
            socket.Dispose();
            throw new WireException(WireFailure.Unreachable, refused.SocketErrorCode switch
            {
                SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"the name `{address.Host}` means no host",
                SocketError.ConnectionRefused => $"nothing listens at {address.Place}",
                SocketError.AddressNotAvailable when address.IsSocket => $"nothing listens at {address.Place}",
                _ => $"{address.Place} cannot be reached: {refused.SocketErrorCode}",
            });
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static byte[] Startup(Address address)
    {
        var text = new StringBuilder($"user\0{address.User}\0database\0{address.Database}\0");
        foreach (var (name, value) in address.Startup)
            text.Append(name).Append('\0').Append(value).Append('\0');
        byte[] body = [.. WireStream.Number(0x00030000), .. Encoding.UTF8.GetBytes(text.ToString()), 0];
        return [.. WireStream.Number(body.Length + 4), .. body];
    }

    private async Task LogInAsync(CancellationToken cancellation)
    {
        await wire.SendAsync(Startup(address), cancellation);
        var nonce = RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 24);
        var expected = "";
        while (true)
        {
            var (type, body) = await wire.ReadAsync(cancellation);
            switch (type)
            {
                case 'Z':
                    return;
                case 'E':
                    var error = ServerMessage.Read(body);
                    throw new WireException(WireFailure.Login, $"the login as {address.User} was refused: {error}", error);
                case 'S':
                    Report(body);
                    break;
                case 'K' when body.Length >= 4:
                    KeyProcess = BinaryPrimitives.ReadInt32BigEndian(body);
                    break;
                case 'R' when body.Length >= 4:
                    expected = await AuthenticateAsync(BinaryPrimitives.ReadInt32BigEndian(body), body[4..], nonce, expected, cancellation);
                    break;
            }
        }
    }

    private async Task<string> AuthenticateAsync(int step, byte[] data, string nonce, string expected, CancellationToken cancellation)
    {
        switch (step)
        {
            case 0:
                isKnown = true;
                return expected;
            case 3:
                Authentication = "password";
                if (Tls is null && !address.IsSocket && !address.IsLoopback)
                    throw new WireException(
                        WireFailure.Login, "the server asks for the password in plain text on a connection without TLS; it was not sent");
                await SendAsync('p', WireStream.Text(Password()), cancellation);
                return expected;
            case 5:
                Authentication = "md5";
                await SendAsync('p', WireStream.Text(PasswordLogin.Md5(address.User, Password(), data)), cancellation);
                return expected;
            case 10 when Encoding.UTF8.GetString(data).Split('\0').Contains(PasswordLogin.Scram):
                Authentication = PasswordLogin.Scram;
                Password();
                var hello = Encoding.UTF8.GetBytes($"n,,{PasswordLogin.First(nonce)}");
                await SendAsync('p', [.. WireStream.Text(PasswordLogin.Scram), .. WireStream.Number(hello.Length), .. hello], cancellation);
                return expected;
            case 11:
                var (last, answer) = PasswordLogin.Prove(Password(), nonce, Encoding.UTF8.GetString(data));
                await SendAsync('p', Encoding.UTF8.GetBytes(last), cancellation);
                return answer;
            case 12 when Encoding.UTF8.GetString(data) == expected:
                isKnown = true;
                return expected;
            case 12:
                throw new WireException(WireFailure.Login, "the server did not prove that it knows the password: it may be somebody else");
            default:
                throw new WireException(
                    WireFailure.Login, $"the server asks for a way to log in that is not supported here (authentication request {step})");
        }
    }

    private string Password() => address.Password ?? throw new WireException(
        WireFailure.Login,
        $"the server asks for the password of {address.User}, and there is none in the address, PGPASSWORD or PGPASSFILE");

    private void Report(byte[] body)
    {
        if (Encoding.UTF8.GetString(body).Split('\0') is [var name, var value, ..])
            Parameters[name] = value;
    }

    private Task SendAsync(char type, byte[] body, CancellationToken cancellation) => lost
        ? throw new WireException(WireFailure.Lost, "the connection was lost in an earlier step")
        : wire.SendAsync(type, body, cancellation);

    /// <summary>Reads up to ReadyForQuery; the first error is thrown after that, so that the connection can go on.</summary>
    private async Task<WireTable> ResultAsync(CancellationToken cancellation)
    {
        ImmutableArray<string> columns = [];
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string?>>();
        ServerMessage? error = null;
        // Whatever interrupts the reading leaves the rest of the answer behind.
        lost = true;
        try
        {
            while (true)
            {
                var (type, body) = await wire.ReadAsync(cancellation);
                switch (type)
                {
                    case 'T':
                        columns = Names(body);
                        break;
                    case 'D':
                        rows.Add(Fields(body));
                        break;
                    case 'S':
                        Report(body);
                        break;
                    case 'E':
                        error ??= ServerMessage.Read(body);
                        break;
                    case 'Z':
                        lost = false;
                        return error is null
                            ? new(columns, rows.ToImmutable())
                            : throw new WireException(WireFailure.Statement, $"{error}", error);
                }
            }
        }
        catch (WireException end) when (end.Failure == WireFailure.Lost && error is not null)
        {
            throw new WireException(WireFailure.Lost, $"{error}", error);
        }
    }

    private static ImmutableArray<string> Names(ReadOnlySpan<byte> body)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        for (body = body[2..]; !body.IsEmpty;)
        {
            var end = body.IndexOf((byte)0);
            names.Add(Encoding.UTF8.GetString(body[..end]));
            // Table, column, type, length, modifier and format follow the name.
            body = body[(end + 19)..];
        }

        return names.ToImmutable();
    }

    private static ImmutableArray<string?> Fields(ReadOnlySpan<byte> body)
    {
        var fields = ImmutableArray.CreateBuilder<string?>();
        for (body = body[2..]; !body.IsEmpty;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(body);
            body = body[4..];
            fields.Add(length < 0 ? null : Encoding.UTF8.GetString(body[..length]));
            body = body[Math.Max(0, length)..];
        }

        return fields.ToImmutable();
    }
}
