using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Infra.Cli.Evaluation;
using Infra.Policies.Rules.Graph;

namespace Infra.Cli.Checking.Reading;

/// <summary>Reads values as <c>pulumi preview --json</c> and <c>pulumi stack export</c> write them, secrets and unknowns among them.</summary>
internal static class JsonValues
{
    private const string Plaintext = "plaintext";

    // What a secret holds is unknown in a preview; whether it is a secret is not.
    private static readonly PropertyValue Masked = PropertyValue.Unknown with { IsSecret = true };

    /// <summary>Reads the next value.</summary>
    public static PropertyValue Read(JsonTokens tokens)
    {
        tokens.Read();
        return Current(tokens);
    }

    /// <summary>Reads the next value, which must be an object or null.</summary>
    public static ObjectValue ReadObject(JsonTokens tokens, string name)
    {
        var type = tokens.Read();
        return type switch
        {
            JsonTokenType.Null => ObjectValue.Empty,
            JsonTokenType.StartObject => new(Members(tokens)),
            _ => throw WrongType(tokens, name, "an object"),
        };
    }

    /// <summary>An error at a value of the wrong type.</summary>
    public static UsageException WrongType(JsonTokens tokens, string name, string allowed) =>
        tokens.Wrong($"`{name}` is {Kind(tokens.Type)}; allowed: {allowed}", "make the file anew with `pulumi`");

    private static PropertyValue Current(JsonTokens tokens) => tokens.Type switch
    {
        JsonTokenType.String => tokens.Text == Markers.Secret ? Masked : EngineValues.OfText(tokens.Text),
        JsonTokenType.Number => PropertyValue.Of(tokens.Number),
        JsonTokenType.True => PropertyValue.True,
        JsonTokenType.False => PropertyValue.False,
        JsonTokenType.StartObject => Object(tokens),
        JsonTokenType.StartArray => List(tokens),
        _ => PropertyValue.Null,
    };

    private static PropertyValue Object(JsonTokens tokens)
    {
        var line = tokens.Line;
        var members = Members(tokens);
        if (members.Remove(Plaintext, out var text) && members.ContainsKey(EngineValues.SignatureKey))
            members["value"] = Decrypted(text, line);
        return EngineValues.OfObject(members);
    }

    private static Dictionary<string, PropertyValue> Members(JsonTokens tokens)
    {
        var members = new Dictionary<string, PropertyValue>(StringComparer.Ordinal);
        while (tokens.NextName() is { } name)
            members[name] = Read(tokens);
        // There are millions of them in a large file.
        members.TrimExcess();
        return members;
    }

    private static ListValue List(JsonTokens tokens)
    {
        var items = ImmutableArray.CreateBuilder<PropertyValue>();
        while (tokens.Read() != JsonTokenType.EndArray)
            items.Add(Current(tokens));
        return new(items.DrainToImmutable());
    }

    /// <summary>The value of a secret that was exported with --show-secrets: JSON in a text.</summary>
    private static PropertyValue Decrypted(PropertyValue text, int line)
    {
        if (text is not TextValue json)
            return PropertyValue.Unknown;
        using var inner = new JsonTokens(new MemoryStream(Encoding.UTF8.GetBytes(json.Value)), "");
        try
        {
            return Read(inner);
        }
        catch (UsageException)
        {
            // Its own message could quote the secret.
            throw new UsageException(
                $"the plaintext of the secret in line {line} is not valid JSON", "make the file anew with `pulumi stack export --show-secrets`");
        }
    }

    private static string Kind(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "a truth value",
    };
}
