using System.Text.Json.Nodes;
using Infra.Cli.Evaluation;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Cli.Commands;

/// <summary>The JSON documents of the command line; their shape is a contract.</summary>
internal static class StackJson
{
    /// <summary>What <c>preview --json</c> prints.</summary>
    public static JsonObject Preview(EvaluatedStack stack) => new()
    {
        ["stack"] = stack.Name,
        ["target"] = Spelling.Of(stack.Plan.Specification.Target),
        ["resources"] = new JsonArray([.. stack.Resources.Select(Resource)]),
        ["outputs"] = stack.Masked.DeepClone(),
        ["budget"] = stack.Plan.BudgetToJson(),
        ["findings"] = Findings(stack.Plan.Findings),
    };

    public static JsonArray Findings(IEnumerable<Finding> findings) => new([.. findings.Select(finding => (JsonNode)new JsonObject
    {
        ["id"] = finding.Id,
        ["level"] = Spelling.Of(finding.Level),
        ["path"] = finding.Path,
        ["message"] = finding.Message,
    })]);

    private static JsonNode Resource(RecordedResource resource) => new JsonObject
    {
        ["urn"] = resource.Urn,
        ["type"] = resource.Type,
        ["name"] = resource.Name,
        ["custom"] = resource.Custom,
        ["parent"] = resource.Parent,
        ["inputs"] = resource.Masked.DeepClone(),
        ["dependencies"] = new JsonArray([.. resource.Dependencies.Select(urn => JsonValue.Create(urn))]),
    };
}
