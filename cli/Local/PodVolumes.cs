using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;

namespace Infra.Cli.Local;

/// <summary>The files that a pod sees through its volumes.</summary>
internal static class PodVolumes
{
    /// <summary>Contents by path relative to the pod's root.</summary>
    public static ImmutableSortedDictionary<string, string> Read(
        string name, JsonNode pod, JsonNode container, ImmutableArray<JsonObject> manifests)
    {
        ImmutableSortedDictionary<string, string>.Builder files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (JsonNode? mount in container["volumeMounts"]?.AsArray() ?? [])
        {
            string mountName = Required(mount!["name"], $"a volume mount of {name} without a name");
            string folder = Required(mount["mountPath"], $"volume mount {mountName} of {name} without a path").Trim('/');
            JsonNode volume = (pod["volumes"]?.AsArray() ?? []).FirstOrDefault(volume => PodTemplate.Text(volume?["name"]) == mountName)
                ?? throw PodTemplate.Fault($"{name} mounts a volume that does not exist", mountName, null);
            // The type matters: a JsonArray would want the volume for itself.
            IEnumerable<JsonNode?> sources = (IEnumerable<JsonNode?>?)volume["projected"]?["sources"]?.AsArray() ?? [volume];
            foreach (JsonNode? source in sources)
            {
                foreach ((string path, string content) in Source(source!, manifests))
                    files[Safe(Path.Combine(folder, path))] = content;
            }
        }
        return files.ToImmutable();
    }

    private static IEnumerable<(string Path, string Content)> Source(JsonNode source, ImmutableArray<JsonObject> manifests)
    {
        JsonNode? reference = source["configMap"] ?? source["secret"];
        if (reference is null)
            yield break;
        bool secret = source["configMap"] is null;
        string kind = secret ? "Secret" : "ConfigMap";
        // A projected source says "name", a volume of its own "secretName".
        string name = Required(reference["name"] ?? reference["secretName"], $"a volume's {kind} without a name");
        JsonObject? found = manifests.FirstOrDefault(
            manifest => PodTemplate.Text(manifest["kind"]) == kind && PodTemplate.Text(manifest["metadata"]?["name"]) == name);
        if (found is null)
        {
            if ((bool?)reference["optional"] == true)
                yield break;
            throw PodTemplate.Fault($"{kind} {name} is mounted but not among the objects", null, null);
        }
        Dictionary<string, string> contents = Contents(found, secret);
        if (reference["items"] is not JsonArray items)
        {
            foreach ((string key, string content) in contents)
                yield return (key, content);
            yield break;
        }
        foreach (JsonNode? item in items)
        {
            string key = Required(item!["key"], $"an item of {kind} {name} without a key");
            yield return (Required(item["path"], $"item {key} of {kind} {name} without a path"),
                contents.TryGetValue(key, out string? content) ? content : throw PodTemplate.Fault($"{kind} {name} has no key {key}", null, null));
        }
    }

    private static Dictionary<string, string> Contents(JsonObject manifest, bool secret)
    {
        Dictionary<string, string> contents = [];
        foreach ((string key, JsonNode? value) in manifest["data"]?.AsObject() ?? [])
        {
            string text = Required(value, $"key {key} without a value");
            contents[key] = secret ? Encoding.UTF8.GetString(Convert.FromBase64String(text)) : text;
        }
        foreach ((string key, JsonNode? value) in manifest["stringData"]?.AsObject() ?? [])
            contents[key] = Required(value, $"key {key} without a value");
        return contents;
    }

    /// <summary>A path must not leave the pod's folder.</summary>
    private static string Safe(string path) =>
        path.Split('/').Any(part => part is "" or "." or "..") ? throw PodTemplate.Fault("a volume's path leaves the pod", path, null) : path;

    private static string Required(JsonNode? node, string problem) =>
        PodTemplate.Text(node) ?? throw PodTemplate.Fault(problem, null, "a string");
}
