using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.PgBouncer;

public sealed partial record PgBouncerConfiguration
{
    /// <summary>First version whose parser takes names in single quotes (libusual of 2025-03, shipped with 1.25).</summary>
    internal static PgBouncerVersion QuotedNamesSince { get; } = new(1, 25);

    /// <summary>
    /// Everything that keeps the contents from being written, or PgBouncer from loading them: unknown or too new settings, values of
    /// the wrong form or out of range, values that no line can hold, names that cannot be written, and names given twice.
    /// </summary>
    public ImmutableArray<Fault> Faults()
    {
        var faults = ImmutableArray.CreateBuilder<Fault>();
        foreach (var (name, value) in Settings)
            Judge(faults, "[pgbouncer]", SettingScope.Pooler, new(name, value));

        foreach (var entry in Databases)
        {
            var path = $"[databases] {entry.Name}";
            Named(faults, path, entry.Name, IniText.LongestDatabaseName);
            if (entry.Name == "pgbouncer")
                faults.Add(new(path, "the name belongs to the console of PgBouncer", entry.Name, "any other name", "rename the entry"));
            foreach (var pair in entry.Pairs())
                Judge(faults, path, SettingScope.Database, pair);
            foreach (var name in entry.Pairs().GroupBy(pair => pair.Key).Where(group => group.Count() > 1).Select(group => group.Key))
                faults.Add(new($"{path}.{name}", "it is given twice", null, "one value", "remove it from the entry's settings"));
        }

        foreach (var entry in Users)
        {
            Named(faults, $"[users] {entry.Name}", entry.Name, 127);
            foreach (var pair in entry.Settings)
                Judge(faults, $"[users] {entry.Name}", SettingScope.User, pair);
        }

        foreach (var peer in Peers)
        {
            var path = $"[peers] {Entry.Number(peer.Id)}";
            if (peer.Id is < 1 or > 16383)
                faults.Add(new(path, "the peer's number is out of range", Entry.Number(peer.Id), "1 to 16383", "number the peers from 1"));
            foreach (var pair in PeerPairs(peer))
                Judge(faults, path, SettingScope.Peer, pair);
        }

        Twice(faults, "[databases]", Databases.Select(entry => entry.Name));
        Twice(faults, "[users]", Users.Select(entry => entry.Name));
        Twice(faults, "[peers]", Peers.Select(peer => Entry.Number(peer.Id)));
        return faults.ToImmutable();
    }

    private void Judge(ImmutableArray<Fault>.Builder faults, string section, SettingScope scope, KeyValuePair<string, string> pair)
    {
        var (name, value) = pair;
        var path = scope == SettingScope.Pooler ? $"{section} {name}" : $"{section}.{name}";
        if (SettingCatalogue.Find(scope, name) is not { } setting)
        {
            var meant = SettingCatalogue.Meant(scope, name);
            faults.Add(new(path, "PgBouncer has no setting of this name here", name, $"a setting of PgBouncer {Version}",
                meant is null ? "remove it" : $"did you mean `{meant}`?"));
        }
        else if (!setting.ExistsIn(Version))
        {
            faults.Add(new(path, $"PgBouncer {Version} does not know it", name, $"PgBouncer {setting.Since} or newer", "remove it or run a newer PgBouncer"));
        }
        else if (scope != SettingScope.Pooler && (value.Length == 0 || value.AsSpan().IndexOfAny('\n', '\0') >= 0))
        {
            faults.Add(new(path, "the entry cannot hold the value", null, "text of one line that is not empty", "change the value or remove it"));
        }
        else if ((scope == SettingScope.Pooler || setting.Kind is not (SettingKind.Text or SettingKind.List)) && !SettingValue.IsPlain(setting, value))
        {
            faults.Add(new(path, "the value does not suit the setting", value, setting.Allowed, "write such a value"));
        }
    }

    private void Named(ImmutableArray<Fault>.Builder faults, string path, string name, int longest)
    {
        if (name.Length == 0 || IniText.Bytes(name) > longest)
            faults.Add(new(path, "the name has the wrong length", $"{IniText.Bytes(name)} bytes", $"1 to {longest} bytes", "shorten the name"));
        else if (name.AsSpan().IndexOfAny('\n', '\0', '\'') >= 0)
            faults.Add(new(path, "pgbouncer.ini cannot hold the name", null, "names without line breaks and single quotes", "rename the entry"));
        else if (!name.All(IniText.IsNameCharacter) && Version < QuotedNamesSince)
            faults.Add(new(path, $"PgBouncer {Version} cannot read the name", name, "letters, digits, `_`, `.`, `-` and `*`, or PgBouncer 1.25 or newer",
                "rename the entry or run a newer PgBouncer"));
    }

    private static void Twice(ImmutableArray<Fault>.Builder faults, string section, IEnumerable<string> names)
    {
        foreach (var name in names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key))
            faults.Add(new($"{section} {name}", "the entry is given twice", null, "one entry of a name", "remove one"));
    }
}
