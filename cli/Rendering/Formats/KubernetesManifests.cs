using System.Text.Json.Nodes;
using Infra.Cli.Evaluation;

namespace Infra.Cli.Rendering.Formats;

/// <summary>
/// The Kubernetes objects of a stack as YAML documents, for those who review them, or apply them by other means than Pulumi. Without
/// the secrets, a cluster refuses the Secrets, rather than to run with passwords that are none.
/// </summary>
internal static class KubernetesManifests
{
    /// <summary>No base64, so that no API server takes it for a value.</summary>
    public const string Hidden = "[secret]";

    // What others need comes before them.
    private static readonly string[] Order =
        ["ServiceAccount", "Secret", "ConfigMap", "Service", "NetworkPolicy", "PodDisruptionBudget", "StatefulSet", "Deployment"];

    private static readonly string[] First = ["apiVersion", "kind", "metadata"];

    /// <summary>The documents, in the order in which they can be applied.</summary>
    /// <param name="stack">An evaluated stack.</param>
    /// <param name="show">Whether the Secrets' values are written.</param>
    /// <exception cref="UsageException">A value is known only once Pulumi has made something else.</exception>
    public static IReadOnlyList<JsonObject> Documents(EvaluatedStack stack, bool show)
    {
        var documents = stack.Resources
            .Where(resource => resource.Custom && resource.Type.StartsWith("kubernetes:", StringComparison.Ordinal))
            .Select(resource => Document(resource.Inputs, show))
            .OrderBy(document => Array.IndexOf(Order, document["kind"]!.ToString()) is var rank && rank < 0 ? Order.Length : rank)
            .ThenBy(document => document["kind"]!.ToString(), StringComparer.Ordinal)
            .ThenBy(document => document["metadata"]!["name"]!.ToString(), StringComparer.Ordinal)
            .ToList();
        if (documents.Find(document => document.ToJsonString().Contains(Markers.Unknown, StringComparison.Ordinal)) is { } unknown)
        {
            throw new UsageException(
                $"{unknown["kind"]} {unknown["metadata"]!["name"]} of {stack.Name} depends on what Pulumi has not made yet, such as the database's host",
                "deploy the stack with Pulumi, or name an existing server in `database.host`");
        }

        return documents;
    }

    /// <summary>The documents as one text.</summary>
    public static string Of(EvaluatedStack stack, bool show) => YamlText.Of([.. Documents(stack, show)]);

    private static JsonObject Document(JsonObject inputs, bool show)
    {
        // First what it is, then the rest: the order in which people read them.
        var document = new JsonObject();
        foreach (var key in First.Concat(inputs.Select(item => item.Key)).Distinct())
            document[key] = inputs[key]?.DeepClone();
        if (!show && document["kind"]!.ToString() == "Secret" && document["stringData"] is JsonObject contents)
        {
            document.Remove("stringData");
            document["data"] = new JsonObject(contents.Select(item => KeyValuePair.Create(item.Key, (JsonNode?)Hidden)));
        }

        return document;
    }
}
