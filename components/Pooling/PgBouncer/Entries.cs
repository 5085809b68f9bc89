using System.Collections.Immutable;

namespace Infra.Pooling.PgBouncer;

/// <summary>An entry of <c>[databases]</c>: a name for clients, and where it leads.</summary>
/// <param name="Name">Name that clients ask for, 1 to 63 bytes; <c>*</c> for every other name. <c>pgbouncer</c> is the console's.</param>
/// <param name="Host">Host, host list, or socket folder; null for the socket folder of the pooler.</param>
/// <param name="Port">Port of the server; 1 to 65535.</param>
/// <param name="DatabaseName">Name on the server; null for the same as <paramref name="Name"/>.</param>
public sealed record DatabaseEntry(string Name, string? Host, int Port = 5432, string? DatabaseName = null)
{
    /// <summary>Further settings of the entry, such as <c>pool_size</c>.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = Entry.NoSettings;

    internal IEnumerable<KeyValuePair<string, string>> Pairs()
    {
        if (Host is not null)
            yield return new("host", Host);
        yield return new("port", Entry.Number(Port));
        if (DatabaseName is not null)
            yield return new("dbname", DatabaseName);
        foreach (var pair in Settings.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            yield return pair;
    }
}

/// <summary>An entry of <c>[users]</c>: settings of one role.</summary>
/// <param name="Name">Name of the role, 1 to 127 bytes.</param>
public sealed record UserEntry(string Name)
{
    /// <summary>The role's settings, such as <c>max_user_connections</c>.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = Entry.NoSettings;
}

/// <summary>An entry of <c>[peers]</c>: another process of the same pooler, to which cancel requests are passed on.</summary>
/// <param name="Id">Its peer_id; 1 to 16383.</param>
/// <param name="Host">Host or socket folder.</param>
/// <param name="Port">Its port; 1 to 65535.</param>
public sealed record PeerEntry(int Id, string Host, int Port = 6432);

internal static class Entry
{
    public static readonly ImmutableSortedDictionary<string, string> NoSettings =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
