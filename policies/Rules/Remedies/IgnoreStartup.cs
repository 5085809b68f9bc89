using System.Collections.Immutable;
using System.Text;
using Infra.Policies.Rules.Graph;
using Infra.Pooling.PgBouncer;

namespace Infra.Policies.Rules.Remedies;

/// <summary>Lists the start-up parameters that drivers send in the pgbouncer.ini of a ConfigMap or Secret.</summary>
internal static class IgnoreStartup
{
    private const string Setting = "ignore_startup_parameters";

    /// <summary>JDBC and the exporter send the first; without the second a list opens CVE-2026-107349 in PgBouncer 1.20 to 1.26.0.</summary>
    private static readonly ImmutableArray<string> Wanted = ["extra_float_digits", "options"];

    public static (ObjectValue Properties, string Message)? Apply(ResourceNode resource)
    {
        (string Part, bool IsEncoded)[] parts = resource.Type switch
        {
            "kubernetes:core/v1:ConfigMap" => [("data", false)],
            "kubernetes:core/v1:Secret" => [("stringData", false), ("data", true)],
            _ => [],
        };
        foreach (var (part, isEncoded) in parts)
        {
            foreach (var (key, value) in resource[part].Members)
            {
                if (key.EndsWith("pgbouncer.ini", StringComparison.Ordinal) && value.Text.Value is { } text && Changed(text, isEncoded) is { } changed)
                    return (With(resource, part, key, value.Value!, changed), $"`{part}.{key}`: {Setting} lists {Listing.Of(Wanted)}, which drivers send.");
            }
        }

        return null;
    }

    private static ObjectValue With(ResourceNode resource, string part, string key, PropertyValue old, string text)
    {
        var holder = (ObjectValue)resource[part].Value!;
        var changed = holder with { Members = Members(holder).SetItem(key, PropertyValue.Of(text) with { IsSecret = old.IsSecret }) };
        return resource.Properties with { Members = Members(resource.Properties).SetItem(part, changed) };
    }

    private static ImmutableDictionary<string, PropertyValue> Members(ObjectValue value) => value.Members.ToImmutableDictionary(StringComparer.Ordinal);

    private static string? Changed(string text, bool isEncoded)
    {
        if (!isEncoded)
            return Changed(text);
        try
        {
            return Changed(Encoding.UTF8.GetString(Convert.FromBase64String(text))) is { } changed ? Convert.ToBase64String(Encoding.UTF8.GetBytes(changed)) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The file with the line put right; null where nothing is missing, or where the file cannot be read.</summary>
    private static string? Changed(string text)
    {
        var document = IniParser.Parse("pgbouncer.ini", text, _ => null);
        if (document.Findings.Any(finding => finding.Refused))
            return null;
        var line = document.Settings.GetValueOrDefault(Setting);
        var listed = (line?.Value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (Wanted.All(listed.Contains))
            return null;
        var whole = $"{Setting} = {string.Join(',', listed.Union(Wanted))}";
        var lines = text.Split('\n').ToList();
        if (line is not null)
            lines[line.Line - 1] = whole;
        else
            lines.Insert(document.Sections.Last(section => section.Key == "pgbouncer").Line, whole);
        return string.Join('\n', lines);
    }
}
