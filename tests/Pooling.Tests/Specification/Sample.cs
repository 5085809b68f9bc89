using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Specification;

/// <summary>Small valid inputs, and a way to change one place of them.</summary>
internal static class Sample
{
    public const string Kubernetes = """
        {"target": "kubernetes", "database": {"name": "app", "user": "app", "host": "local", "replicas": 1},
         "workloads": [{"name": "api", "replicas": 2, "pool": {"size": 10}}]}
        """;

    public const string Aws = """
        {"target": "aws", "database": {"name": "app", "user": "app", "instanceClass": "db.r7g.large"},
         "workloads": [{"name": "api", "replicas": 2, "pool": {"size": 10}}]}
        """;

    public const string Azure = """
        {"target": "azure", "database": {"name": "app", "user": "app", "sku": "Standard_D4ds_v5"},
         "workloads": [{"name": "api", "replicas": 2, "pool": {"size": 10}}]}
        """;

    public static string Named(string name) => name switch
    {
        nameof(Kubernetes) => Kubernetes,
        nameof(Aws) => Aws,
        nameof(Azure) => Azure,
        _ => throw new ArgumentException(name, nameof(name)),
    };

    public static PoolingSpecification Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return PoolingSpecification.Read(document.RootElement);
    }

    /// <summary>The faults of an input; none when it can be read.</summary>
    public static string[] Faults(string json)
    {
        try
        {
            Read(json);
            return [];
        }
        catch (SpecificationException exception)
        {
            return [.. exception.Faults.Select(fault => fault.ToString())];
        }
    }

    /// <summary>Sets places such as <c>workloads.0.replicas</c> to JSON values; a value of nothing removes the place.</summary>
    public static string With(string json, params (string Path, string? Value)[] changes)
    {
        var root = JsonNode.Parse(json)!;
        foreach (var (path, value) in changes)
        {
            var keys = path.Split('.');
            var node = root;
            foreach (var key in keys[..^1])
                node = node is JsonArray list ? list[int.Parse(key)]! : node[key] ??= new JsonObject();
            if (node is JsonArray items && int.Parse(keys[^1]) == items.Count)
                items.Add(JsonNode.Parse(value!));
            else if (node is JsonArray array)
                array[int.Parse(keys[^1])] = JsonNode.Parse(value!);
            else if (value is null)
                node.AsObject().Remove(keys[^1]);
            else
                node[keys[^1]] = JsonNode.Parse(value);
        }

        return root.ToJsonString();
    }
}
