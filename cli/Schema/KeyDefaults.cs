using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Pooling.Sizing;
using Infra.Pooling.Specification;

namespace Infra.Cli.Schema;

/// <summary>What a key is when nobody says anything: specifications with little but what is required, read and written out again.</summary>
internal static class KeyDefaults
{
    private static readonly ImmutableArray<(Target Target, JsonObject Given, JsonObject Written)> Specifications =
    [
        .. from target in Enum.GetValues<Target>()
           from given in Larger(target).Select(text => SpecificationOverlay.On(target, text)).Prepend(Smallest(target))
           select (target, given, Write(given)),
    ];

    /// <summary>What a plan takes for keys that are not written out where they are not given.</summary>
    private static readonly ImmutableDictionary<string, double> Unwritten = new Dictionary<string, double>
    {
        ["workloads[].load.transactions"] = 1,
        ["workloads[].load.variation"] = PoolWork.DefaultVariation,
    }.ToImmutableDictionary();

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
    public static JsonNode? Of(Target target, string path)
    {
        if (Unwritten.TryGetValue(path, out var known))
            return known;
        var silent = Specifications.Where(item => item.Target == target && Find(item.Given, path) is null).ToList();
        // In an object that is given, the default may be another than without the object.
        var parent = path.LastIndexOf('.') is > 0 and var dot ? path[..dot] : null;
        var within = silent.Where(item => parent is null || Find(item.Given, parent) is not null).ToList();
        return (within.Count > 0 ? within : silent).Select(item => Short(Find(item.Written, path)))
            .FirstOrDefault(value => value is not (null or JsonObject or JsonArray { Count: > 0 }));
    }

    /// <summary>What is written out only where something is asked for.</summary>
    private static string[] Larger(Target target) => target switch
    {
        Target.Aws =>
        [
            "database: {replicas: 1, rds: {reads: pgbouncer, readPooler: {}}}, workloads: [{route: readOnly}]",
            "database: {replicas: 1, rds: {reads: pgbouncer, readPooler: {replicas: {min: 2}}}}, workloads: [{route: readOnly}]",
        ],
        Target.Azure =>
        [
            "database: {replicas: 1, flexibleServer: {}}",
            "database: {replicas: 1, flexibleServer: {promote: {replica: 1}}}",
        ],
        _ => ["pooler: {replicas: {min: 2}}"],
    };

    // `replicas: 2` for `{min: 2, max: 2}`, whose surge has a default of its own.
    private static JsonNode? Short(JsonNode? value) =>
        value is JsonObject range && range["min"] is { } min && JsonNode.DeepEquals(min, range["max"]) ? min : value;

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
