using System.Globalization;
using System.Text;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Connections;

/// <summary>What no connection string could carry. A password is never part of a fault.</summary>
internal static class OptionFaults
{
    private const int LongestSeconds = int.MaxValue / 1000;
    private const int LongestConnectSeconds = 1024;

    public static IEnumerable<Fault> Of(ConnectionOptions options)
    {
        var (target, client) = (options.Target, options.Client);
        return Found(
        [
            .. target.Hosts.Select(Host),
            Number("port", target.Port, 1, 65535, "give the port on which the server or the pooler listens"),
            Text("database", target.Database, secret: false),
            Text("user", options.User, secret: false),
            options.Password is null ? null : Text("password", options.Password, secret: true),
            options.ApplicationName is null ? null : Text("applicationName", options.ApplicationName, secret: false),
            options.RootCertificate is null ? null : Text("rootCertificate", options.RootCertificate, secret: false),
            Number("maxPreparedStatements", options.MaxPreparedStatements, 0, int.MaxValue, "give the pooler's setting; 0 for none"),
            Number("client.poolSize", client.PoolSize, 1, 100000, "give the connections that one process may hold"),
            Time("client.connectTimeout", client.ConnectTimeout, LongestConnectSeconds),
            Time("client.commandTimeout", client.CommandTimeout, LongestSeconds),
            Time("client.idleLifetime", client.IdleLifetime, LongestSeconds),
            Time("client.connectionLifetime", client.ConnectionLifetime, LongestSeconds),
            Time("client.keepaliveIdle", client.KeepaliveIdle, LongestSeconds),
            Time("client.keepaliveInterval", client.KeepaliveInterval, LongestSeconds),
            client.KeepaliveInterval is not null && client.KeepaliveIdle is null
                ? new("client.keepaliveInterval", "is given without client.keepaliveIdle", Shown(client.KeepaliveInterval.Value),
                    "both or only the idle time", "give client.keepaliveIdle too")
                : null,
        ]);
    }

    private static IEnumerable<Fault> Found(IEnumerable<Fault?> all) => all.OfType<Fault>();

    // Everything else would have to be quoted differently by each driver, and no server has such a name.
    private static Fault? Host(string host) =>
        Ascii.IsValid(host) && host.AsSpan().IndexOfAny("[%") < 0
        && Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6
            ? null
            : new(
                "host",
                "is not one host",
                $"`{host}`",
                "one host name or IP address in ASCII, without brackets and port",
                "give the name that the server's certificate holds");

    private static Fault? Text(string path, string value, bool secret) =>
        value.Length == 0
            ? new(path, "is empty", null, "at least one character", $"give the {path}")
        : value.Contains('\0', StringComparison.Ordinal)
            ? new(path, "contains the character NUL", Received(value, secret), "any text without NUL", "choose another, PostgreSQL cannot store it")
        : !IsUnicode(value)
            ? new(path, "holds half of a surrogate pair", Received(value, secret), "valid Unicode", "choose another")
        : null;

    private static Fault? Number(string path, int? value, int min, int max, string fix) =>
        value is null || (value >= min && value <= max)
            ? null
            : new(path, "is out of range", value.Value.ToString(CultureInfo.InvariantCulture), $"{min} to {max}", fix);

    private static Fault? Time(string path, TimeSpan? value, int maxSeconds) =>
        value is null || (value > TimeSpan.Zero && value <= TimeSpan.FromSeconds(maxSeconds))
            ? null
            : new(
                path, "is out of range", Shown(value.Value), $"more than 0 s, at most {maxSeconds} s", "leave it out for the driver's default");

    private static string Shown(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds} s");

    private static string? Received(string value, bool secret) =>
        secret ? null : $"`{string.Concat(value.Select(one => char.IsControl(one) || char.IsSurrogate(one) ? '\uFFFD' : one))}`";

    private static bool IsUnicode(string value)
    {
        for (var rest = value.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != System.Buffers.OperationStatus.Done)
                return false;
            rest = rest[length..];
        }

        return true;
    }
}
