using System.Collections.Immutable;
using System.Text;
using Infra.Pooling.Specification;

namespace Infra.Pooling.PgBouncer;

/// <summary>
/// The contents of a pgbouncer.ini. <see cref="Render"/> gives the same text for the same contents, whatever order they came in, so
/// that an unchanged specification never causes a rollout.
/// </summary>
public sealed partial record PgBouncerConfiguration
{
    /// <summary>The PgBouncer that will read it.</summary>
    public required PgBouncerVersion Version { get; init; }

    /// <summary>The section <c>[pgbouncer]</c>.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = Entry.NoSettings;

    /// <summary>The section <c>[databases]</c>.</summary>
    public ImmutableArray<DatabaseEntry> Databases { get; init; } = [];

    /// <summary>The section <c>[users]</c>.</summary>
    public ImmutableArray<UserEntry> Users { get; init; } = [];

    /// <summary>The section <c>[peers]</c>.</summary>
    public ImmutableArray<PeerEntry> Peers { get; init; } = [];

    /// <summary>The text of pgbouncer.ini, with line feeds.</summary>
    /// <exception cref="SpecificationException">Something cannot be written, or PgBouncer would refuse it: see <see cref="Faults"/>.</exception>
    public string Render()
    {
        if (Faults() is { IsEmpty: false } faults)
            throw new SpecificationException(faults);

        var text = new StringBuilder();
        Section(text, "databases", Databases.Select(entry => KeyValuePair.Create(entry.Name, Join(entry.Pairs()))));
        Section(text, "users", Users.Select(entry => KeyValuePair.Create(entry.Name, Join(entry.Settings))));
        foreach (var (peer, index) in Peers.OrderBy(peer => peer.Id).Select((peer, index) => (peer, index)))
        {
            text.Append(index != 0 ? "" : text.Length == 0 ? "[peers]\n" : "\n[peers]\n")
                .Append(Entry.Number(peer.Id)).Append(" = ").Append(Join(PeerPairs(peer))).Append('\n');
        }

        // Last, because a process that includes the file can then add its own address: to open the section again would reset it.
        Section(text, "pgbouncer", Settings);
        return text.ToString();
    }

    private static void Section(StringBuilder text, string name, IEnumerable<KeyValuePair<string, string>> lines)
    {
        var sorted = lines.OrderBy(line => line.Key, StringComparer.Ordinal).ToArray();
        if (sorted.Length == 0 && name != "pgbouncer")
            return;
        text.Append(text.Length == 0 ? "" : "\n").Append('[').Append(name).Append("]\n");
        foreach (var (key, value) in sorted)
            text.Append(key.All(IniText.IsNameCharacter) ? key : $"'{key}'").Append(" =").Append(value.Length == 0 ? "" : " ").Append(value).Append('\n');
    }

    private static string Join(IEnumerable<KeyValuePair<string, string>> pairs) =>
        string.Join(' ', pairs.OrderBy(pair => Rank(pair.Key)).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={ConnectionString.Quote(pair.Value)}"));

    /// <summary>Where it leads comes first, then the rest by name.</summary>
    private static int Rank(string key) => key switch
    {
        "host" => 0,
        "port" => 1,
        "dbname" => 2,
        _ => 3,
    };

    private static IEnumerable<KeyValuePair<string, string>> PeerPairs(PeerEntry peer) =>
        [new("host", peer.Host), new("port", Entry.Number(peer.Port))];
}
