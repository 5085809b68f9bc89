using System.Globalization;

namespace Infra.Pooling.PgBouncer;

/// <summary>What the checks look at: the file, the version, and the values in force.</summary>
internal sealed class LintContext(IniDocument document, PgBouncerVersion version)
{
    public IniDocument Document => document;

    public PgBouncerVersion Version => version;

    public List<LintFinding> Findings { get; } = [];

    /// <summary>Where a finding belongs that no line causes: the heading of [pgbouncer], or the start of the file.</summary>
    private IniLine Start { get; } =
        document.Sections.FirstOrDefault(section => section.Key == "pgbouncer") ?? new("pgbouncer", "", "", document.File, 1);

    /// <summary>Whether the file itself sets a value.</summary>
    public bool IsSet(string name) => document.Settings.ContainsKey(name);

    /// <summary>The value in force: the file's, or the version's default; empty where there is none.</summary>
    public string Value(string name) =>
        document.Settings.GetValueOrDefault(name)?.Value ?? SettingCatalogue.Find(SettingScope.Pooler, name)!.DefaultIn(version) ?? "";

    /// <summary>The number in force; the default where the file's value is no number.</summary>
    public double Number(string name)
    {
        var setting = SettingCatalogue.Find(SettingScope.Pooler, name)!;
        return SettingValue.Number(setting, Value(name)) ?? SettingValue.Number(setting, setting.DefaultIn(version) ?? "0") ?? 0;
    }

    /// <summary>Whether the version knows a setting of [pgbouncer].</summary>
    public bool Knows(string name) => SettingCatalogue.Find(SettingScope.Pooler, name)!.ExistsIn(version);

    /// <summary>Whether a choice has one of these values; case does not matter to PgBouncer.</summary>
    public bool Is(string name, params ReadOnlySpan<string> values)
    {
        var value = Value(name);
        foreach (var candidate in values)
        {
            if (value.Equals(candidate, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>The names in a list.</summary>
    public string[] List(string name) => Value(name).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A number of an entry; null when the entry does not set it.</summary>
    public static int? Number(IniEntry entry, string name) => entry.Value(name) is { } value ? CNumber.Prefix(value) : null;

    /// <summary>The pool mode of a database entry.</summary>
    public string Mode(IniEntry entry) => (entry.Value("pool_mode") ?? Value("pool_mode")).ToLowerInvariant();

    /// <summary>A finding at the line of a setting, or at the start where the file does not set it.</summary>
    public void Find(LintRule rule, string setting, string problem, string allowed, string fix)
    {
        var line = document.Settings.GetValueOrDefault(setting);
        Find(rule, line ?? Start, problem, line is null ? $"nothing, so {setting} = {Value(setting)}" : line.Value, allowed, fix);
    }

    /// <summary>A finding about the whole.</summary>
    public void FindOverall(LintRule rule, string problem, string? received, string allowed, string fix) => Find(rule, Start, problem, received, allowed, fix);

    /// <summary>A finding at a line.</summary>
    public void Find(LintRule rule, IniLine line, string problem, string? received, string allowed, string fix) =>
        Findings.Add(new(rule, line.File, line.Line, problem, received, allowed, fix));

    public static string Text(double number) => number.ToString("G15", CultureInfo.InvariantCulture);
}
