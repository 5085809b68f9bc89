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

    public static string Of(IEnumerable<RecordedResource> resources)
    {
        var program = new StringBuilder("import * as kubernetes from \"@pulumi/kubernetes\";\ndeclare const unknown: any;\n");
        foreach (var resource in resources.Where(resource => resource.Custom))
            program.Append($"new {ClassOf(resource.Type)}({JsonSerializer.Serialize(resource.Name, Relaxed)}, {Literal(resource.Inputs)});\n");
        return program.ToString();
    }

    // kubernetes:core/v1:ConfigMap -> kubernetes.core.v1.ConfigMap
    private static string ClassOf(string token)
    {
        var parts = token.Split(':');
        return $"{parts[0]}.{parts[1].Replace('/', '.')}.{parts[2]}";
    }

    private static string Literal(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject map => $"{{ {string.Join(", ", map.Select(item => $"{JsonSerializer.Serialize(item.Key, Relaxed)}: {Literal(item.Value)}"))} }}",
        JsonArray list => $"[{string.Join(", ", list.Select(Literal))}]",
        _ when value.ToString() == Markers.Unknown => "unknown",
        _ => value.ToJsonString(Relaxed),
    };
}
