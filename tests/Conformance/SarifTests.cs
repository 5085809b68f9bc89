using System.Text.Json.Nodes;
using Infra.Cli;
using Infra.Cli.Commands;
using Infra.Cli.Configuration;

namespace Infra.Conformance;

/// <summary>Findings as SARIF against the JSON schema of SARIF 2.1.0, as npm has it.</summary>
public sealed class SarifTests : IDisposable
{
    private const string Validate = """
        const Ajv = require("ajv");
        const text = require("fs").readFileSync("node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json", "utf8");
        // Names that older drafts gave to parts of a schema; nothing refers to them.
        const schema = JSON.parse(text, (key, value) => key === "id" && typeof value === "string" || key === "$schema" && typeof value === "string" ? undefined : value);
        // Its patterns are older than the rules for Unicode in patterns.
        const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false }).compile(schema);
        validate(JSON.parse(require("fs").readFileSync("check.sarif", "utf8")));
        console.log((validate.errors ?? []).map(error => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`).join("\n"));
        """;

    private const string Overrun = """
        config:
          infra:pooling:
            target: kubernetes
            database: {name: app, user: app, host: db.example.com, maxConnections: 100}
            pooler: {settings: {default_pool_size: 50}}
            workloads:
              - {name: api, replicas: 2, pool: {size: 10}}
        """;

    private const string Proxy = """
        {"deployment": {"resources": [
          {"urn": "urn:pulumi:prod::shop::aws:rds/proxy:Proxy::one", "type": "aws:rds/proxy:Proxy", "inputs": {"requireTls": false}, "sourcePosition": "project:///Program.cs#12,5"},
          {"urn": "urn:pulumi:prod::shop::aws:rds/proxy:Proxy::two", "type": "aws:rds/proxy:Proxy", "inputs": {"requireTls": false}}]}}
        """;

    private const string Waivers = "waivers: [{rule: rdsproxy-tls, resource: two, owner: team, reason: a legacy client, until: 2030-01-01}]";

    private readonly string _root = Directory.CreateTempSubdirectory("infra-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [NpmFact]
    public async Task Check_WithEveryKindOfFinding_SatisfiesTheSchema()
    {
        Write("stacks/config/Pulumi.app.yaml", Overrun);
        Write("policies.yaml", Waivers);
        Write("baseline.json", await CheckAsync("json"));

        var now = await CheckAsync("sarif");
        var compared = await CheckAsync("sarif", "--baseline", Path.Combine(_root, "baseline.json"));

        Assert.Contains("\"artifactChanges\"", now, StringComparison.Ordinal);
        Assert.Contains("\"suppressions\"", now, StringComparison.Ordinal);
        Assert.Contains("\"baselineState\": \"unchanged\"", compared, StringComparison.Ordinal);
        Assert.Equal("", Complaints(now));
        Assert.Equal("", Complaints(compared));
    }

    [NpmFact]
    public async Task Check_WithAPropertyThatSarifDoesNotKnow_IsRefused()
    {
        Write("stacks/config/Pulumi.app.yaml", Overrun);
        Write("policies.yaml", Waivers);
        var sarif = JsonNode.Parse(await CheckAsync("sarif"))!;
        sarif["runs"]![0]!["results"]![0]!["colour"] = "red";

        Assert.Equal("/runs/0/results/0 must NOT have additional properties {\"additionalProperty\":\"colour\"}", Complaints(sarif.ToJsonString()));
    }

    private async Task<string> CheckAsync(string format, params string[] more)
    {
        var state = Write("state.json", Proxy);
        using var output = new StringWriter();
        using var error = new StringWriter();
        await CommandLine.RunAsync(["check", "app", "--state", state, "--format", format, "--today", "2029-12-01", .. more], new Session(output, error, TimeProvider.System, new Workspace(_root)));
        Assert.Equal("", error.ToString());
        return output.ToString();
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Complaints(string sarif)
    {
        var folder = NodePackages.Install(Workspace.Find(AppContext.BaseDirectory, named: null).Root);
        File.WriteAllText(Path.Combine(folder, "check.sarif"), sarif);
        var (code, output) = NodePackages.Run(folder, "node", "-e", Validate);
        Assert.True(code == 0, output);
        return output;
    }
}
