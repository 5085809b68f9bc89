using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Cli.Evaluation;

/// <summary>The outputs of a stack that was deployed, as <c>pulumi stack output --json --show-secrets</c> writes them.</summary>
internal static class DeployedOutputs
{
    /// <summary>The stack with the values of a file in place of those of a preview.</summary>
    /// <exception cref="UsageException">The file cannot be read, or holds the outputs of something else.</exception>
    public static EvaluatedStack Of(EvaluatedStack stack, string file)
    {
        JsonNode? deployed;
        try
        {
            deployed = JsonNode.Parse(File.ReadAllText(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw Wrong(file, exception.Message);
        }

        if (deployed is not JsonObject outputs)
            throw Wrong(file, "it holds no JSON object");
        if (Missing(stack.Outputs["workloads"], outputs["workloads"], "workloads") is { } missing)
            throw Wrong(file, $"it has no {missing}, which {stack.Name} has");
        // Passwords are known then, so there is nothing left to be set first.
        return stack with { Outputs = outputs, Notes = [] };
    }

    private static string? Missing(JsonNode? wanted, JsonNode? found, string path) => wanted switch
    {
        JsonObject mapping => found is JsonObject other
            ? mapping.Select(item => Missing(item.Value, other[item.Key], $"{path}.{item.Key}")).FirstOrDefault(missing => missing is not null)
            : path,
        _ => found is JsonValue ? null : path,
    };

    private static UsageException Wrong(string file, string why) =>
        new($"{file} does not hold this stack's outputs: {why}", "write it with `pulumi stack output --json --show-secrets` of the same stack");
}
