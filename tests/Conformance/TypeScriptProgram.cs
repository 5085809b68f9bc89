using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Cli.Evaluation;

namespace Infra.Conformance;

/// <summary>A preview's resources as a TypeScript program, for the compiler to check against the providers' own types.</summary>
internal static class TypeScriptProgram
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The program.</summary>
    /// <param name="resources">The preview's resources.</param>
    /// <param name="read">The resource that is there and only read; null for none.</param>
    public static string Of(IEnumerable<RecordedResource> resources, RecordedResource? read = null)
    {
        var custom = resources.Where(resource => resource.Custom).ToList();
        var program = new StringBuilder();
        foreach (var import in custom.Select(resource => ImportOf(resource.Type)).Distinct().Order(StringComparer.Ordinal))
            program.Append(import);
        program.Append("declare const unknown: any;\n");
        foreach (var resource in custom)
        {
            var name = JsonSerializer.Serialize(resource.Name, Relaxed);
            program.Append(resource == read
                ? $"{ClassOf(resource.Type)}.get({name}, unknown);\n"
                : $"new {ClassOf(resource.Type)}({name}, {Literal(resource.Inputs)});\n");
        }

        return program.ToString();
    }

    /// <summary>The program of objects of a cluster, as they would be applied.</summary>
    public static string Of(IEnumerable<JsonObject> documents) => Of(documents.Select(document => new RecordedResource(
        "",
        $"kubernetes:{document["apiVersion"]}:{document["kind"]}".Replace("kubernetes:v1:", "kubernetes:core/v1:", StringComparison.Ordinal),
        document["metadata"]!["name"]!.ToString(),
        Custom: true,
        Parent: null,
        document,
        document,
        [])));

    // Of the large packages only the modules in use: reading all of azure-native takes a minute.
    private static string ImportOf(string token) => token.Split(':') switch
    {
        ["azure-native", var module, _] => $"import * as azure_{module} from \"@pulumi/azure-native/{module}\";\n",
        ["aws", var path, _] => $"import * as aws_{ModuleOf(path)} from \"@pulumi/aws/{ModuleOf(path)}\";\n",
        var parts => $"import * as {parts[0]} from \"@pulumi/{parts[0]}\";\n",
    };

    // kubernetes:core/v1:ConfigMap -> kubernetes.core.v1.ConfigMap, kubernetes:networking.k8s.io/v1:NetworkPolicy ->
    // kubernetes.networking.v1.NetworkPolicy, kubernetes:monitoring.coreos.com/v1:ServiceMonitor -> the class for any kind,
    // azure-native:monitor:MetricAlert -> azure_monitor.MetricAlert, aws:rds/proxy:Proxy -> aws_rds.Proxy
    private static string ClassOf(string token) => token.Split(':') switch
    {
        ["azure-native", var module, var name] => $"azure_{module}.{name}",
        ["aws", var path, var name] => $"aws_{ModuleOf(path)}.{name}",
        ["kubernetes", var path, _] when GroupOf(path).Contains('.', StringComparison.Ordinal) => "kubernetes.apiextensions.CustomResource",
        ["kubernetes", var path, var name] => $"kubernetes.{GroupOf(path)}.{path.Split('/')[1]}.{name}",
        var parts => $"{parts[0]}.{parts[1].Replace('/', '.')}.{parts[2]}",
    };

    private static string GroupOf(string path) => path.Split('/')[0].Replace(".k8s.io", "", StringComparison.Ordinal);

    private static string ModuleOf(string path) => path.Split('/')[0];

    private static string Literal(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject map => $"{{ {string.Join(", ", map.Select(item => $"{JsonSerializer.Serialize(item.Key, Relaxed)}: {Literal(item.Value)}"))} }}",
        JsonArray list => $"[{string.Join(", ", list.Select(Literal))}]",
        _ when value.ToString() == Markers.Unknown => "unknown",
        _ => value.ToJsonString(Relaxed),
    };
}
