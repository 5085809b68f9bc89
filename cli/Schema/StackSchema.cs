using System.Text.Json.Nodes;
using Infra.Cli.Checking;
using Infra.Cli.Configuration;
using Infra.Pooling.Specification;

namespace Infra.Cli.Schema;

/// <summary>
/// The JSON schema of a stack's file: <c>docs/pooling.schema.json</c>. Draft 7, which editors know best. It says what one key may be;
/// rules between keys are left to the reader.
/// </summary>
internal static class StackSchema
{
    public const string PolicySchema = "policies.schema.json";

    public static JsonObject Create()
    {
        var definitions = new JsonObject();
        foreach (var (target, root) in KeySet.Roots)
            definitions[Spelling.Of(target)] = KeySchema.Of(root, target);
        SharedParts.Take(definitions);
        foreach (var (name, schema) in SettingSchema.Definitions())
            definitions[name] = schema;
        return new()
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Configuration of a stack of Infra",
            ["description"] = "Made from the code by ./infra schema.",
            ["type"] = "object",
            ["required"] = new JsonArray("config"),
            ["properties"] = new JsonObject
            {
                ["config"] = new JsonObject
                {
                    ["type"] = "object",
                    ["required"] = new JsonArray(StackFile.SpecificationKey),
                    ["properties"] = Keys(),
                    // Of other programs and providers, anything; of this one, no key that it does not read.
                    ["propertyNames"] = new JsonObject
                    {
                        ["anyOf"] = new JsonArray(
                            new JsonObject { ["not"] = new JsonObject { ["pattern"] = "^infra:" } },
                            new JsonObject { ["enum"] = new JsonArray([.. Keys().Select(key => JsonValue.Create(key.Key))]) }),
                    },
                },
            },
            ["definitions"] = definitions,
        };
    }

    private static JsonObject Keys() => new()
    {
        [StackFile.SpecificationKey] = Specification(),
        ["infra:credentials"] = Texts("Password of each database role, by role name; secret. Set with `pulumi config set --secret --path`."),
        ["infra:login"] = new JsonObject
        {
            ["description"] = "Which login of each role clients use: a, the role itself, or b, its second login, while passwords change.",
            ["type"] = "string",
            ["enum"] = new JsonArray("a", "b"),
            ["default"] = "a",
        },
        ["infra:monitorLabels"] = Texts("Labels that a Prometheus asks of the ServiceMonitor and PrometheusRule that it takes, such as `release`."),
        ["infra:namespace"] = new JsonObject
        {
            ["description"] = "Namespace of the pooler in the cluster, which exists.",
            ["type"] = "string",
            ["pattern"] = "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",
            ["default"] = "default",
        },
        [PolicyFile.StackKey] = new JsonObject
        {
            ["description"] = "Levels of rules and waivers of this stack.",
            ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = PolicySchema }),
        },
        ["infra:tls"] = Texts("Certificates of the pooler as PEM, by name; secret. Without it, an existing Kubernetes secret is used."),
    };

    /// <summary>By target: each has keys, ranges and defaults of its own.</summary>
    private static JsonObject Specification()
    {
        var (_, any) = KeySet.Roots[0];
        var sections = KeySet.Walk(any).Where(key => key.Path.Length > 0 && !key.Path.Contains('.') && !key.Path.Contains('[')).Select(key => key.Name);
        var properties = new JsonObject(sections.Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonObject { ["description"] = KeyTexts.Of(name) })));
        properties["target"]!["enum"] = new JsonArray([.. Spelling.All<Target>().Select(target => JsonValue.Create(target))]);
        return new()
        {
            ["description"] = KeyTexts.Of(""),
            ["type"] = "object",
            ["required"] = new JsonArray("target"),
            ["properties"] = properties,
            ["allOf"] = new JsonArray([.. Spelling.All<Target>().Select(target => new JsonObject
            {
                ["if"] = new JsonObject
                {
                    ["properties"] = new JsonObject { ["target"] = new JsonObject { ["const"] = target } },
                    ["required"] = new JsonArray("target"),
                },
                ["then"] = new JsonObject { ["$ref"] = $"#/definitions/{target}" },
            })]),
        };
    }

    // A value that Pulumi has encrypted is an object with the key `secure`.
    private static JsonObject Texts(string description) => new()
    {
        ["description"] = description,
        ["type"] = "object",
        ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "object") },
    };
}
