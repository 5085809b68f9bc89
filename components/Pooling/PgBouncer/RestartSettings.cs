namespace Infra.Pooling.PgBouncer;

/// <summary>The part of a configuration that a running PgBouncer cannot take over by a RELOAD.</summary>
public static class RestartSettings
{
    /// <summary>
    /// In a fixed order: the settings that are read at the start only, with the value in force; the names of the settings that a
    /// RELOAD cannot take away because they have no default; the entries with a user, which a RELOAD does not take away either.
    /// </summary>
    public static IEnumerable<string> Of(PgBouncerConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var (version, written) = (configuration.Version, configuration.Settings);
        var lines = new SortedSet<string>(StringComparer.Ordinal) { $"version {version}" };
        foreach (var setting in SettingCatalogue.All.Where(setting => setting.Scope == SettingScope.Pooler && setting.ExistsIn(version)))
        {
            var inForce = written.GetValueOrDefault(setting.Name) ?? setting.DefaultIn(version);
            if (setting.ApplyByIn(version) == ApplyBy.Restart)
                lines.Add($"{setting.Name}={inForce}");
            else if (setting.DefaultIn(version) is null && inForce is not null)
                lines.Add(setting.Name);
        }

        lines.UnionWith(configuration.Databases.Where(entry => entry.Settings.ContainsKey("user")).Select(entry => $"user of {entry.Name}"));
        return lines;
    }
}
