using System.Text.Json.Nodes;

namespace Infra.Cli.Tests.Checking;

/// <summary>Stacks of this repository, judged in this process.</summary>
public sealed class CheckTests : IDisposable
{
    /// <summary>Four pods of fifty connections at a rollout, and 87 to be had.</summary>
    private const string Overrun = """
        target: kubernetes
        database: {name: app, user: app, host: db.example.com, maxConnections: 100}
        pooler:
          replicas: {min: 2, max: 2, surge: 1}
          settings: {default_pool_size: 50}
        workloads:
          - {name: api, replicas: 2, pool: {size: 10}}
        """;

    private readonly Project _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Check_EveryShippedStack_RaisesNoFalseAlarm()
    {
        using var shipped = Project.WithShippedStacks();

        var result = await shipped.RunAsync("check", "--json");

        Assert.Equal([], result.Json["findings"]!.AsArray().Where(finding => finding!["level"]!.ToString() != "advisory").Select(finding => finding!["message"]!.ToString()));
        Assert.Equal(Infra.Cli.Configuration.StackFile.Names(Project.Shipped), result.Json["stacks"]!.AsArray().Select(stack => stack!["name"]!.ToString()));
        Assert.All(
            result.Json["budgets"]!.AsArray().SelectMany(budget => budget!["scenarios"]!.AsArray()), scenario => Assert.Equal("within", scenario!["verdict"]!.ToString()));
        result.Fine();
    }

    [Fact]
    public async Task Check_Named_ChecksThatStackOnly()
    {
        _project.Specified("dev").Specified("prod", Overrun);

        var result = await _project.RunAsync("check", "dev", "--json");

        result.Fine();
        Assert.Equal("""[{"name":"dev","source":"program","file":"stacks/config/Pulumi.dev.yaml","resources":11,"judged":7}]""", result.Json["stacks"]!.ToJsonString());
    }

    [Fact]
    public async Task Check_NoStack_IsRefused() => (await _project.RunAsync("check")).Refused(2,
        "error: there is no stack; fix: write stacks/config/Pulumi.<stack>.yaml, or name files with --preview-json or --state\n");

    [Fact]
    public async Task Check_UnknownStack_IsRefused() => (await _project.Specified("dev").RunAsync("check", "prod")).Refused(2,
        "error: there is no stack `prod`; allowed: dev; fix: name one of them, or write stacks/config/Pulumi.prod.yaml\n");

    [Fact]
    public async Task Check_FaultySpecification_NamesTheFileOfTheStack()
    {
        _project.Specified("dev").Specified("prod", "target: kubernets");

        var result = await _project.RunAsync("check");

        Assert.Equal(2, result.Code);
        Assert.StartsWith("error: stacks/config/Pulumi.prod.yaml: infra:pooling has 3 faults:\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Overrun_FailsAtTheLineThatDecides()
    {
        var result = await _project.Specified("prod", Overrun).RunAsync("check", "--json");

        Assert.Equal(1, result.Code);
        Assert.Equal("failed", result.Json["verdict"]!.ToString());
        var finding = Findings(result, "budget-within-capacity").First();
        Assert.Equal(
            """{"rule":"budget-within-capacity","kind":"violation","level":"mandatory","stack":"prod","urn":"urn:pulumi:prod::infra::pulumi:pulumi:Stack::infra-prod","path":"pooler.settings.default_pool_size","file":"stacks/config/Pulumi.prod.yaml","line":7,"before":null,"waived":false}""",
            Only(finding, "rule", "kind", "level", "stack", "urn", "path", "file", "line", "before", "waived"));
        Assert.Equal(
            ["pooler.settings.default_pool_size 50 21", "database.maxConnections 100 213"],
            finding["fixes"]!.AsArray().Select(fix => $"{fix!["path"]} {fix["from"]} {fix["to"]}"));
    }

    [Fact]
    public async Task Check_OfferedFix_Passes()
    {
        _project.Specified("prod", Overrun.Replace("default_pool_size: 50", "default_pool_size: 21", StringComparison.Ordinal));

        Assert.Equal(0, (await _project.RunAsync("check")).Code);
    }

    [Fact]
    public async Task Check_WaiverOfTheSpecification_IsPrinted()
    {
        _project.Specified("prod", Overrun + """

            budget:
              waivers:
                - {scenario: steady, connections: 20, owner: team-data, reason: moving, until: 2027-01-31}
                - {scenario: peak, connections: 20, owner: team-data, reason: moving, until: 2027-01-31}
                - {scenario: rollout, connections: 115, owner: team-data, reason: moving, until: 2027-01-31}
                - {scenario: failover, connections: 20, owner: team-data, reason: moving, until: 2027-01-31}
            """);

        var result = await _project.RunAsync("check");

        result.Fine();
        Assert.Contains(
            "stacks/config/Pulumi.prod.yaml:14: waived budget-within-capacity of prod at rollout: +115 until 2027-01-31, team-data: moving\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith(" 4 waivers in force, 6 of 10 resources judged\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Twice_IsEqualToTheByte()
    {
        _project.Specified("dev").Specified("prod", Overrun);

        foreach (var format in new[] { "text", "json", "markdown", "sarif", "junit", "github" })
            Assert.Equal((await _project.RunAsync("check", "--format", format)).Output, (await _project.RunAsync("check", "--format", format)).Output);
    }

    [Fact]
    public async Task Sarif_FixesOfWrittenNumbers_MakeTheStackFit()
    {
        var sarif = JsonNode.Parse((await _project.Specified("prod", Overrun).RunAsync("check", "--format", "sarif")).Output)!;
        var written = await File.ReadAllLinesAsync(Path.Combine(_project.Root, "stacks/config/Pulumi.prod.yaml"));
        var fixes = sarif["runs"]![0]!["results"]!.AsArray().First(result => result!["level"]!.ToString() == "error")!["fixes"]!.AsArray();

        Assert.Equal(
            ["`pooler.settings.default_pool_size` 50 → 21", "`database.maxConnections` 100 → 213"], fixes.Select(fix => fix!["description"]!["text"]!.ToString()));
        foreach (var change in fixes.Select(fix => fix!["artifactChanges"]!.AsArray().Single()!))
        {
            Assert.Equal("stacks/config/Pulumi.prod.yaml", change["artifactLocation"]!["uri"]!.ToString());
            var (region, text) = (change["replacements"]![0]!["deletedRegion"]!, change["replacements"]![0]!["insertedContent"]!["text"]!.ToString());
            int Number(string name) => region[name]!.GetValue<int>() - 1;
            var line = written[Number("startLine")];
            _project.Write("stacks/config/Pulumi.prod.yaml", string.Join('\n', written.Index().Select(entry =>
                entry.Index == Number("startLine") ? line[..Number("startColumn")] + text + line[Number("endColumn")..] : entry.Item)));

            (await _project.RunAsync("check", "prod")).Fine();
        }
    }

    [Fact]
    public async Task Sarif_FixOfANumberThatIsNotWritten_IsOnlyTold()
    {
        // 20 copies are the fewest and the most, and `max` stands nowhere.
        var overrun = Project.Specification.Replace("replicas: 2, pool", "replicas: 20, route: direct, pool", StringComparison.Ordinal);

        var sarif = JsonNode.Parse((await _project.Specified("prod", overrun).RunAsync("check", "--format", "sarif")).Output)!;

        var result = sarif["runs"]![0]!["results"]!.AsArray().First(result => result!["level"]!.ToString() == "error")!;
        Assert.Contains("`workloads[0].replicas.max` 20 → ", result["message"]!["text"]!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(result["fixes"]!.AsArray(), fix => fix!["description"]!["text"]!.ToString().Contains("replicas", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Format_BesideJson_IsRefused() => (await _project.RunAsync("check", "--json", "--format", "sarif")).Refused(2,
        """
        error: --json and --format exclude each other; name one of them
        see: ./infra check --help

        """);

    private static IEnumerable<JsonNode> Findings(Result result, string rule) =>
        result.Json["findings"]!.AsArray().Where(finding => finding!["rule"]!.ToString() == rule).Select(finding => finding!);

    private static string Only(JsonNode node, params string[] names) => new JsonObject(names.Select(name => KeyValuePair.Create(name, node[name]?.DeepClone()))).ToJsonString();
}
