using System.Text.Json.Nodes;

namespace Infra.Pooling.Azure.Tests;

/// <summary>JSON that can be compared.</summary>
internal static class Json
{
    /// <summary>Asserts that an object is what is written, whatever the order of its keys.</summary>
    public static void Equal(string expected, JsonNode actual) =>
        Assert.Equal(Sorted(JsonNode.Parse(expected)!).ToJsonString(), Sorted(actual).ToJsonString());

    /// <summary>The same with the keys of every object in order.</summary>
    private static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(item => item.Key, StringComparer.Ordinal)
            .Select(item => KeyValuePair.Create(item.Key, item.Value is null ? null : Sorted(item.Value)))),
        JsonArray list => new JsonArray([.. list.Select(item => item is null ? null : Sorted(item))]),
        _ => node.DeepClone(),
    };
}
