using System.Text.Json.Nodes;

namespace Infra.Cli.Schema;

/// <summary>Puts what several targets have alike into one definition, so that the schema stays readable.</summary>
internal static class SharedParts
{
    /// <summary>Replaces equal objects and lists by references to a definition of their path.</summary>
    /// <param name="definitions">The targets' schemas by name; takes the shared parts.</param>
    public static void Take(JsonObject definitions)
    {
        var roots = definitions.Select(definition => (JsonObject)definition.Value!).ToList();
        Share(roots, "", definitions);
    }

    private static void Share(List<JsonObject> alike, string path, JsonObject definitions)
    {
        var names = alike.SelectMany(schema => Properties(schema)?.Select(property => property.Key) ?? []).Distinct().ToList();
        foreach (var name in names)
        {
            var owners = alike.Select(Properties).OfType<JsonObject>().Where(properties => properties.ContainsKey(name)).ToList();
            var parts = owners.Select(owner => (JsonObject)owner[name]!).ToList();
            var at = path.Length == 0 ? name : $"{path}.{name}";
            if (parts.Count > 1 && IsWorthIt(parts[0]) && parts.TrueForAll(part => JsonNode.DeepEquals(part, parts[0])))
            {
                foreach (var owner in owners)
                    owner[name] = new JsonObject { ["$ref"] = $"#/definitions/{at}" };
                definitions[at] = parts[0];
            }
            else
            {
                Share(parts, at, definitions);
            }
        }
    }

    private static JsonObject? Properties(JsonObject schema) => schema["properties"] as JsonObject;

    private static bool IsWorthIt(JsonObject part) => part.ToJsonString().Length > 200;
}
