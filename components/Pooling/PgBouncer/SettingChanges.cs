using System.Collections.Immutable;

namespace Infra.Pooling.PgBouncer;

/// <summary>A difference between two configurations; printing it does not show a password.</summary>
/// <param name="Path">What differs: <c>[pgbouncer] max_client_conn</c>, <c>[databases] app.host</c> or <c>[peers] 2</c>.</param>
/// <param name="Before">Value in force before; null where there was none.</param>
/// <param name="After">Value in force after; null where there is none.</param>
/// <param name="ApplyBy">What makes it take effect.</param>
public sealed record SettingChange(string Path, string? Before, string? After, ApplyBy ApplyBy)
{
    /// <summary>As <c>[pgbouncer] max_client_conn: 100 -> 200 (reload)</c>.</summary>
    public override string ToString() =>
        $"{Path}: {Before ?? "nothing"} -> {After ?? "nothing"} ({(ApplyBy == ApplyBy.Reload ? "reload" : "restart")})";
}

/// <summary>What changed between two configurations, and whether a RELOAD is enough.</summary>
/// <param name="Changes">The changes, sorted by path.</param>
public sealed record SettingChanges(ImmutableArray<SettingChange> Changes)
{
    private const string Hidden = "[secret]";

    /// <summary>What makes all of them take effect; null when there are none.</summary>
    public ApplyBy? ApplyBy => Changes.IsEmpty ? null : Changes.Max(change => change.ApplyBy);

    /// <summary>
    /// Compares what is in force, not the text: writing a default out is no change. A RELOAD sets a missing setting back to its
    /// default, but not where the default is none, and never takes the user from a database entry (cf_load_file in
    /// lib/usual/cfparser.c, parse_database in src/loader.c): such changes need a restart, as a change of version does.
    /// </summary>
    public static SettingChanges Between(PgBouncerConfiguration before, PgBouncerConfiguration after)
    {
        var changes = new List<SettingChange>();
        if (before.Version != after.Version)
            changes.Add(new("version", before.Version.ToString(), after.Version.ToString(), PgBouncer.ApplyBy.Restart));

        foreach (var name in before.Settings.Keys.Union(after.Settings.Keys))
        {
            var setting = SettingCatalogue.Find(SettingScope.Pooler, name);
            var (then, now) = (InForce(before, name, setting), InForce(after, name, setting));
            if (then != now)
                changes.Add(new($"[pgbouncer] {name}", then, now, now is null ? PgBouncer.ApplyBy.Restart : setting?.ApplyByIn(after.Version) ?? PgBouncer.ApplyBy.Restart));
        }

        Compare(changes, "[databases]", Entries(before.Databases, entry => entry.Name, entry => entry.Pairs()), Entries(after.Databases, entry => entry.Name, entry => entry.Pairs()));
        Compare(changes, "[users]", Entries(before.Users, entry => entry.Name, entry => entry.Settings), Entries(after.Users, entry => entry.Name, entry => entry.Settings));
        Compare(changes, "[peers]", Entries(before.Peers, PeerId, PeerPairs), Entries(after.Peers, PeerId, PeerPairs));
        return new([.. changes.OrderBy(change => change.Path, StringComparer.Ordinal)]);
    }

    private static string? InForce(PgBouncerConfiguration configuration, string name, Setting? setting) =>
        configuration.Settings.TryGetValue(name, out var value) ? value : setting?.DefaultIn(configuration.Version);

    private static Dictionary<string, Dictionary<string, string>> Entries<T>(
        ImmutableArray<T> entries, Func<T, string> name, Func<T, IEnumerable<KeyValuePair<string, string>>> pairs) =>
        entries.GroupBy(name).ToDictionary(group => group.Key, group => pairs(group.Last()).GroupBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Last().Value));

    private static void Compare(
        List<SettingChange> changes, string section, Dictionary<string, Dictionary<string, string>> before, Dictionary<string, Dictionary<string, string>> after)
    {
        foreach (var name in before.Keys.Union(after.Keys))
        {
            var (then, now) = (before.GetValueOrDefault(name), after.GetValueOrDefault(name));
            if (then is null || now is null)
            {
                changes.Add(new($"{section} {name}", then is null ? null : "an entry", now is null ? null : "an entry", PgBouncer.ApplyBy.Reload));
                continue;
            }

            foreach (var key in then.Keys.Union(now.Keys))
            {
                var (old, @new) = (then.GetValueOrDefault(key), now.GetValueOrDefault(key));
                if (old == @new)
                    continue;
                var losesUser = section == "[databases]" && key == "user" && @new is null;
                changes.Add(key == "password"
                    ? new($"{section} {name}.{key}", old is null ? null : Hidden, @new is null ? null : Hidden, PgBouncer.ApplyBy.Reload)
                    : new($"{section} {name}.{key}", old, @new, losesUser ? PgBouncer.ApplyBy.Restart : PgBouncer.ApplyBy.Reload));
            }
        }
    }

    private static string PeerId(PeerEntry peer) => Entry.Number(peer.Id);

    private static IEnumerable<KeyValuePair<string, string>> PeerPairs(PeerEntry peer) =>
        [new("host", peer.Host), new("port", Entry.Number(peer.Port))];
}
