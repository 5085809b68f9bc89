using System.Collections.Immutable;

namespace Infra.Pooling.PgBouncer;

/// <summary>Which layer a value comes from; a later one wins.</summary>
public enum SettingOrigin
{
    /// <summary>The product's own choice where nobody says otherwise.</summary>
    Default,

    /// <summary>The specification.</summary>
    User,

    /// <summary>What must hold whatever the specification says.</summary>
    Forced,
}

/// <summary>A setting with the layer that decided it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The value in force.</param>
/// <param name="Origin">The layer of that value.</param>
/// <param name="Overruled">The other layers' values, lowest layer first.</param>
public sealed record LayeredSetting(
    string Name,
    string Value,
    SettingOrigin Origin,
    ImmutableArray<(SettingOrigin Origin, string Value)> Overruled)
{
    /// <summary>As <c>pool_mode = transaction (forced; user: session)</c>.</summary>
    public override string ToString()
    {
        var others = string.Concat(Overruled.Select(other => $"; {Word(other.Origin)}: {other.Value}"));
        return $"{Name} = {Value} ({Word(Origin)}{others})";
    }

    private static string Word(SettingOrigin origin) => origin switch
    {
        SettingOrigin.Default => "default",
        SettingOrigin.User => "user",
        _ => "forced",
    };
}

/// <summary>The three layers of settings of the section <c>[pgbouncer]</c>.</summary>
public static class SettingLayers
{
    /// <summary>Lays the layers over each other: forced over user over default. The result is sorted by name.</summary>
    public static ImmutableSortedDictionary<string, LayeredSetting> Merge(
        IEnumerable<KeyValuePair<string, string>> defaults,
        IEnumerable<KeyValuePair<string, string>> user,
        IEnumerable<KeyValuePair<string, string>> forced)
    {
        var merged = ImmutableSortedDictionary.CreateBuilder<string, LayeredSetting>(StringComparer.Ordinal);
        (SettingOrigin, IEnumerable<KeyValuePair<string, string>>)[] layers =
            [(SettingOrigin.Default, defaults), (SettingOrigin.User, user), (SettingOrigin.Forced, forced)];
        foreach (var (origin, layer) in layers)
        {
            foreach (var (name, value) in layer)
            {
                merged[name] = merged.TryGetValue(name, out var lower)
                    ? new(name, value, origin, lower.Overruled.Add((lower.Origin, lower.Value)))
                    : new(name, value, origin, []);
            }
        }

        return merged.ToImmutable();
    }

    /// <summary>The values in force, without their history.</summary>
    public static ImmutableSortedDictionary<string, string> Values(ImmutableSortedDictionary<string, LayeredSetting> layered) =>
        layered.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.Value, StringComparer.Ordinal);
}
