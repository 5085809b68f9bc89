using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Sorts faults as a reader meets them in the input; what is missing comes where its container begins.</summary>
internal static class InputOrder
{
    public static ImmutableArray<Fault> Sort(JsonElement root, IEnumerable<Fault> faults)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        Walk(root, "", positions);
        return [.. faults.OrderBy(fault => Position(fault.Path, positions))];
    }

    private static void Walk(JsonElement value, string path, Dictionary<string, int> positions)
    {
        positions.TryAdd(path, positions.Count);
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
                Walk(property.Value, JsonPath.Key(path, Display.NameOf(property)), positions);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in value.EnumerateArray().Index())
                Walk(item, JsonPath.Index(path, index), positions);
        }
    }

    private static int Position(string path, Dictionary<string, int> positions)
    {
        int position;
        while (!positions.TryGetValue(path, out position))
            path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
        return position;
    }
}
