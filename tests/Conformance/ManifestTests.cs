using System.Text.Json.Nodes;
using Infra.Cli.Commands;
using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Cli.Rendering.Formats;

namespace Infra.Conformance;

/// <summary>The YAML of Kubernetes objects: read by a strict parser of another make, and checked document by document.</summary>
public class ManifestTests
{
    private const string Parse = """
        const { parseAllDocuments } = require("yaml");
        const text = require("fs").readFileSync("manifests.yaml", "utf8");
        const documents = ["1.1", "1.2"].map(version => parseAllDocuments(text, { strict: true, uniqueKeys: true, version }));
        const complaints = documents.flat().flatMap(document => [...document.errors, ...document.warnings]);
        if (complaints.length > 0) throw complaints[0];
        const [old, current] = documents.map(list => JSON.stringify(list.map(document => document.toJS())));
        if (old !== current) throw new Error("YAML 1.1 and 1.2 read it differently");
        console.log(current);
        """;

    private static Workspace Workspace => Workspace.Find(AppContext.BaseDirectory, named: null);

    [NpmFact]
    public async Task Render_OfEveryStackWithPgBouncer_ParsesStrictlyAndSatisfiesTheTypes()
    {
        var programs = new Dictionary<string, string>();
        foreach (var name in new[] { "prod-kubernetes", "olympus", "fides", "fides-dev", "dev", "local" })
        {
            var stack = await EvaluateAsync(name);
            var written = KubernetesManifests.Documents(stack, show: true);

            var parsed = Parsed(KubernetesManifests.Of(stack, show: true));

            Assert.Equal(new JsonArray([.. written.Select(document => document.DeepClone())]).ToJsonString(), parsed.ToJsonString());
            programs[name] = TypeScriptProgram.Of(parsed.Select(document => document!.AsObject()));
            programs[$"{name}-masked"] = TypeScriptProgram.Of(KubernetesManifests.Documents(stack, show: false));
        }

        Assert.Equal("", TypeScriptCompiler.Check(Workspace.Root, programs));
    }

    private static async Task<EvaluatedStack> EvaluateAsync(string name)
    {
        var session = new Session(TextWriter.Null, TextWriter.Null, TimeProvider.System);
        return await StackEvaluator.EvaluateAsync(LocalStack.ForPreview(session, StackFile.Load(Workspace, name)), new DateOnly(2026, 11, 20));
    }

    private static JsonArray Parsed(string text)
    {
        var folder = NodePackages.Install(Workspace.Root);
        File.WriteAllText(Path.Combine(folder, "manifests.yaml"), text);
        var (code, output) = NodePackages.Run(folder, "node", "-e", Parse);
        Assert.True(code == 0, output);
        return JsonNode.Parse(output)!.AsArray();
    }
}
