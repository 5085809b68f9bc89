using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Infra.Drills;

/// <summary>Who logs in, and where: made once for thousands of clients.</summary>
/// <param name="Port">The pooler's port on 127.0.0.1.</param>
/// <param name="Database">The database.</param>
/// <param name="User">The role.</param>
/// <param name="Password">Its password.</param>
/// <param name="CaFile">The authority that the pooler's certificate must come from.</param>
internal sealed record WireLogin(int Port, string Database, string User, string Password, string CaFile)
{
    private readonly Lock guard = new();
    private (string Salt, byte[] Key)? known;

    public SslClientAuthenticationOptions Tls { get; } = new()
    {
        TargetHost = "localhost",
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(CaFile) },
        },
    };

    /// <summary>The dear part of SCRAM, which a client may keep (RFC 5802): it depends on the password, the salt and their number only.</summary>
    public byte[] SaltedPassword(string salt, int iterations)
    {
        lock (guard)
        {
            if (known is not { } kept || kept.Salt != salt)
                known = kept = (salt, Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(Password), Convert.FromBase64String(salt), iterations, HashAlgorithmName.SHA256, 32));
            return kept.Key;
        }
    }

    /// <summary>Never the password.</summary>
    public override string ToString() => $"{User} on port {Port}";
}

/// <summary>The least that a client of PostgreSQL has to be: TLS, SCRAM-SHA-256 and simple queries. A library's client is too heavy by the thousand.</summary>
internal sealed class WireClient : IAsyncDisposable
{
    private readonly TcpClient tcp = new(AddressFamily.InterNetwork);
    private SslStream? stream;

    /// <summary>Serial number of the certificate that the pooler has shown.</summary>
    public string Certificate => stream!.RemoteCertificate!.GetSerialNumberString();

    /// <summary>The connection itself, as yet without a word.</summary>
    public void Connect(WireLogin login) => tcp.Client.Connect(IPAddress.Loopback, login.Port);

    public async Task LogInAsync(WireLogin login, CancellationToken cancellation)
    {
        NetworkStream plain = tcp.GetStream();
        // SSLRequest: eight bytes, the code 80877103; the answer is one letter.
        await plain.WriteAsync(Convert.FromHexString("0000000804D2162F"), cancellation);
        await plain.ReadExactlyAsync(new byte[1], cancellation);
        stream = new SslStream(plain);
        await stream.AuthenticateAsClientAsync(login.Tls, cancellation);
        byte[] startup = [0, 3, 0, 0, .. Encoding.UTF8.GetBytes($"user\0{login.User}\0database\0{login.Database}\0\0")];
        await stream.WriteAsync((byte[])[.. Length(startup), .. startup], cancellation);

        string nonce = RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 24), first = $"n=,r={nonce}";
        byte[] hello = Encoding.UTF8.GetBytes($"n,,{first}");
        await ExpectAsync(10, cancellation);
        await SendAsync('p', [.. "SCRAM-SHA-256\0"u8, .. Number(hello.Length), .. hello], cancellation);
        string challenge = Encoding.UTF8.GetString(await ExpectAsync(11, cancellation));
        await SendAsync('p', Encoding.UTF8.GetBytes(Proof(login, first, challenge)), cancellation);
        await ExpectAsync(12, cancellation);
        await ReadyAsync(cancellation);
    }

    public async Task QueryAsync(string sql, CancellationToken cancellation)
    {
        await SendAsync('Q', [.. Encoding.UTF8.GetBytes(sql), 0], cancellation);
        await ReadyAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (stream is not null)
            await stream.DisposeAsync();
        tcp.Dispose();
    }

    private static string Proof(WireLogin login, string first, string challenge)
    {
        Dictionary<char, string> parts = challenge.Split(',').ToDictionary(part => part[0], part => part[2..]);
        string last = $"c=biws,r={parts['r']}";
        byte[] salted = login.SaltedPassword(parts['s'], int.Parse(parts['i'], System.Globalization.CultureInfo.InvariantCulture));
        byte[] key = HMACSHA256.HashData(salted, "Client Key"u8);
        byte[] signature = HMACSHA256.HashData(SHA256.HashData(key), Encoding.UTF8.GetBytes($"{first},{challenge},{last}"));
        return $"{last},p={Convert.ToBase64String([.. key.Zip(signature, (one, other) => (byte)(one ^ other))])}";
    }

    private async Task<byte[]> ExpectAsync(int authentication, CancellationToken cancellation)
    {
        (char type, byte[] body) = await ReadAsync(cancellation);
        Assert.True(type == 'R' && BinaryPrimitives.ReadInt32BigEndian(body) == authentication, $"unexpected message {type}");
        return body[4..];
    }

    private async Task ReadyAsync(CancellationToken cancellation)
    {
        while ((await ReadAsync(cancellation)).Type != 'Z')
        {
        }
    }

    private async Task<(char Type, byte[] Body)> ReadAsync(CancellationToken cancellation)
    {
        byte[] head = new byte[5];
        await stream!.ReadExactlyAsync(head, cancellation);
        byte[] body = new byte[BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1)) - 4];
        await stream.ReadExactlyAsync(body, cancellation);
        return head[0] == 'E' ? throw new IOException(Encoding.UTF8.GetString(body).Replace('\0', ' ')) : ((char)head[0], body);
    }

    private async Task SendAsync(char type, byte[] body, CancellationToken cancellation) =>
        await stream!.WriteAsync((byte[])[(byte)type, .. Length(body), .. body], cancellation);

    private static byte[] Length(byte[] body) => Number(body.Length + 4);

    private static byte[] Number(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
