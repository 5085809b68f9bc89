using System.Collections.Immutable;
using System.Text.Json;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests;

/// <summary>Stacks for tests, from JSON in which the text <c>?</c> is an unknown value and <c>!…</c> a secret one.</summary>
internal static class Given
{
    public static ResourceNode Resource(string type, string name, string properties = "{}", params string[] dependencies)
    {
        using var document = JsonDocument.Parse(properties, new JsonDocumentOptions { AllowTrailingCommas = true });
        return new($"urn:{name}", type, name, (ObjectValue)Value(document.RootElement)) { Dependencies = [.. dependencies.Select(other => $"urn:{other}")] };
    }

    public static ResourceGraph Stack(params ResourceNode[] resources) => ResourceGraph.Create("prod", resources);

    public static PropertyValue Value(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Value(document.RootElement);
    }

    private static PropertyValue Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new ObjectValue(element.EnumerateObject().ToImmutableDictionary(member => member.Name, member => Value(member.Value))),
        JsonValueKind.Array => new ListValue([.. element.EnumerateArray().Select(Value)]),
        JsonValueKind.True => PropertyValue.True,
        JsonValueKind.False => PropertyValue.False,
        JsonValueKind.Number => PropertyValue.Of(element.GetDouble()),
        JsonValueKind.String => element.GetString() switch
        {
            "?" => PropertyValue.Unknown,
            ['!', .. var secret] => PropertyValue.Of(secret) with { IsSecret = true },
            var text => PropertyValue.Of(text!),
        },
        _ => PropertyValue.Null,
    };
}
