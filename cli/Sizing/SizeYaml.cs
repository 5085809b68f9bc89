using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Infra.Cli.Rendering.Formats;
using Infra.Pooling.Sizing;
using Infra.Pooling.Specification;

namespace Infra.Cli.Sizing;

/// <summary>Recommended sizes in the words of a specification.</summary>
internal static class SizeYaml
{
    /// <summary>A specification as it was written, with the recommended sizes in it.</summary>
    public static JsonObject Apply(JsonObject given, SizeAdvice advice)
    {
        var specification = given.DeepClone().AsObject();
        var before = PoolingSpecification.Read(SizeFlags.Element(given));
        foreach (var part in advice.Reads is { } reads ? [advice, reads] : new[] { advice })
        {
            var replicas = (part == advice ? before : before.ForReads()!).Pooler.Replicas;
            foreach (var setting in part.Settings.Where(setting => setting.Path is not null))
            {
                if (setting.Name != "replicas")
                    Set(specification, setting.Path!.Split('.'), setting.Value);
                else if (part.Specification.Pooler.Replicas != replicas)
                    Set(specification, setting.Path!.Split('.'), Replicas(part));
            }

            foreach (var (index, workload) in part.Specification.Workloads.Index())
            {
                var node = specification["workloads"]!.AsArray().Select(item => item!.AsObject()).ElementAt(index);
                if (workload is { Profile: null, Pool: { } pool } && part.Clients.Any(client => client.Workload == workload.Name))
                    node["pool"] = new JsonObject { ["size"] = pool.Size, ["overflow"] = pool.Overflow };
            }
        }

        return specification;
    }

    /// <summary>What of it is new: whole sections that take the place of those in the stack's file.</summary>
    public static string Changed(JsonObject given, JsonObject sized)
    {
        var sections = sized.Where(section => !JsonNode.DeepEquals(section.Value, given[section.Key]))
            .Select(section => KeyValuePair.Create(section.Key, section.Value?.DeepClone()));
        return Of(new JsonObject(sections));
    }

    /// <summary>A specification, or sections of it, as a stack's file has them.</summary>
    public static string Of(JsonObject specification) =>
        YamlText.Of(new JsonObject { ["config"] = new JsonObject { [StackFile.SpecificationKey] = specification.DeepClone() } });

    private static JsonObject Replicas(SizeAdvice part)
    {
        var replicas = part.Specification.Pooler.Replicas;
        var node = new JsonObject { ["min"] = replicas.Min };
        if (replicas.Max is { } max)
            node["max"] = max;
        if (replicas.Surge != Surge.Count(0))
            node["surge"] = replicas.Surge.ToString();
        return node;
    }

    private static void Set(JsonObject root, ReadOnlySpan<string> path, JsonNode value)
    {
        var node = root;
        foreach (var key in path[..^1])
        {
            if (node[key] is not JsonObject child)
                node[key] = child = [];
            node = child;
        }

        // Azure's documentation writes its settings with a prefix, and a specification may.
        node.Remove($"pgbouncer.{path[^1]}");
        node[path[^1]] = value;
    }
}
