using System.Text.Json.Nodes;

namespace Infra.Policies.Rules.Waivers;

/// <summary>The JSON schema of waivers.</summary>
internal static class WaiverSchema
{
    public static JsonObject List(string description) => new()
    {
        ["description"] = description,
        ["type"] = "array",
        ["items"] = One(),
    };

    private static JsonObject One() => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray("rule", "owner", "reason", "until"),
        ["properties"] = new JsonObject
        {
            ["rule"] = new JsonObject
            {
                ["description"] = "Id of the rule.",
                ["enum"] = new JsonArray([.. RulePack.All.Select(rule => JsonValue.Create(rule.Id))]),
            },
            ["stack"] = Text("The only stack that it is about."),
            ["resource"] = Text("URN or name of the only resource, or the only server, that it is about."),
            ["connections"] = new JsonObject
            {
                ["description"] = "For an overrun: how many connections too many are permitted.",
                ["type"] = "integer",
                ["minimum"] = 1,
                ["maximum"] = WaiverReader.MostConnections,
            },
            ["owner"] = Text("Who answers for it."),
            ["reason"] = Text("Why it is permitted."),
            ["until"] = new JsonObject { ["description"] = "Last day on which it holds.", ["type"] = "string", ["format"] = "date" },
        },
    };

    private static JsonObject Text(string description) => new() { ["description"] = description, ["type"] = "string", ["minLength"] = 1 };
}
