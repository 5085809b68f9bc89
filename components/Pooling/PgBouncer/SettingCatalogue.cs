using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.PgBouncer;

/// <summary>All settings of PgBouncer, and those of them that a specification may set.</summary>
public static class SettingCatalogue
{
    private static readonly Dictionary<string, Setting> _byName =
        SettingTable.All.Concat(EntrySettingTable.All).ToDictionary(setting => Key(setting.Scope, setting.Name));

    /// <summary>Every setting of every scope, by scope and name.</summary>
    public static ImmutableArray<Setting> All { get; } =
        [.. SettingTable.All.Concat(EntrySettingTable.All).OrderBy(setting => (int)setting.Scope).ThenBy(setting => setting.Name, StringComparer.Ordinal)];

    /// <summary>The setting of a name in a scope; null when there is none. Names are lower case, as PgBouncer has them.</summary>
    public static Setting? Find(SettingScope scope, string name) => _byName.GetValueOrDefault(Key(scope, name));

    /// <summary>What users may set under <c>pooler.settings</c> for a version, by name.</summary>
    public static ImmutableArray<Setting> Settable(PgBouncerVersion version) =>
        [.. All.Where(setting => setting.Scope == SettingScope.Pooler && setting.OwnedBy is null && setting.ExistsIn(version))];

    /// <summary>Judges one line of <c>pooler.settings</c>.</summary>
    /// <param name="path">Where it stands, for the message: <c>pooler.settings.max_client_conn</c>.</param>
    /// <param name="name">Name of the setting.</param>
    /// <param name="value">Its value as written.</param>
    /// <param name="version">The PgBouncer that will read it.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static Fault? Check(string path, string name, string value, PgBouncerVersion version)
    {
        if (Find(SettingScope.Pooler, name) is not { } setting)
        {
            return new(path, "PgBouncer has no setting of this name", name, $"a setting of PgBouncer {version}", Meant(SettingScope.Pooler, name) is { } meant
                ? $"did you mean `{meant}`?"
                : "remove it");
        }

        if (setting.OwnedBy is { } owner)
        {
            var elsewhere = owner.StartsWith("the ", StringComparison.Ordinal) ? "remove it" : $"remove it and set `{owner}`";
            return new(path, $"it is decided by {owner}", value, "settings of PgBouncer that nothing else decides", elsewhere);
        }

        if (!setting.ExistsIn(version))
            return new(path, $"PgBouncer {version} does not know it", value, $"PgBouncer {setting.Since} or newer", "remove it or run a newer PgBouncer");

        return SettingValue.IsPlain(setting, value)
            ? null
            : new(path, "the value does not suit the setting", value, setting.Allowed, DefaultAdvice(setting, version));
    }

    /// <summary>The name that somebody most likely meant; null when none is near.</summary>
    internal static string? Meant(SettingScope scope, string name) =>
        Nearest.To(name, All.Where(setting => setting.Scope == scope).Select(setting => setting.Name));

    private static string Key(SettingScope scope, string name) => $"{(int)scope} {name}";

    private static string DefaultAdvice(Setting setting, PgBouncerVersion version) =>
        setting.DefaultIn(version) is { Length: > 0 } value ? $"write such a value, or remove it for the default, {value}" : "write such a value, or remove it";
}
