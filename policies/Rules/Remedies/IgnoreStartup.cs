using System.Collections.Immutable;
using System.Text;
using Infra.Policies.Rules.Graph;
using Infra.Pooling.PgBouncer;

namespace Infra.Policies.Rules.Remedies;

/// <summary>
/// Closes CVE-2026-107349 in every pgbouncer.ini of a ConfigMap or Secret: a list of ignored start-up parameters that is not empty gets
/// <c>options</c>. Which drivers connect nobody can tell from one resource, so that an empty list stays empty.
/// </summary>
internal static class IgnoreStartup
{
    private const string Setting = "ignore_startup_parameters";
    private const string Wanted = "options";

    public static (ObjectValue Properties, string Message)? Apply(ResourceNode resource)
    {
        (string Part, bool IsEncoded)[] parts = resource.Type switch
        {
            "kubernetes:core/v1:ConfigMap" => [("data", false)],
            "kubernetes:core/v1:Secret" => [("stringData", false), ("data", true)],
            _ => [],
        };
        var (properties, places) = (resource.Properties, new List<string>());
        foreach (var (part, isEncoded) in parts)
        {
            foreach (var (key, value) in resource[part].Members)
            {
                if (!key.EndsWith("pgbouncer.ini", StringComparison.Ordinal)
                    || value.Text.Value is not { } text || Changed(text, isEncoded) is not { } changed)
                {
                    continue;
                }

                properties = With(properties, part, key, value.Value!, changed);
                places.Add($"`{part}.{key}`");
            }
        }

        return places.Count == 0 ? null
            : (properties,
                $"{Listing.Of(places)}: {Setting} lists {Wanted} too; without it a client can make PgBouncer 1.20 to 1.26.0 spin for ever "
                + "(CVE-2026-107349).");
    }

    private static ObjectValue With(ObjectValue properties, string part, string key, PropertyValue old, string text)
    {
        var holder = (ObjectValue)properties.Members[part];
        var changed = holder with { Members = Members(holder).SetItem(key, PropertyValue.Of(text) with { IsSecret = old.IsSecret }) };
        return properties with { Members = Members(properties).SetItem(part, changed) };
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
        if (document.Settings.GetValueOrDefault(Setting) is not { } line)
            return null;
        var listed = line.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (listed.Length == 0 || listed.Contains(Wanted))
            return null;
        var lines = text.Split('\n');
        lines[line.Line - 1] = $"{Setting} = {string.Join(',', listed.Append(Wanted))}";
        return string.Join('\n', lines);
    }
}
