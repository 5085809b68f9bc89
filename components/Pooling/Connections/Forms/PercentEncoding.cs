namespace Infra.Pooling.Connections.Forms;

/// <summary>URIs of RFC 3986: every part is percent-encoded by itself, down to the unreserved characters.</summary>
internal static class PercentEncoding
{
    /// <summary>Scheme, authority, database and query.</summary>
    public static string Uri(string scheme, ConnectionOptions options, Parameters query) =>
        Uri(scheme, options, System.Uri.EscapeDataString(options.Target.Database), query);

    /// <summary>The same with a path that is already encoded.</summary>
    public static string Uri(string scheme, ConnectionOptions options, string path, Parameters query)
    {
        var user = System.Uri.EscapeDataString(options.User);
        var password = options.Password is null ? "" : $":{System.Uri.EscapeDataString(options.Password)}";
        return $"{scheme}://{user}{password}@{Authority(options.Target)}/{path}{Query(query)}";
    }

    /// <summary>Hosts and port; an IPv6 address in brackets.</summary>
    public static string Authority(ConnectionTarget target) => string.Join(',', target.Hosts.Select(host =>
        host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{Values.Text(target.Port)}" : $"{host}:{Values.Text(target.Port)}"));

    /// <summary>The parameters after a question mark; empty when there is none.</summary>
    public static string Query(Parameters query)
    {
        var text = string.Join('&', query.Select(one => $"{one.Name}={System.Uri.EscapeDataString(one.Value)}"));
        return text.Length == 0 ? "" : $"?{text}";
    }
}
