using System.Text.RegularExpressions;
using Infra.Pooling.PgBouncer;

namespace Infra.Cli.Local;

/// <summary>The part of a configuration that a running PgBouncer cannot take over by a RELOAD.</summary>
internal static partial class StartSettings
{
    private const string MainSection = "pgbouncer";

    /// <summary>
    /// In a fixed order: the settings that are read at the start only, with the value in force; the names of the settings that a
    /// RELOAD cannot take away because they have no default; the databases with a user, which a RELOAD does not take away either.
    /// </summary>
    public static IEnumerable<string> Of(string configuration, PgBouncerVersion version)
    {
        Dictionary<string, string> written = [];
        SortedSet<string> parts = new(StringComparer.Ordinal);
        foreach ((string section, string name, string value) in Lines(configuration))
        {
            if (section == MainSection)
                written[name] = value;
            else if (section == "databases" && ForcedUser().IsMatch(value))
                parts.Add($"user of {name}");
        }
        foreach (Setting setting in SettingCatalogue.Settable(version).Where(setting => setting.Scope == SettingScope.Pooler))
        {
            string? inForce = written.GetValueOrDefault(setting.Name) ?? setting.DefaultIn(version);
            if (setting.ApplyByIn(version) == ApplyBy.Restart)
                parts.Add($"{setting.Name}={inForce}");
            else if (setting.DefaultIn(version) is null && inForce is not null)
                parts.Add(setting.Name);
        }
        return parts;
    }

    /// <summary>The section with which a configuration file ends.</summary>
    public static string LastSection(string configuration) => Sections(configuration).LastOrDefault("");

    private static IEnumerable<string> Sections(string configuration) =>
        configuration.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith('[')).Select(line => line.Trim('[', ']'));

    private static IEnumerable<(string Section, string Name, string Value)> Lines(string configuration)
    {
        string section = "";
        foreach (string line in configuration.Split('\n').Select(line => line.Trim()))
        {
            int equals = line.IndexOf('=');
            if (line.StartsWith('['))
                section = line.Trim('[', ']');
            else if (equals > 0 && line[0] is not (';' or '#'))
                yield return (section, line[..equals].Trim(), line[(equals + 1)..].Trim());
        }
    }

    [GeneratedRegex(@"(^|\s)user\s*=")]
    private static partial Regex ForcedUser();
}
