using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Infra.Pooling.Specification;

namespace Infra.Cli.Schema;

/// <summary>A specification with as few keys as its target allows, and some more.</summary>
internal static class SpecificationOverlay
{
    /// <param name="target">The target.</param>
    /// <param name="text">The keys on top, as YAML without the outer braces; <c>~</c> takes a key away.</param>
    public static JsonObject On(Target target, string text)
    {
        var specification = KeyDefaults.Smallest(target);
        Put((JsonObject)YamlReader.Read($"{{{text}}}", text)!, specification);
        return specification;
    }

    private static void Put(JsonObject from, JsonObject to)
    {
        foreach (var (name, value) in from)
        {
            if (value is null)
                to.Remove(name);
            else
                to[name] = Put(value, to[name]);
        }
    }

    private static JsonNode Put(JsonNode from, JsonNode? to)
    {
        if (from is JsonObject keys && to is JsonObject known)
            Put(keys, known);
        else if (from is JsonArray items && to is JsonArray others)
            return new JsonArray([.. items.Select((item, index) => Put(item!, index < others.Count ? others[index] : null).DeepClone())]);
        else
            return from.DeepClone();
        return to;
    }
}
