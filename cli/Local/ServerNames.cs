using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Cli.Local;

/// <summary>
/// The names of the servers, which are those of their data folders. A server keeps its name for life: after a failover the primary is
/// the one called replica-0.
/// </summary>
internal static class ServerNames
{
    /// <summary>The server that is made first.</summary>
    public const string First = "primary";

    private const string Prefix = "replica-";

    /// <summary>The names of some replicas beside a primary.</summary>
    public static ImmutableArray<string> Replicas(string primary, int count) =>
        [.. Enumerable.Range(0, count + 1).Select(number => Prefix + number.ToString(CultureInfo.InvariantCulture)).Where(name => name != primary).Take(count)];

    /// <summary>The replication slot of a replica, which is also the name that it gives itself on the primary.</summary>
    public static string Slot(string replica) => replica.Replace('-', '_');

    /// <summary>The data folders below a runtime folder: the primary's, then all others, whatever was asked for.</summary>
    public static IEnumerable<string> Folders(string runtime, string primary)
    {
        if (!Directory.Exists(runtime))
            return [];
        string[] present =
        [
            .. Directory.EnumerateDirectories(runtime, First).Concat(Directory.EnumerateDirectories(runtime, Prefix + "*"))
                .Where(folder => !folder.EndsWith(".tmp", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
        ];
        return present.OrderBy(folder => Path.GetFileName(folder) != primary);
    }
}
