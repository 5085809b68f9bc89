using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Cli.Evaluation;
using Infra.Policies.Rules.Graph;

namespace Infra.Cli.Checking.Reading;

/// <summary>Values that were read as JSON nodes.</summary>
internal static class NodeValues
{
    /// <summary>A value without secrets.</summary>
    public static PropertyValue Of(JsonNode? node) => Of(node, node);

    /// <summary>A value; where its masked form hides it, it is secret.</summary>
    public static PropertyValue Of(JsonNode? clear, JsonNode? masked)
    {
        var secret = masked is JsonValue mark && clear is not null && mark.GetValueKind() == JsonValueKind.String && mark.ToString() == Markers.Secret;
        return secret ? AsSecret(Of(clear, clear)) : clear switch
        {
            null => PropertyValue.Null,
            JsonObject map => new ObjectValue(map.ToDictionary(
                member => member.Key, member => Of(member.Value, (masked as JsonObject)?[member.Key]), StringComparer.Ordinal)),
            JsonArray list => new ListValue([.. list.Select((item, index) => Of(item, (masked as JsonArray)?[index]))]),
            _ => Scalar(clear.AsValue()),
        };
    }

    private static PropertyValue Scalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => EngineValues.OfText(value.ToString()),
        JsonValueKind.Number => PropertyValue.Of(double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture)),
        JsonValueKind.True => PropertyValue.True,
        JsonValueKind.False => PropertyValue.False,
        _ => PropertyValue.Null,
    };

    // All the way down: a rule that reads a member of a secret must see that it is one.
    private static PropertyValue AsSecret(PropertyValue value) => value switch
    {
        ObjectValue map => new ObjectValue(
            map.Members.ToDictionary(member => member.Key, member => AsSecret(member.Value), StringComparer.Ordinal))
        { IsSecret = true },
        ListValue list => new ListValue([.. list.Items.Select(AsSecret)]) { IsSecret = true },
        _ => value with { IsSecret = true },
    };
}
