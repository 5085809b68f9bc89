using System.Globalization;

namespace Infra.Pooling.PgBouncer;

/// <summary>Judges every line by itself: whether PgBouncer knows its settings and what it makes of their values.</summary>
internal static class LineChecks
{
    /// <summary>First version that reads a section, where not every one does.</summary>
    private static readonly Dictionary<string, PgBouncerVersion> _sectionsSince = new() { ["users"] = new(1, 6), ["peers"] = new(1, 19) };

    public static void Run(LintContext context)
    {
        foreach (var section in context.Document.Sections)
        {
            if (_sectionsSince.TryGetValue(section.Key, out var since) && context.Version < since)
                context.Find(LintRules.UnknownSection, section, $"PgBouncer {context.Version} does not know the section", section.Key, $"PgBouncer {since} or newer", "remove the section");
        }

        foreach (var line in context.Document.Lines)
        {
            if (line.IsQuoted && context.Version < PgBouncerConfiguration.QuotedNamesSince)
            {
                context.Find(LintRules.Syntax, line, $"PgBouncer {context.Version} reads no names in quotes", line.Key,
                    $"names without quotes, or PgBouncer {PgBouncerConfiguration.QuotedNamesSince} or newer", "rename the entry or run a newer PgBouncer");
            }

            CheckPairs(context, line);
        }
    }

    private static void CheckPairs(LintContext context, IniLine line)
    {
        switch (line.Section)
        {
            case "pgbouncer":
                Check(context, line, SettingScope.Pooler, line.Key, line.Value);
                if (line.Value.Contains(" ;", StringComparison.Ordinal) || line.Value.Contains(" #", StringComparison.Ordinal))
                    context.Find(LintRules.TrailingComment, line, $"what looks like a comment is part of the value of `{line.Key}`", null, "comments on lines of their own", "move the comment");
                break;
            case "databases":
                CheckEntry(context, line, SettingScope.Database);
                break;
            case "users":
                CheckEntry(context, line, SettingScope.User);
                break;
            case "peers":
                CheckEntry(context, line, SettingScope.Peer);
                if (!ConnectionString.Parse(line.Value).Pairs.Any(pair => pair.Key == "host"))
                    context.Find(LintRules.EntrySyntax, line, $"the peer `{line.Key}` has no host", null, "host=NAME, and port=NUMBER where it is not 6432", "add the host");
                break;
        }
    }

    private static void CheckEntry(LintContext context, IniLine line, SettingScope scope)
    {
        // PgBouncer reads the fallback only when a client asks for a database that no other entry has.
        var unread = line is { Section: "databases", Key: "*" };
        var behindPassword = false;
        foreach (var (name, value) in ConnectionString.Parse(line.Value).Pairs)
        {
            if (behindPassword && SettingCatalogue.Find(scope, name) is null)
            {
                context.Find(unread ? LintRules.FallbackEntry : LintRules.UnknownSetting, line, $"what follows the password of `{line.Key}` is no setting", null,
                    $"a setting of PgBouncer {context.Version}", "put the password in single quotes if it holds blanks");
                break;
            }

            Check(context, line, scope, name, value, unread ? LintRules.FallbackEntry : null);
            behindPassword |= name == "password";
        }
    }

    private static void Check(LintContext context, IniLine line, SettingScope scope, string name, string value, LintRule? instead = null)
    {
        var shown = name is "password" or "auth_ldap_options" ? null : value;
        var where = scope == SettingScope.Pooler ? "" : $" in [{line.Section}]";
        if (SettingCatalogue.Find(scope, name) is not { } setting)
        {
            context.Find(instead ?? LintRules.UnknownSetting, line, $"PgBouncer has no setting `{name}`{where}", null, $"a setting of PgBouncer {context.Version}",
                SettingCatalogue.Meant(scope, name) is { } meant ? $"did you mean `{meant}`?" : "remove it");
            return;
        }

        if (!setting.ExistsIn(context.Version))
        {
            context.Find(instead ?? LintRules.TooNewSetting, line, $"PgBouncer {context.Version} does not know `{name}`{where}", shown, $"PgBouncer {setting.Since} or newer",
                "remove it or run a newer PgBouncer");
            return;
        }

        if (setting.Replacement is { } replacement && SettingCatalogue.Find(scope, replacement)!.ExistsIn(context.Version))
            context.Find(LintRules.DeprecatedSetting, line, $"`{name}` is the old name of `{replacement}`", shown, replacement, $"write `{replacement}`");

        if (!SettingValue.Loads(setting, value, context.Version))
            context.Find(instead ?? LintRules.InvalidValue, line, $"PgBouncer cannot read the value of `{name}`", shown, setting.Allowed, "write such a value");
        else if (SettingValue.Number(setting, value) is { } number)
            CheckNumber(context, line, setting, value, number);
    }

    private static void CheckNumber(LintContext context, IniLine line, Setting setting, string value, double number)
    {
        if (!(number >= setting.Min && number <= setting.Max))
        {
            context.Find(LintRules.OutOfRange, line, $"the value of `{setting.Name}` is out of range, and PgBouncer takes it as {LintContext.Text(number)}", value, setting.Allowed, "write such a value");
        }
        else if (setting.Kind != SettingKind.FileMode
            && !(decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var plain) && (double)plain == number))
        {
            context.Find(LintRules.ReadAs, line, $"PgBouncer reads the value of `{setting.Name}` as {LintContext.Text(number)}", value, setting.Allowed, $"write {LintContext.Text(number)}, or what you mean");
        }
    }
}
