using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Pooling.Specification;
using Infra.Pooling.Specification.Outline;

namespace Infra.Cli.Schema;

/// <summary>A key of a specification, on one target, as JSON Schema.</summary>
internal static class KeySchema
{
    private static readonly ImmutableArray<string> Flag = ["true", "false"];

    public static JsonObject Of(OutlineKey key, Target target)
    {
        var schema = new JsonObject();
        if (KeyTexts.Of(key.Path) is { Length: > 0 } text)
            schema["description"] = text;
        if (!key.IsRequired && KeyDefaults.Of(target, key.Path) is { } byDefault)
            schema["default"] = byDefault.DeepClone();
        var values = key.Values.Select(value => Of(value, target)).ToList();
        if (values.Count > 1)
            schema["anyOf"] = new JsonArray([.. values]);
        else
            Merge(schema, values[0]);
        return schema;
    }

    private static JsonObject Of(OutlineValue value, Target target) => value switch
    {
        OutlineObject found => Object(found, target),
        OutlineList list => List(list, target),
        OutlineMap map when SettingSchema.Of(map.Item.Path, target) is { } settings => settings,
        OutlineMap map => new() { ["type"] = "object", ["additionalProperties"] = Of(map.Item, target) },
        OutlineWhole whole => new()
        {
            ["type"] = new JsonArray("integer", "string"),
            ["minimum"] = whole.Min,
            ["maximum"] = whole.Max,
            ["pattern"] = whole.Pattern,
            ["patternErrorMessage"] = whole.Allowed,
        },
        OutlineNumber number => Number(number),
        OutlineWords { Words: var words } when words.SequenceEqual(Flag) => new() { ["enum"] = new JsonArray(true, false, "true", "false") },
        OutlineWords words => new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Words.Select(word => JsonValue.Create(word))]) },
        OutlineDuration duration => Pattern("string", duration.Pattern, duration.Allowed),
        OutlineText { Pattern: { } pattern } text => Pattern("string", pattern, text.Allowed),
        OutlineText => new() { ["type"] = "string" },
        OutlineVersion version => Version(version),
        _ => new() { ["type"] = new JsonArray("string", "number", "boolean") },
    };

    private static JsonObject Object(OutlineObject found, Target target)
    {
        var keys = found.Keys.Where(key => !key.Values.IsEmpty).ToList();
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(keys.Select(key => KeyValuePair.Create(key.Name, (JsonNode?)Of(key, target)))),
        };
        if (keys.Where(key => key.IsRequired).Select(key => JsonValue.Create(key.Name)).ToArray() is { Length: > 0 } required)
            schema["required"] = new JsonArray([.. required]);
        return schema;
    }

    private static JsonObject List(OutlineList list, Target target)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = Of(list.Item, target) };
        if (list.Least > 0)
            schema["minItems"] = list.Least;
        if (list.IsDistinct)
            schema["uniqueItems"] = true;
        return schema;
    }

    private static JsonObject Number(OutlineNumber number)
    {
        var schema = Pattern("number", @"^[0-9]*\.?[0-9]+([eE][+-]?[0-9]+)?$", number.Allowed);
        schema["type"] = new JsonArray("number", "string");
        schema["minimum"] = number.Min;
        schema["maximum"] = number.Max;
        if (number.Step is { } step)
            schema["multipleOf"] = step;
        return schema;
    }

    // As a number, 1.20 is 1.2; a text keeps them apart.
    private static JsonObject Version(OutlineVersion version)
    {
        var schema = Pattern("string", version.Pattern, version.Allowed);
        schema["type"] = new JsonArray("string", "number");
        schema["minimum"] = 1 + (version.Oldest.Minor / 100m);
        schema["maximum"] = 1 + (version.Newest.Minor / 100m);
        return schema;
    }

    // `patternErrorMessage` is what editors show in the place of the pattern.
    private static JsonObject Pattern(string type, string pattern, string allowed) =>
        new() { ["type"] = type, ["pattern"] = pattern, ["patternErrorMessage"] = allowed };

    private static void Merge(JsonObject schema, JsonObject value)
    {
        foreach (var (name, part) in value.ToList())
        {
            value.Remove(name);
            schema[name] = part;
        }
    }
}
