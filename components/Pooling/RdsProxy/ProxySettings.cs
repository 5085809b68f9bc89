using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Pooling.Specification;

namespace Infra.Pooling.RdsProxy;

/// <summary>The settings of RDS Proxy that a specification may make under <c>pooler.settings</c>.</summary>
/// <remarks>Source: Amazon RDS User Guide, "RDS Proxy connection considerations", and Amazon RDS API Reference,
/// <c>ConnectionPoolConfiguration</c> and <c>CreateDBProxy</c>.</remarks>
public static partial class ProxySettings
{
    /// <summary>Share of the target's max_connections, in percent; 1 to 100.</summary>
    public const string MaxConnectionsPercent = "maxConnectionsPercent";

    /// <summary>Share of the target's max_connections that may be kept open unused, in percent; 0 to the former.</summary>
    public const string MaxIdleConnectionsPercent = "maxIdleConnectionsPercent";

    /// <summary>Wait for a server connection, in seconds; 1 to 300.</summary>
    public const string ConnectionBorrowTimeout = "connectionBorrowTimeout";

    /// <summary>Time after which a client that does nothing is disconnected, in seconds; 60 to 28800.</summary>
    public const string IdleClientTimeout = "idleClientTimeout";

    /// <summary>SQL that each new server connection begins with; readable by whoever may see the target group.</summary>
    public const string InitQuery = "initQuery";

    /// <summary>Whether SQL texts are logged.</summary>
    public const string DebugLogging = "debugLogging";

    private const string PinningFilters = "sessionPinningFilters";

    private static readonly FrozenDictionary<string, (int Min, int Max, string Unit)> Numbers = new Dictionary<string, (int, int, string)>
    {
        [MaxConnectionsPercent] = (1, 100, "percent"),
        [MaxIdleConnectionsPercent] = (0, 100, "percent"),
        // 0 would keep the pool from growing at all; API texts that allow 3600 are out of date.
        [ConnectionBorrowTimeout] = (1, 300, "seconds"),
        [IdleClientTimeout] = (60, 28800, "seconds"),
    }.ToFrozenDictionary();

    private static readonly ImmutableArray<string> Names = [.. Numbers.Keys.Concat([InitQuery, DebugLogging]).Order(StringComparer.Ordinal)];

    /// <summary>Every setting with what it takes, in words, by name.</summary>
    public static IEnumerable<(string Name, string Allowed)> All => Names.Select(name => (name, name switch
    {
        InitQuery => "SQL statements with semicolons between them",
        DebugLogging => "true or false",
        _ => Allowed(Numbers[name]),
    }));

    /// <summary>Judges one line of <c>pooler.settings</c>.</summary>
    /// <param name="path">Where it stands.</param>
    /// <param name="name">Name of the setting.</param>
    /// <param name="value">Its value as written.</param>
    /// <returns>What is wrong; null when nothing is. What may be a secret is not shown.</returns>
    public static Fault? Check(string path, string name, string value)
    {
        if (name == PinningFilters)
        {
            return new(path, "works for MySQL only: RDS Proxy has no pinning filter for PostgreSQL", value, "no pinning filter",
                "remove it; keep sessions free of SET, temporary objects and SQL PREPARE instead");
        }

        if (Numbers.TryGetValue(name, out var range))
        {
            return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= range.Min && number <= range.Max
                ? null
                : new(path, "is out of range", value, Allowed(range),
                    "write such a number, or remove it");
        }

        return name switch
        {
            InitQuery when MayHoldSecret().IsMatch(value) => new(
                path, "may hold a secret, and everybody who may see the target group can read it", null, "SQL without secrets",
                "set passwords with ALTER ROLE on the server itself"),
            InitQuery => value.Length > 0 ? null : new(path, "is empty", null, "SQL statements with semicolons between them", "write one, or remove it"),
            DebugLogging => value is "true" or "false" ? null : new(path, "is neither true nor false", value, "true or false", "write `false`"),
            _ => new(path, "RDS Proxy has no setting of this name that may be chosen", name, string.Join(", ", Names),
                Nearest.To(name, Names) is { } near ? $"did you mean `{near}`?" : "remove it"),
        };
    }

    /// <summary>What does not go together among settings that are right by themselves.</summary>
    /// <param name="path">Where the settings stand: <c>pooler.settings</c>.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="otherProxiesPercent">Share of other proxies on the same target.</param>
    public static IEnumerable<Fault> CheckTogether(string path, IReadOnlyDictionary<string, string> settings, int otherProxiesPercent)
    {
        if (Number(settings, MaxConnectionsPercent) is { } max)
        {
            if (max + otherProxiesPercent > 100)
            {
                yield return new(
                    $"{path}.{MaxConnectionsPercent}",
                    $"with the {otherProxiesPercent} % of other proxies (`database.rds.otherProxiesPercent`) exceeds the target's max_connections",
                    $"{max}", $"1 to {100 - otherProxiesPercent}", $"lower it to {100 - otherProxiesPercent} or less, or let one proxy serve all");
            }

            if (Number(settings, MaxIdleConnectionsPercent) is { } idle && idle > max)
                yield return new($"{path}.{MaxIdleConnectionsPercent}", $"is above `{MaxConnectionsPercent}`", $"{idle}", $"0 to {max}", $"lower it to {max} or less");
        }
        else if (Number(settings, MaxIdleConnectionsPercent) is { } alone)
        {
            yield return new(
                $"{path}.{MaxIdleConnectionsPercent}", $"stands without `{MaxConnectionsPercent}`, on which it depends", $"{alone}",
                "both, or neither", $"add `{MaxConnectionsPercent}`, or remove it");
        }
    }

    private static string Allowed((int Min, int Max, string Unit) range) =>
        string.Create(CultureInfo.InvariantCulture, $"a whole number of {range.Unit}, {range.Min} to {range.Max}");

    internal static int? Number(IReadOnlyDictionary<string, string> settings, string name) =>
        settings.TryGetValue(name, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex("password|passwd|secret|token|credential|api_?key|postgres(ql)?://", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MayHoldSecret();
}
