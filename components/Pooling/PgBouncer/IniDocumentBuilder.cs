using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Pooling.PgBouncer;

/// <summary>Gathers what was read and applies it in order, as cf_load_file and the functions of src/loader.c do.</summary>
internal sealed class IniDocumentBuilder(string file)
{
    private static readonly string[] _sectionNames = ["pgbouncer", "databases", "users", "peers"];

    private readonly ImmutableArray<IniLine>.Builder _lines = ImmutableArray.CreateBuilder<IniLine>();
    private readonly ImmutableArray<IniLine>.Builder _sections = ImmutableArray.CreateBuilder<IniLine>();
    private readonly ImmutableArray<LintFinding>.Builder _findings = ImmutableArray.CreateBuilder<LintFinding>();
    private readonly Dictionary<string, IniLine> _settings = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Section, string Name), IniEntry> _entries = [];
    private string? _section;

    public void Find(LintRule rule, string inFile, int line, string problem, string? received, string allowed, string fix) =>
        _findings.Add(new(rule, inFile, line, problem, received, allowed, fix));

    public void Open(string name, string inFile, int line)
    {
        _section = name;
        if (!_sectionNames.Contains(name))
        {
            Find(LintRules.UnknownSection, inFile, line, "PgBouncer has no section of this name", name, string.Join(", ", _sectionNames),
                Specification.Nearest.To(name, _sectionNames) is { } meant ? $"did you mean `{meant}`?" : "remove the section");
        }
        else if (name == "pgbouncer" && _sections.FirstOrDefault(section => section.Key == name) is { } first)
        {
            Find(LintRules.SectionAgain, inFile, line, $"the section sets everything back to its default that {first.File}:{Entry.Number(first.Line)} and later lines have set",
                null, "one section [pgbouncer]", "move the lines into the first one");
            foreach (var reset in _settings.Keys.Where(key => SettingCatalogue.Find(SettingScope.Pooler, key) is { Default: not null }).ToArray())
                _settings.Remove(reset);
        }

        _sections.Add(new(name, name, "", inFile, line));
    }

    public void Add(string key, string value, string inFile, int line, bool isQuoted)
    {
        if (_section is null)
        {
            Find(LintRules.MissingSection, inFile, line, $"`{key}` stands before the first section", null, "settings in sections", "put `[pgbouncer]` in front of it");
            return;
        }

        var read = new IniLine(_section, key, value, inFile, line, isQuoted);
        _lines.Add(read);
        if (_section == "pgbouncer")
        {
            Again(read, _settings.GetValueOrDefault(key));
            _settings[key] = read;
        }
        else if (_sectionNames.Contains(_section))
        {
            AddEntry(read);
        }
    }

    public IniDocument Build()
    {
        if (!_sections.Any(section => section.Key == "pgbouncer"))
            Find(LintRules.MissingSection, file, 1, "the section [pgbouncer] is missing", null, "a section [pgbouncer], even if it is empty", "add it");
        return new()
        {
            File = file,
            Lines = _lines.ToImmutable(),
            Sections = _sections.ToImmutable(),
            Settings = _settings.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Databases = Entries("databases"),
            Users = Entries("users"),
            Peers = Entries("peers"),
            Findings = _findings.ToImmutable(),
        };
    }

    private ImmutableSortedDictionary<string, IniEntry> Entries(string section) => _entries
        .Where(pair => pair.Key.Section == section)
        .ToImmutableSortedDictionary(pair => pair.Key.Name, pair => pair.Value, StringComparer.Ordinal);

    private void AddEntry(IniLine line)
    {
        var (pairs, mistake) = ConnectionString.Parse(line.Value);
        var isFallback = line is { Section: "databases", Key: "*" };
        if (mistake is not null)
        {
            Find(isFallback ? LintRules.FallbackEntry : LintRules.EntrySyntax, line.File, line.Line, $"the entry `{line.Key}` cannot be read: {mistake}", null,
                "`name=value` pairs with blanks between them, values with blanks in single quotes", "correct the entry");
        }

        foreach (var name in pairs.GroupBy(pair => pair.Key).Where(group => group.Count() > 1 && IsKnown(line.Section, group.Key)).Select(group => group.Key))
        {
            Find(LintRules.DuplicateSetting, line.File, line.Line, $"`{name}` is given twice in the entry `{line.Key}`, and the last one counts", null,
                "every name once", "remove the one that does not hold");
        }

        CheckName(line);
        Again(line, _entries.GetValueOrDefault((line.Section, line.Key))?.Line);
        _entries[(line.Section, line.Key)] = new(line, pairs);
    }

    /// <summary>Anything else may be the rest of a password that was not quoted, and is not repeated.</summary>
    private static bool IsKnown(string section, string name) => SettingCatalogue.Find(
        section switch { "databases" => SettingScope.Database, "users" => SettingScope.User, _ => SettingScope.Peer }, name) is not null;

    private void CheckName(IniLine line)
    {
        switch (line.Section)
        {
            case "databases" when line.Key == "pgbouncer":
                Find(LintRules.EntryName, line.File, line.Line, "the name belongs to the console of PgBouncer", line.Key, "any other name", "rename the entry");
                break;
            case "databases" when IniText.Bytes(line.Key) > IniText.LongestDatabaseName:
                Find(LintRules.EntryName, line.File, line.Line, "the name is too long", line.Key, $"at most {IniText.LongestDatabaseName} bytes", "shorten the name");
                break;
            case "peers" when !long.TryParse(line.Key, NumberStyles.Integer, CultureInfo.InvariantCulture, out var id) || id is < 1 or > 65535:
                Find(LintRules.EntryName, line.File, line.Line, "the peer is no number in range", line.Key, "1 to 16383", "number the peers from 1");
                break;
        }
    }

    private void Again(IniLine line, IniLine? earlier)
    {
        if (earlier is null)
            return;
        Find(LintRules.DuplicateSetting, line.File, line.Line, $"`{line.Key}` is already given in {earlier.File}:{Entry.Number(earlier.Line)}, and the last one counts", null,
            "every name once", "remove the one that does not hold");
    }
}
