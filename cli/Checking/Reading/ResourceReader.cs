using System.Collections.Immutable;
using System.Text.Json;
using Infra.Policies.Rules.Graph;

namespace Infra.Cli.Checking.Reading;

/// <summary>Reads a resource in the form of the engine's checkpoint, which previews and states share.</summary>
internal static class ResourceReader
{
    /// <summary>Reads the value whose first token was read last; null where it is null.</summary>
    /// <param name="tokens">The file.</param>
    /// <param name="inputsWin">Whether inputs are newer than outputs, as of an update that has not happened yet.</param>
    public static ToldResource? Current(JsonTokens tokens, bool inputsWin)
    {
        if (tokens.Type == JsonTokenType.Null)
            return null;
        if (tokens.Type != JsonTokenType.StartObject)
            throw JsonValues.WrongType(tokens, "resource", "an object");
        var line = tokens.Line;
        string? urn = null, type = null, parent = null, position = null;
        var (custom, delete) = (false, false);
        var (inputs, outputs) = (ObjectValue.Empty, ObjectValue.Empty);
        ImmutableArray<string> dependencies = [];
        var byProperty = ImmutableDictionary<string, ImmutableArray<string>>.Empty;
        while (tokens.NextName() is { } name)
        {
            switch (name)
            {
                case "urn": urn = Text(tokens, name); break;
                case "type": type = Text(tokens, name); break;
                case "parent": parent = Text(tokens, name); break;
                case "sourcePosition": position = Text(tokens, name); break;
                case "custom": custom = Flag(tokens, name); break;
                case "delete": delete = Flag(tokens, name); break;
                case "inputs": inputs = Properties(tokens, name, type ?? TypeOf(urn)); break;
                case "outputs": outputs = Properties(tokens, name, type ?? TypeOf(urn)); break;
                case "dependencies": dependencies = Texts(tokens, name); break;
                case "propertyDependencies": byProperty = ByProperty(tokens, name); break;
                default: tokens.Skip(); break;
            }
        }

        if (urn is null || NameOf(urn) is not { } called || (type ?? TypeOf(urn)) is not { } token)
            throw tokens.Wrong($"a resource has {(urn is null ? "no `urn`" : "a `urn` that is none")}", "make the file anew with `pulumi`");
        var properties = inputsWin ? EngineValues.Merge(outputs, inputs) : EngineValues.Merge(inputs, outputs);
        return new(
            new(urn, token, called, IsJudged(token) ? properties : ObjectValue.Empty)
            {
                IsCustom = custom,
                Parent = string.IsNullOrEmpty(parent) ? null : parent,
                Dependencies = dependencies,
                PropertyDependencies = byProperty,
                SourcePosition = SourcePositions.Of(position),
            },
            line,
            delete);
    }

    /// <summary>The parts of <c>urn:pulumi:stack::project::type::name</c>; null where it is none.</summary>
    public static (string Stack, string Project)? Origin(string urn) =>
        urn.Split("::") is [var head, var project, _, _, ..] && head.Split(':') is ["urn", "pulumi", var stack] ? (stack, project) : null;

    /// <summary>
    /// Whether the rules look at its properties. Those of others are not kept: they would fill the memory, and a provider's hold
    /// credentials.
    /// </summary>
    private static bool IsJudged(string? type) => type is null || ReadTypes.Contains(type);

    // Of a chain of types, the last one is the resource's own. A name may hold `::` itself.
    private static string? TypeOf(string? urn) => urn?.Split("::", 4) is [_, _, var chain, _] ? chain.Split('$')[^1] : null;

    private static string? NameOf(string urn) => Origin(urn) is null ? null : urn.Split("::", 4)[3];

    private static ObjectValue Properties(JsonTokens tokens, string name, string? type)
    {
        if (IsJudged(type))
            return JsonValues.ReadObject(tokens, name);
        tokens.Skip();
        return ObjectValue.Empty;
    }

    private static string? Text(JsonTokens tokens, string name) => tokens.Read() switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => tokens.Text,
        _ => throw JsonValues.WrongType(tokens, name, "a text"),
    };

    private static bool Flag(JsonTokens tokens, string name) => tokens.Read() switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False or JsonTokenType.Null => false,
        _ => throw JsonValues.WrongType(tokens, name, "true or false"),
    };

    private static ImmutableArray<string> Texts(JsonTokens tokens, string name)
    {
        if (tokens.Read() == JsonTokenType.Null)
            return [];
        if (tokens.Type != JsonTokenType.StartArray)
            throw JsonValues.WrongType(tokens, name, "a list of texts");
        var texts = ImmutableArray.CreateBuilder<string>();
        while (tokens.Read() != JsonTokenType.EndArray)
            texts.Add(tokens.Type == JsonTokenType.String ? tokens.Text : throw JsonValues.WrongType(tokens, name, "a list of texts"));
        return texts.DrainToImmutable();
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> ByProperty(JsonTokens tokens, string name)
    {
        var found = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>();
        if (tokens.Read() == JsonTokenType.Null)
            return found.ToImmutable();
        if (tokens.Type != JsonTokenType.StartObject)
            throw JsonValues.WrongType(tokens, name, "an object of lists");
        while (tokens.NextName() is { } property)
            found[property] = Texts(tokens, $"{name}.{property}");
        return found.ToImmutable();
    }
}
