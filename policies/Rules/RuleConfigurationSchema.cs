using System.Text.Json.Nodes;
using Infra.Policies.Rules.Waivers;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules;

/// <summary>The JSON schema of what a configuration may hold, generated from the pack.</summary>
public static class RuleConfigurationSchema
{
    /// <summary>The parameters of a rule by name, without its level: the form in which the engine takes them.</summary>
    public static JsonObject Parameters(RuleInfo rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var properties = new JsonObject();
        // Without a default: the engine would write it into every rule, and what is said under `all` would never count.
        if (rule.Undecided == UndecidedReport.ByParameter)
            properties[RuleConfigurationReader.UndecidedKey] = Undecided("advisory, unless what is said of all rules is another");

        foreach (var parameter in rule.Parameters)
            properties[parameter.Name] = Of(parameter);
        return properties;
    }

    /// <summary>The schema of a whole configuration.</summary>
    public static JsonObject File()
    {
        var levels = RuleConfigurationReader.Levels;
        var properties = new JsonObject
        {
            [RuleConfiguration.All] = Rule(
                "Every rule that does not say otherwise.", "", new() { [RuleConfigurationReader.UndecidedKey] = Undecided("advisory") }),
        };
        foreach (var rule in RulePack.All)
            properties[rule.Id] = Rule(rule.Summary, Spelling.Of(rule.Level), Parameters(rule));
        return new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Configuration of the rules on connection budgets",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };

        JsonObject Rule(string description, string level, JsonObject parameters)
        {
            var members = new JsonObject { [RuleConfigurationReader.LevelKey] = Word("What a violation does.", levels, level) };
            foreach (var (name, schema) in parameters)
                members[name] = schema!.DeepClone();
            return new()
            {
                ["description"] = description,
                ["oneOf"] = new JsonArray(
                    Word("What a violation does.", levels, level),
                    new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = members }),
            };
        }
    }

    private static JsonObject Of(RuleParameter parameter) => parameter switch
    {
        NumberParameter number => new()
        {
            ["type"] = "integer",
            ["description"] = number.Description,
            ["minimum"] = number.Min,
            ["maximum"] = number.Max,
            ["default"] = number.Default,
        },
        WordParameter word => Word(word.Description, word.Words, word.Default),
        WaiversParameter waivers => WaiverSchema.List(waivers.Description),
        _ => new() { ["type"] = "array", ["description"] = parameter.Description, ["items"] = new JsonObject { ["type"] = "string" } },
    };

    private static JsonObject Undecided(string otherwise) =>
        Word($"What a result does that depends on unknown values; {otherwise}.", RuleConfigurationReader.Levels, "");

    private static JsonObject Word(string description, IEnumerable<string> words, string byDefault)
    {
        var schema = new JsonObject
        {
            ["type"] = "string",
            ["description"] = description,
            ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]),
        };
        if (byDefault.Length > 0)
            schema["default"] = byDefault;
        return schema;
    }
}
