using System.Text.Json.Nodes;
using Infra.Cli.Evaluation;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Parity;

/// <summary>Values in the form of each host.</summary>
internal static class Encoding
{
    private const string Secret = "1b47061264138c4ac30d75fd1eb44270";

    /// <summary>As a recorder keeps them in the clear.</summary>
    public static JsonObject Clear(ObjectValue properties) => (JsonObject)Node(properties, (_, inner) => inner())!;

    /// <summary>As a recorder keeps them to be shown.</summary>
    public static JsonObject Masked(ObjectValue properties) => (JsonObject)Node(properties, (_, _) => Markers.Secret)!;

    /// <summary>As the engine sends them.</summary>
    public static JsonObject Wire(ObjectValue properties) => (JsonObject)Node(properties, (_, inner) => Signed("value", inner()))!;

    /// <summary>As a state has them that was exported with its secrets; what is unknown there is encrypted.</summary>
    public static JsonObject State(ObjectValue properties) => (JsonObject)Node(properties, (value, inner) =>
        value is UnknownValue ? Signed("ciphertext", "v1:x") : Signed("plaintext", inner()?.ToJsonString() ?? "null"))!;

    private static JsonObject Signed(string name, JsonNode? value) => new() { [EngineValues.SignatureKey] = Secret, [name] = value };

    private static JsonNode? Node(PropertyValue value, Func<PropertyValue, Func<JsonNode?>, JsonNode?> secret) => value.IsSecret
        // All below a secret is secret, and is said once.
        ? secret(value, () => Plain(value, (_, inner) => inner()))
        : Plain(value, secret);

    private static JsonNode? Plain(PropertyValue value, Func<PropertyValue, Func<JsonNode?>, JsonNode?> secret) => value switch
    {
        NullValue => null,
        UnknownValue => Markers.Unknown,
        BooleanValue flag => flag.Value,
        NumberValue number => number.Value,
        TextValue text => text.Value,
        ListValue list => new JsonArray([.. list.Items.Select(item => Node(item, secret))]),
        ObjectValue map => new JsonObject(map.Members.Select(member => KeyValuePair.Create(member.Key, Node(member.Value, secret)))),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };
}
