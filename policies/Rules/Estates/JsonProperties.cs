using System.Collections.Immutable;
using System.Text.Json;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>Reads JSON that stands in a text.</summary>
internal static class JsonProperties
{
    /// <summary>The value; null where the text is no JSON.</summary>
    public static PropertyValue? Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Of(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static PropertyValue Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Members(element),
        JsonValueKind.Array => new ListValue([.. element.EnumerateArray().Select(Of)]),
        JsonValueKind.String => PropertyValue.Of(element.GetString()!),
        JsonValueKind.Number => PropertyValue.Of(element.GetDouble()),
        JsonValueKind.True => PropertyValue.True,
        JsonValueKind.False => PropertyValue.False,
        _ => PropertyValue.Null,
    };

    private static ObjectValue Members(JsonElement element)
    {
        var members = ImmutableDictionary.CreateBuilder<string, PropertyValue>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
            members[member.Name] = Of(member.Value);
        return new(members.ToImmutable());
    }
}
