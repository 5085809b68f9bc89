using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Reads names and addresses.</summary>
internal static partial class Names
{
    private const int LongestIdentifier = 63;

    /// <summary>The name of a database or a role: what PostgreSQL keeps of an identifier, NAMEDATALEN - 1 bytes.</summary>
    public static string? Identifier(this Cursor cursor, Form? form = null)
    {
        const string Allowed = "1 to 63 bytes without control characters";
        if (cursor.Text(Allowed, form ?? Forms.Identifier) is not { } text)
            return null;
        if (text.Length == 0)
            cursor.Wrong("is empty", Allowed, "write a name");
        else if (Encoding.UTF8.GetByteCount(text) is > LongestIdentifier and var bytes)
            cursor.Wrong($"is {bytes} bytes long, and PostgreSQL cuts names at {LongestIdentifier}", Allowed, "shorten it");
        else if (text.Any(char.IsControl))
            cursor.Wrong("holds a control character", Allowed, "remove it");
        else
            return text;
        return null;
    }

    /// <summary>A role: an identifier that PostgreSQL does not keep for itself.</summary>
    public static string? Role(this Cursor cursor, Form? form = null)
    {
        if (cursor.Identifier(form ?? Forms.Role) is not { } text)
            return null;
        if (!text.StartsWith("pg_", StringComparison.Ordinal) && text is not ("public" or "none"))
            return text;
        cursor.Wrong("is a name that PostgreSQL keeps for itself", "a role name other than public, none and pg_…", "choose another role");
        return null;
    }

    /// <summary>The name of a workload, which becomes part of resource names.</summary>
    public static string? Label(this Cursor cursor)
    {
        const string Allowed = "1 to 63 lower-case letters, digits and hyphens, with a letter or digit at both ends";
        if (cursor.Text(Allowed, Form.Of(DnsLabel())) is not { } text)
            return null;
        if (DnsLabel().IsMatch(text))
            return text;
        cursor.Wrong("is not a name that Kubernetes accepts", Allowed, "rename it, as `api` or `http-workers`");
        return null;
    }

    /// <summary>A text of a given pattern.</summary>
    public static string? Matching(this Cursor cursor, Regex pattern, string problem, string allowed, string fix)
    {
        if (cursor.Text(allowed, Form.Of(pattern)) is not { } text)
            return null;
        if (pattern.IsMatch(text))
            return text;
        cursor.Wrong(problem, allowed, fix);
        return null;
    }

    /// <summary>An absolute path inside a container.</summary>
    public static string? FilePath(this Cursor cursor)
    {
        const string Allowed = "an absolute path";
        if (cursor.Text(Allowed, Forms.FilePath) is not { } text)
            return null;
        if (text.StartsWith('/') && !text.Any(char.IsControl))
            return text;
        cursor.Wrong("is not an absolute path", Allowed, "write it as `/etc/pooling/ca.crt`");
        return null;
    }

    /// <summary>A host name or address.</summary>
    public static string? HostName(this Cursor cursor)
    {
        const string Allowed = "a host name or an IP address";
        if (cursor.Text(Allowed, Forms.Host) is not { } text)
            return null;
        if (IsHost(text))
            return text;
        cursor.Wrong("is not a host name", Allowed, "write the host alone, such as `db.example.com`, and the port under `port`");
        return null;
    }

    /// <summary>A host with or without a port.</summary>
    public static HostPort? HostAndPort(this Cursor cursor, int defaultPort)
    {
        const string Allowed = "`host` or `host:port`, an IPv6 address in brackets";
        if (cursor.Text(Allowed, Forms.HostAndPort) is not { } text)
            return null;
        var parts = WithPort().Match(text);
        var host = parts.Groups["host"].Value;
        if (host.StartsWith('['))
            host = host[1..^1];
        if (parts.Success && IsHost(host) && TryPort(parts.Groups["port"].Value, defaultPort, out var port))
            return new HostPort(host, port);
        cursor.Wrong("is not a host with a port", Allowed, "write it as `replica.example.com:5432`");
        return null;
    }

    private static bool TryPort(string text, int defaultPort, out int port)
    {
        port = defaultPort;
        return text.Length == 0
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= 65535);
    }

    private static bool IsHost(string text) => Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6;

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DnsLabel();

    [GeneratedRegex(@"\A(?<host>\[[^\[\]]+\]|[^:\[\]]+)(:(?<port>[0-9]{1,5}))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex WithPort();
}
