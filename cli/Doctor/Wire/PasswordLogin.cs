using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Infra.Cli.Doctor.Wire;

/// <summary>The proofs of a password that PostgreSQL asks for.</summary>
internal static class PasswordLogin
{
    public const string Scram = "SCRAM-SHA-256";

    // Whoever asks for more wants to keep the client busy.
    private const int MostIterations = 1_000_000;

    /// <summary>The answer to AuthenticationMD5Password.</summary>
    public static string Md5(string user, string password, ReadOnlySpan<byte> salt)
    {
#pragma warning disable CA5351 // What the server asks for; the report advises against it.
        var inner = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(password + user)));
        return "md5" + Convert.ToHexStringLower(MD5.HashData((byte[])[.. Encoding.UTF8.GetBytes(inner), .. salt]));
#pragma warning restore CA5351
    }

    /// <summary>What a client says first in SCRAM (RFC 5802), without channel binding, which poolers do not offer.</summary>
    public static string First(string nonce) => $"n=,r={nonce}";

    /// <summary>The client's last word, and what the server's last word must be.</summary>
    /// <exception cref="WireException">The challenge is none.</exception>
    public static (string Last, string Expected) Prove(string password, string nonce, string challenge)
    {
        var parts = challenge.Split(',').Where(part => part.Length > 1 && part[1] == '=').ToDictionary(part => part[0], part => part[2..]);
        if (!parts.TryGetValue('r', out var both) || !both.StartsWith(nonce, StringComparison.Ordinal)
            || !parts.TryGetValue('s', out var salt) || Bytes(salt) is not { Length: > 0 } bytes || !parts.TryGetValue('i', out var rounds)
            || !int.TryParse(rounds, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
            || iterations is < 1 or > MostIterations)
        {
            throw new WireException(WireFailure.Login, "the server's SCRAM challenge is not valid");
        }

        var prepared = Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormKC));
        var salted = Rfc2898DeriveBytes.Pbkdf2(prepared, bytes, iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        var last = $"c=biws,r={both}";
        var signed = Encoding.UTF8.GetBytes($"{First(nonce)},{challenge},{last}");
        var key = HMACSHA256.HashData(salted, "Client Key"u8);
        var signature = HMACSHA256.HashData(SHA256.HashData(key), signed);
        var proof = Convert.ToBase64String([.. key.Zip(signature, (one, other) => (byte)(one ^ other))]);
        var expected = Convert.ToBase64String(HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), signed));
        return ($"{last},p={proof}", $"v={expected}");
    }

    private static byte[]? Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var count) ? bytes[..count] : null;
    }
}
