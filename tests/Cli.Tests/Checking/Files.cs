using System.Text.Json.Nodes;

namespace Infra.Cli.Tests.Checking;

/// <summary>Files as <c>pulumi</c> writes them, with one workload on one server.</summary>
internal static class Files
{
    /// <summary>A claim on a server of 100 connections, 97 of them usable.</summary>
    public static JsonObject Claim(string name = "api", int replicas = 8, int pool = 10, string stack = "prod", string project = "shop") => new()
    {
        ["urn"] = $"urn:pulumi:{stack}::{project}::pooling:index:ConnectionClaim::{name}",
        ["custom"] = false,
        ["type"] = "pooling:index:ConnectionClaim",
        ["inputs"] = new JsonObject
        {
            ["workload"] = name,
            ["database"] = "orders",
            ["user"] = "orders",
            ["route"] = "direct",
            ["host"] = "db.example.com",
            ["maxConnections"] = 100,
            ["minReplicas"] = 2,
            ["maxReplicas"] = replicas,
            ["surge"] = "0",
            ["processes"] = 1,
            ["poolSize"] = pool,
        },
    };

    public static string State(params JsonObject[] resources) =>
        new JsonObject { ["version"] = 3, ["deployment"] = new JsonObject { ["resources"] = new JsonArray([.. resources]) } }.ToJsonString();

    public static string Preview(params (string Op, JsonObject Resource)[] steps) => Preview(0, steps);

    /// <summary>A preview with more unchanged resources than it shows.</summary>
    public static string Preview(int same, params (string Op, JsonObject Resource)[] steps) => new JsonObject
    {
        ["steps"] = new JsonArray([.. steps.Select(Step)]),
        ["changeSummary"] = new JsonObject { ["same"] = same + steps.Count(step => step.Op == "same") },
    }.ToJsonString();

    private static JsonNode Step((string Op, JsonObject Resource) step) => new JsonObject
    {
        ["op"] = step.Op,
        ["urn"] = step.Resource["urn"]!.ToString(),
        [step.Op is "delete" or "delete-replaced" ? "oldState" : "newState"] = step.Resource,
    };
}
