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
        foreach (var (name, stack) in await EvaluateAsync())
        {
            var written = KubernetesManifests.Documents(stack, show: true);

            var parsed = Parsed(KubernetesManifests.Of(stack, show: true));

            Assert.Equal(new JsonArray([.. written.Select(document => document.DeepClone())]).ToJsonString(), parsed.ToJsonString());
            programs[name] = TypeScriptProgram.Of(parsed.Select(document => document!.AsObject()));
            programs[$"{name}-masked"] = TypeScriptProgram.Of(KubernetesManifests.Documents(stack, show: false));
        }

        Assert.Equal("", TypeScriptCompiler.Check(Workspace.Root, programs));
    }

    private static async Task<Dictionary<string, EvaluatedStack>> EvaluateAsync()
    {
        var session = new Session(TextWriter.Null, TextWriter.Null, TimeProvider.System);
        var files = new[] { "prod-kubernetes", "olympus", "fides", "fides-dev", "dev", "local" }.ToDictionary(name => name, name => StackFile.Load(Workspace, name));
        files["issuer"] = Changed("issuer", "ClusterIssuer/internal");
        files["query"] = Changed("auth", "query");
        files["deployment"] = Changed("peering", false);
        files["processes"] = Changed("processes", 2);
        files["pem"] = StackFile.Load(Workspace, "prod-kubernetes");
        files["pem"].Config["infra:tls"] = new JsonObject { ["certificate"] = "A\n", ["privateKey"] = "B: {\n", ["databaseCa"] = "C" };
        var stacks = new Dictionary<string, EvaluatedStack>();
        foreach (var (name, file) in files)
            stacks[name] = await StackEvaluator.EvaluateAsync(LocalStack.ForPreview(session, file), new DateOnly(2026, 11, 20));
        return stacks;
    }

    /// <summary>The stack of production with another choice for its pooler.</summary>
    private static StackFile Changed(string key, JsonNode value)
    {
        var file = StackFile.Load(Workspace, "prod-kubernetes");
        file.Specification!["pooler"]![key] = value;
        // What is asked for besides must fit all the same.
        file.Specification["pooler"]!["settings"] = new JsonObject { ["default_pool_size"] = 5 };
        return file;
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
