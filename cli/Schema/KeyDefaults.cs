using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Pooling.Specification;

namespace Infra.Cli.Schema;

/// <summary>What a key is when nobody says anything: a specification with nothing but what is required, read and written out again.</summary>
internal static class KeyDefaults
{
    private static readonly ImmutableArray<(Target Target, JsonObject Given, JsonObject Written)> Specifications =
    [
        .. Enum.GetValues<Target>().SelectMany(target => (target == Target.Aws ? new[] { Smallest(target), WithReadPooler() } : [Smallest(target)])
            .Select(given => (target, given, Write(given)))),
    ];

    /// <summary>A specification with as few keys as its target allows.</summary>
    public static JsonObject Smallest(Target target)
    {
        var database = new JsonObject { ["name"] = "app", ["user"] = "app" };
        var (key, value) = target switch
        {
            Target.Aws => ("instanceClass", "db.r7g.large"),
            Target.Azure => ("sku", "Standard_D4ds_v5"),
            _ => ("host", "db.example.com"),
        };
        database[key] = value;
        return new()
        {
            ["target"] = Spelling.Of(target),
            ["database"] = database,
            ["workloads"] = new JsonArray(new JsonObject
            {
                ["name"] = "api",
                ["replicas"] = new JsonObject { ["min"] = 2, ["max"] = 2 },
                ["pool"] = new JsonObject { ["size"] = 10 },
            }),
        };
    }

    /// <summary>The default of a key on a target; null where it has none.</summary>
    public static JsonNode? Of(Target target, string path) => Specifications
        .Where(item => item.Target == target && Find(item.Given, path) is null)
        .Select(item => Find(item.Written, path))
        .FirstOrDefault(value => value is not (null or JsonObject or JsonArray { Count: > 0 }));

    /// <summary>What is not written out where nobody asks for it.</summary>
    private static JsonObject WithReadPooler()
    {
        var given = Smallest(Target.Aws);
        given["database"]!["replicas"] = 1;
        given["workloads"]![0]!["route"] = Spelling.Of(Route.ReadOnly);
        given["database"]!["rds"] = new JsonObject { ["reads"] = Spelling.Of(RdsReads.PgBouncer), ["readPooler"] = new JsonObject() };
        return given;
    }

    private static JsonObject Write(JsonObject given) =>
        JsonNode.Parse(PoolingSpecification.Read(given.Deserialize<JsonElement>()).ToJson().GetRawText())!.AsObject();

    /// <summary>What stands at a path; of a list, its first item.</summary>
    public static JsonNode? Find(JsonNode? node, string path)
    {
        foreach (var part in path.Split('.'))
        {
            var (name, isList) = part.EndsWith("[]", StringComparison.Ordinal) ? (part[..^2], true) : (part, false);
            node = (node as JsonObject)?[name];
            if (isList)
                node = node is JsonArray { Count: > 0 } items ? items[0] : null;
        }

        return node;
    }
}
