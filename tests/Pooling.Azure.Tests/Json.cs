using System.Text.Json.Nodes;

namespace Infra.Pooling.Azure.Tests;

/// <summary>JSON whose text can be compared.</summary>
internal static class Json
{
    /// <summary>The same with the keys of every object in order.</summary>
    public static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(item => item.Key, StringComparer.Ordinal)
            .Select(item => KeyValuePair.Create(item.Key, item.Value is null ? null : Sorted(item.Value)))),
        JsonArray list => new JsonArray([.. list.Select(item => item is null ? null : Sorted(item))]),
        _ => node.DeepClone(),
    };
}
