using System.Text.Json.Nodes;
using Infra.Policies.Rules.Waivers;

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
                ["waivers"] = WaiverSchema.List("Findings that somebody answers for, for a time."),
            },
        };
    }
}
