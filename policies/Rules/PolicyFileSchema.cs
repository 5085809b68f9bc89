using System.Text.Json.Nodes;

namespace Infra.Policies.Rules;

/// <summary>The JSON schema of a file of rules and waivers.</summary>
public static class PolicyFileSchema
{
    /// <summary>Makes the schema from the pack.</summary>
    public static JsonObject Create()
    {
        var rules = RuleConfigurationSchema.File();
        rules.Remove("$schema");
        rules.Remove("title");
        rules["description"] = "Levels and parameters of the rules.";
        return new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Rules on connection budgets, and waivers",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject
            {
                ["rules"] = rules,
                ["waivers"] = new JsonObject
                {
                    ["description"] = "Findings that somebody answers for, for a time.",
                    ["type"] = "array",
                    ["items"] = Waiver(),
                },
            },
        };
    }

    private static JsonObject Waiver() => new()
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
                ["maximum"] = 1_000_000,
            },
            ["owner"] = Text("Who answers for it."),
            ["reason"] = Text("Why it is permitted."),
            ["until"] = new JsonObject { ["description"] = "Last day on which it holds.", ["type"] = "string", ["format"] = "date" },
        },
    };

    private static JsonObject Text(string description) => new() { ["description"] = description, ["type"] = "string", ["minLength"] = 1 };
}
