using System.Text.Json.Nodes;
using Infra.Pooling.FlexibleServer;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.RdsParameters;
using Infra.Pooling.RdsProxy;
using Infra.Pooling.Specification;
using Infra.Pooling.Specification.Outline;

namespace Infra.Cli.Schema;

/// <summary>Settings and parameters, whose names are in catalogues: which there are, and what each takes.</summary>
internal static class SettingSchema
{
    private const string PgBouncerName = "settings-of-pgbouncer";
    private const string RdsName = "parameter-of-rds";

    /// <summary>The mapping whose items are at a path; null where its keys are free.</summary>
    public static JsonObject? Of(string path, Target target) => (path, target) switch
    {
        ("pooler.settings.*", Target.Aws) => new() { ["type"] = "object", ["anyOf"] = new JsonArray(Object(Proxy()), Reference(PgBouncerName)) },
        ("pooler.settings.*", Target.Azure) => Object(
            ServerParameters.PoolerSettings.Select(name => (Short: name, Full: ServerParameter.PoolerPrefix + name))
                .SelectMany(name => new[] { Azure(name.Short, name.Full), Azure(name.Full, name.Full) })),
        ("pooler.settings.*" or "database.rds.readPooler.settings.*", _) => Reference(PgBouncerName),
        ("database.flexibleServer.parameters.*", _) => Object(ServerParameters.Choosable.Select(name => Azure(name, name))),
        ("database.flexibleServer.inForce.*", _) => Object(ServerParameters.Shared.Select(name => Azure(name, name))),
        ("database.rds.parameters.*", _) => Object(RdsParameterCatalogue.All.Where(parameter => parameter.OwnedBy is null).Select(Rds)),
        _ => null,
    };

    /// <summary>What several mappings refer to, by name.</summary>
    public static IEnumerable<(string Name, JsonObject Schema)> Definitions() =>
    [
        (PgBouncerName, Object(SettingCatalogue.Settable(PgBouncerVersion.Newest).Select(setting => (setting.Name, Of(setting))))),
        (RdsName, RdsValue()),
    ];

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/definitions/{name}" };

    private static JsonObject Object(IEnumerable<(string Name, JsonObject Schema)> settings) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["properties"] = new JsonObject(
            settings.OrderBy(setting => setting.Name, StringComparer.Ordinal).Select(setting => KeyValuePair.Create(setting.Name, (JsonNode?)setting.Schema))),
    };

    private static IEnumerable<(string Name, JsonObject Schema)> Proxy() => ProxySettings.All.Select(setting => (setting.Name, Scalar(setting.Allowed, null)));

    private static (string Name, JsonObject Schema) Azure(string name, string parameter)
    {
        var found = ServerParameters.Find(parameter)!;
        return (name, Scalar(found.Allowed, found.Default));
    }

    private static (string Name, JsonObject Schema) Rds(RdsParameter parameter) => (parameter.Name, new JsonObject
    {
        ["description"] = Sentence(parameter.Allowed),
        ["allOf"] = new JsonArray(Reference(RdsName)),
    });

    private static JsonObject RdsValue() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
            new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = false,
                ["required"] = new JsonArray("value"),
                ["properties"] = new JsonObject
                {
                    ["value"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
                    ["apply"] = new JsonObject
                    {
                        ["description"] = "When it is applied; without it, as the parameter allows.",
                        ["enum"] = new JsonArray("immediate", "pending-reboot"),
                    },
                },
            }),
    };

    private static JsonObject Of(Setting setting)
    {
        var schema = Scalar($"{setting.Allowed}{(setting.Since is { } since ? $"; from PgBouncer {since} on" : "")}", setting.Default);
        if (setting.Kind is SettingKind.Choice)
        {
            schema["enum"] = new JsonArray([.. setting.Choices.Select(choice => JsonValue.Create(choice))]);
        }
        else if (setting.Min >= 0
            && setting.Kind is SettingKind.Number or SettingKind.Bytes or SettingKind.Milliseconds or SettingKind.WholeSeconds or SettingKind.Boolean)
        {
            var range = new OutlineWhole(setting.Allowed, (int)setting.Min, (int)setting.Max);
            schema["type"] = new JsonArray("integer", "string");
            schema["minimum"] = range.Min;
            schema["maximum"] = range.Max;
            schema["pattern"] = range.Pattern;
            schema["patternErrorMessage"] = range.Allowed;
        }

        return schema;
    }

    private static JsonObject Scalar(string allowed, string? byDefault)
    {
        var schema = new JsonObject { ["description"] = Sentence(allowed), ["type"] = new JsonArray("string", "number", "boolean") };
        if (byDefault is not null)
            schema["default"] = byDefault;
        return schema;
    }

    private static string Sentence(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}.";
}
