using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Infra.Pooling.PgBouncer;

/// <summary>
/// A SCRAM-SHA-256 verifier (RFC 5802, RFC 7677) in the form that PostgreSQL stores in pg_authid and PgBouncer reads from
/// userlist.txt. Both must hold the very same one, salt and iterations included, for PgBouncer to log in with it (doc/config.md,
/// "Authentication file format", Limitations). It is not the password, but whoever has it can try passwords against it: a secret.
/// </summary>
public sealed class ScramVerifier : IEquatable<ScramVerifier>
{
    /// <summary>Iterations where nobody says otherwise: PostgreSQL's and PgBouncer's own default.</summary>
    public const int DefaultIterations = 4096;

    private const string Scheme = "SCRAM-SHA-256";

    private ScramVerifier(int iterations, ImmutableArray<byte> salt, ImmutableArray<byte> storedKey, ImmutableArray<byte> serverKey) =>
        (Iterations, Salt, StoredKey, ServerKey) = (iterations, salt, storedKey, serverKey);

    /// <summary>Rounds of PBKDF2; 1 or more.</summary>
    public int Iterations { get; }

    /// <summary>The salt; PostgreSQL takes 16 bytes.</summary>
    public ImmutableArray<byte> Salt { get; }

    /// <summary>SHA-256 of the client's key; 32 bytes.</summary>
    public ImmutableArray<byte> StoredKey { get; }

    /// <summary>The server's key; 32 bytes.</summary>
    public ImmutableArray<byte> ServerKey { get; }

    /// <summary>The verifier of a password.</summary>
    /// <param name="password">The password; not empty. It is prepared as PostgreSQL prepares it (SASLprep, RFC 4013).</param>
    /// <param name="salt">The salt; 1 byte or more, 16 by custom: see <see cref="DeterministicSalt"/>.</param>
    /// <param name="iterations">Rounds; 1 or more. Fewer are faster to log in with and to guess.</param>
    /// <exception cref="ArgumentException">The password or the salt is empty, or the password holds a zero character or half a surrogate pair.</exception>
    public static ScramVerifier Create(string password, ReadOnlySpan<byte> salt, int iterations = DefaultIterations)
    {
        ArgumentException.ThrowIfNullOrEmpty(password);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(iterations);
        if (!IsText(password))
            throw new ArgumentException("a password holds neither zero characters nor halves of characters", nameof(password));
        if (salt.IsEmpty)
            throw new ArgumentException("the salt is empty", nameof(salt));

        var salted = Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(SaslPrep.Prepare(password)), salt, iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        return new(iterations, [.. salt], [.. SHA256.HashData(clientKey)], [.. HMACSHA256.HashData(salted, "Server Key"u8)]);
    }

    /// <summary>
    /// A salt from names that are no secret, such as stack, server and role: the first 16 bytes of a SHA-256 over them, each with its
    /// length in front so that ("a", "bc") and ("ab", "c") differ. Deterministic because a fresh random salt would make a new verifier,
    /// and with it a changed secret, on every run. Never of the password: the salt is sent to everybody who starts to log in, and would
    /// let them test guesses without the server.
    /// </summary>
    public static ImmutableArray<byte> DeterministicSalt(params ReadOnlySpan<string> scope)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        AppendPart(hash, length, "infra scram salt 1");
        foreach (var part in scope)
            AppendPart(hash, length, part);
        return [.. hash.GetHashAndReset()[..16]];
    }

    /// <summary>Whether a password belongs to the verifier; takes the same time for every wrong one.</summary>
    public bool Verify(string password)
    {
        if (string.IsNullOrEmpty(password) || !IsText(password))
            return false;
        var other = Create(password, Salt.AsSpan(), Iterations);
        return CryptographicOperations.FixedTimeEquals(StoredKey.AsSpan(), other.StoredKey.AsSpan())
            & CryptographicOperations.FixedTimeEquals(ServerKey.AsSpan(), other.ServerKey.AsSpan());
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is no verifier; the message does not repeat it.</exception>
    public static ScramVerifier Parse(string text) => TryParse(text, out var verifier)
        ? verifier
        : throw new FormatException("the text is not a SCRAM verifier; allowed: SCRAM-SHA-256$<iterations>:<salt>$<stored key>:<server key>");

    /// <summary>As <see cref="Parse"/>, but answers false where the text is no verifier.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ScramVerifier? verifier)
    {
        verifier = null;
        var parts = (text ?? "").Split('$');
        if (parts.Length != 3 || parts[0] != Scheme || parts[1].Split(':') is not [var rounds, var saltText] || parts[2].Split(':') is not [var storedText, var serverText])
            return false;
        if (!int.TryParse(rounds, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations) || iterations < 1)
            return false;
        if (Bytes(saltText) is not { Length: > 0 } salt || Bytes(storedText) is not { Length: 32 } stored || Bytes(serverText) is not { Length: 32 } server)
            return false;

        verifier = new(iterations, [.. salt], [.. stored], [.. server]);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(ScramVerifier? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ScramVerifier);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    /// <summary>As PostgreSQL and PgBouncer store it: <c>SCRAM-SHA-256$4096:salt$stored:server</c>, the three parts in Base64.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Scheme}${Iterations}:{Convert.ToBase64String(Salt.AsSpan())}${Convert.ToBase64String(StoredKey.AsSpan())}:{Convert.ToBase64String(ServerKey.AsSpan())}");

    private static bool IsText(string password) =>
        !password.Contains('\0') && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(password)) == password;

    private static byte[]? Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var count) ? bytes[..count] : null;
    }

    private static void AppendPart(IncrementalHash hash, Span<byte> length, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
