using System.Collections.Immutable;
using System.Text;
using Infra.Pooling.Specification;

namespace Infra.Pooling.PgBouncer;

/// <summary>How a secret in userlist.txt is kept.</summary>
public enum SecretForm
{
    /// <summary>Not at all: the role has no password.</summary>
    None,

    /// <summary>As a SCRAM-SHA-256 verifier.</summary>
    Scram,

    /// <summary>As an MD5 hash, which is as good as the password to whoever reads it.</summary>
    Md5,

    /// <summary>In plain text.</summary>
    Plain,
}

/// <summary>A role and its secret; printing it does not show the secret.</summary>
/// <param name="Role">Name of the role, 1 to 127 bytes.</param>
/// <param name="Secret">SCRAM verifier, MD5 hash, or password.</param>
public sealed record UserlistEntry(string Role, string Secret)
{
    /// <summary>How the secret is kept.</summary>
    public SecretForm Form => Secret.Length == 0 ? SecretForm.None
        : ScramVerifier.TryParse(Secret, out _) ? SecretForm.Scram
        : Secret.Length == 35 && Secret.StartsWith("md5", StringComparison.Ordinal) && Secret.Skip(3).All(char.IsAsciiHexDigitLower) ? SecretForm.Md5
        : SecretForm.Plain;

    /// <inheritdoc/>
    public override string ToString() => $"{Role} ({Form})";
}

/// <summary>What was read from a userlist.txt.</summary>
/// <param name="Entries">The roles, in the order of the file, up to the first mistake: PgBouncer ignores everything after it.</param>
/// <param name="Mistake">What is wrong, with the path <c>userlist.txt:LINE</c>; null when nothing is.</param>
public sealed record UserlistContents(ImmutableArray<UserlistEntry> Entries, Fault? Mistake);

/// <summary>
/// The file of roles and secrets that auth_file names: <c>"role" "secret"</c> on each line, a quote written as two (doc/config.md,
/// "Authentication file format"; load_auth_file in src/loader.c).
/// </summary>
public static class Userlist
{
    /// <summary>Longest role name in bytes (MAX_USERNAME of include/bouncer.h, less the closing zero; 1.18 and newer).</summary>
    private const int LongestRole = 127;

    /// <summary>Longest secret in bytes (MAX_PASSWORD of include/bouncer.h, less the closing zero; 1.18 to 1.25).</summary>
    private const int LongestSecret = 2047;

    /// <summary>The text of userlist.txt, sorted by role, with line feeds.</summary>
    /// <exception cref="SpecificationException">A role is given twice, or a name or secret cannot be written. No message shows a secret.</exception>
    public static string Render(IEnumerable<UserlistEntry> entries)
    {
        var sorted = entries.OrderBy(entry => entry.Role, StringComparer.Ordinal).ToArray();
        var faults = ImmutableArray.CreateBuilder<Fault>();
        foreach (var (entry, index) in sorted.Select((entry, index) => (entry, index)))
        {
            var path = $"userlist.txt {entry.Role}";
            if (index > 0 && sorted[index - 1].Role == entry.Role)
                faults.Add(new(path, "the role is given twice", null, "one secret for a role", "remove one"));
            if (!Fits(entry.Role, LongestRole) || entry.Role.Length == 0)
                faults.Add(new(path, "the name of the role cannot be written", null, $"1 to {LongestRole} bytes with their quotes doubled, no zero character", "rename the role"));
            if (!Fits(entry.Secret, LongestSecret))
                faults.Add(new(path, "the secret cannot be written", null, $"at most {LongestSecret} bytes with their quotes doubled, no zero character", "use a SCRAM verifier"));
        }

        return faults.Count > 0
            ? throw new SpecificationException(faults.ToImmutable())
            : string.Concat(sorted.Select(entry => $"{Quote(entry.Role)} {Quote(entry.Secret)}\n"));
    }

    /// <summary>Reads a userlist.txt as PgBouncer does; never throws.</summary>
    public static UserlistContents Parse(string text)
    {
        var entries = ImmutableArray.CreateBuilder<UserlistEntry>();
        var end = text.IndexOf('\0', StringComparison.Ordinal);
        var rest = end < 0 ? text : text[..end];
        var at = 0;
        while (true)
        {
            while (at < rest.Length && IniText.IsSpace(rest[at]))
                at++;
            if (at == rest.Length)
                return new(entries.ToImmutable(), null);

            var start = at;
            if (rest[at] != ';')
            {
                if (rest[at] != '"' || Quoted(rest, ref at) is not { } role)
                    return new(entries.ToImmutable(), Mistake(rest, start, "a role in double quotes is missing"));
                while (at < rest.Length && rest[at] != '"')
                    at++;
                if (at == rest.Length || Quoted(rest, ref at) is not { } secret)
                    return new(entries.ToImmutable(), Mistake(rest, start, "a secret in double quotes is missing"));
                entries.Add(new(role, secret));
            }

            while (at < rest.Length && rest[at] != '\n')
                at++;
        }
    }

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool Fits(string text, int longest) => !text.Contains('\0') && IniText.Bytes(Quote(text)) - 2 <= longest;

    private static string? Quoted(string text, ref int at)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"' && (at + 1 == text.Length || text[at + 1] != '"'))
            {
                at++;
                return value.ToString();
            }

            at += text[at] == '"' ? 1 : 0;
            value.Append(text[at]);
        }

        return null;
    }

    private static Fault Mistake(string text, int at, string problem) => new(
        $"userlist.txt:{text.AsSpan(0, at).Count('\n') + 1}", problem, null, "\"role\" \"secret\" on a line of its own", "write the line so; PgBouncer ignores the rest of the file");
}
