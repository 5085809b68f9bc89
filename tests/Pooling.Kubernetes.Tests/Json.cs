using System.Text.Json.Nodes;

namespace Infra.Pooling.Kubernetes.Tests;

/// <summary>Compares JSON whatever the order of its keys.</summary>
internal static class Json
{
    public static void Equal(string expected, JsonNode? actual) => Assert.Equal(Sorted(JsonNode.Parse(expected)), Sorted(actual));

    private static string Sorted(JsonNode? node) => node switch
    {
        JsonObject map => $"{{{string.Join(", ", map.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => $"\"{item.Key}\": {Sorted(item.Value)}"))}}}",
        JsonArray list => $"[{string.Join(", ", list.Select(Sorted))}]",
        null => "null",
        _ => node.ToJsonString(),
    };
}
