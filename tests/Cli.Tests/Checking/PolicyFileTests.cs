using System.Text.Json.Nodes;

namespace Infra.Cli.Tests.Checking;

/// <summary>Levels, thresholds and waivers by file and by stack.</summary>
public sealed class PolicyFileTests : IDisposable
{
    private const string Stack = "dev";

    private readonly Project _project = new();
    private readonly string _state;

    public PolicyFileTests() => _state = _project.Write("state.json", Files.State(new JsonObject
    {
        ["urn"] = "urn:pulumi:prod::shop::aws:rds/proxy:Proxy::one",
        ["type"] = "aws:rds/proxy:Proxy",
        ["inputs"] = new JsonObject { ["requireTls"] = false },
    }));

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("rdsproxy-tls: advisory", "advisory", 0)]
    [InlineData("rdsproxy-tls: {enforcementLevel: advisory}", "advisory", 0)]
    [InlineData("all: advisory", "advisory", 0)]
    [InlineData("all: {undecided: mandatory}", "mandatory", 1)]
    [InlineData("rdsproxy-tls: disabled", null, 0)]
    public async Task File_Level_Counts(string rule, string? level, int code)
    {
        _project.Write("policies.yaml", $"rules: {{{rule}}}");

        var result = await _project.RunAsync("check", "--json", "--state", _state);

        Assert.Equal((level, code), (Level(result), result.Code));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("rules: {all: {undecided: mandatory}}", 1)]
    public async Task File_UndecidedOfAll_FailsABudgetThatCannotBeTold(string rules, int code)
    {
        _project.Write("policies.yaml", rules);
        var claim = Files.Claim();
        claim["inputs"]!["maxReplicas"] = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
        var state = _project.Write("unknown.json", Files.State(claim));
        // The server of this one does not say how many connections it takes.
        _project.Specified(Stack, Project.Specification.Replace(", maxConnections: 100", "", StringComparison.Ordinal));

        Assert.Equal(code, (await _project.RunAsync("check", "--state", state)).Code);
        Assert.Equal(code, (await _project.RunAsync("check", Stack)).Code);
    }

    [Fact]
    public async Task Config_Named_IsReadInPlaceOfTheProjects()
    {
        _project.Write("policies.yaml", "rules: {rdsproxy-tls: disabled}");

        Assert.Equal(1, (await _project.RunAsync("check", "--state", _state, "--config", _project.Write("other.yaml", ""))).Code);
    }

    [Fact]
    public async Task Config_NoSuchFile_IsRefused() => (await _project.RunAsync("check", "--state", _state, "--config", "none.yaml")).Refused(2,
        "error: none.yaml cannot be read: there is no such file; fix: name a readable file of rules and waivers\n");

    [Fact]
    public async Task File_EveryFault_AtOnce()
    {
        _project.Write("policies.yaml",
            """
            rdsproxy-tls: disabled
            rules:
              rdsproxy-tls: strict
            waivers:
              - {rule: rdsproxy-tls, until: tomorrow}
            """);

        (await _project.RunAsync("check", "--state", _state)).Refused(2,
            """
            error: policies.yaml has 3 faults:
              `rdsproxy-tls`: is not known; allowed: rules, waivers; fix: move it below `rules`
              `rules.rdsproxy-tls`: is no level (received "strict"); allowed: one of disabled, advisory, mandatory, remediate; fix: write one of them
              `waivers[0].until`: is not a day of the calendar (received "tomorrow"); allowed: a day as yyyy-MM-dd; fix: write it as `2030-12-31`

            """);
    }

    [Fact]
    public async Task Stack_Faults_NameTheStacksFile()
    {
        _project.Specified(Stack, more: "  infra:policies: {rules: {budget-delta: {percent: -1}}}\n");

        (await _project.RunAsync("check", Stack)).Refused(2,
            """
            error: stacks/config/Pulumi.dev.yaml has 1 fault:
              `infra:policies.rules.budget-delta.percent`: cannot be used (received -1); allowed: a whole number from 0 to 1000; fix: write such a value, or leave it out for 20

            """);
    }

    [Fact]
    public async Task Stack_Level_WinsOverTheFileForThatStackOnly()
    {
        // Two pods of forty connections leave less than a fifth of 87 free.
        var tight = Project.Specification + "\npooler: {replicas: {min: 2, max: 2, surge: 0}, settings: {default_pool_size: 40}}";
        _project.Write("policies.yaml", "rules: {budget-headroom: mandatory}");
        _project.Specified(Stack, tight, "  infra:policies: {rules: {budget-headroom: disabled}}\n").Specified("prod", tight);

        var result = await _project.RunAsync("check", "--json");

        Assert.Equal(
            ["prod mandatory"],
            result.Json["findings"]!.AsArray().Where(finding => finding!["rule"]!.ToString() == "budget-headroom").Select(finding => $"{finding!["stack"]} {finding["level"]}"));
    }

    [Fact]
    public async Task Waiver_InTheFile_IsPrintedInEveryFormat()
    {
        _project.Write("policies.yaml",
            """
            waivers:
              - rule: rdsproxy-tls
                resource: one
                owner: team-data
                reason: a client of 2009
                until: 2027-01-31
            """);

        foreach (var format in new[] { "text", "json", "markdown", "sarif", "junit", "github" })
        {
            var result = await _project.RunAsync("check", "--state", _state, "--format", format);

            result.Fine();
            Assert.Contains("a client of 2009", result.Output, StringComparison.Ordinal);
            Assert.Contains("team-data", result.Output, StringComparison.Ordinal);
            Assert.Contains("2027-01-31", result.Output, StringComparison.Ordinal);
        }

        Assert.Equal(
            """[{"rule":"rdsproxy-tls","scope":"one","connections":null,"owner":"team-data","reason":"a client of 2009","until":"2027-01-31","file":"policies.yaml","line":2}]""",
            (await _project.RunAsync("check", "--state", _state, "--json")).Json["waivers"]!.ToJsonString());
    }

    // As the Pulumi engine takes them: one configuration for both.
    [Fact]
    public async Task Waiver_AmongTheParametersOfItsRule_Counts()
    {
        _project.Write("policies.yaml",
            """
            rules:
              waiver-valid:
                waivers:
                  - {rule: rdsproxy-tls, owner: me, reason: later, until: 2026-11-01}
            """);

        var waived = await _project.RunAsync("check", "--state", _state);
        waived.Fine();
        Assert.Contains("policies.yaml:4: waived rdsproxy-tls", waived.Output, StringComparison.Ordinal);
        Assert.Contains(
            "::error file=policies.yaml,line=4,title=waiver-valid::`rules.waiver-valid.waivers[0]`: the waiver of me for rdsproxy-tls ended on 2026-11-01; renew or remove it.\n",
            (await _project.RunAsync("check", "--state", _state, "--format", "github", "--today", "2026-11-02")).Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiver_AfterItsDay_FailsAtItsLine()
    {
        _project.Write("policies.yaml", "waivers:\n  - {rule: rdsproxy-tls, owner: me, reason: later, until: 2026-11-01}\n");

        Assert.Equal(0, (await _project.RunAsync("check", "--state", _state)).Code);
        var result = await _project.RunAsync("check", "--state", _state, "--format", "github", "--today", "2026-11-02");

        Assert.Equal(1, result.Code);
        Assert.Contains(
            "::error file=policies.yaml,line=2,title=waiver-valid::`waivers[0]`: the waiver of me for rdsproxy-tls ended on 2026-11-01; renew or remove it.\n",
            result.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiver_UnderAStack_FailsAtItsLineWhenUnused()
    {
        _project.Specified(Stack, more: "  infra:policies:\n    waivers:\n      - {rule: rdsproxy-tls, owner: me, reason: later, until: 2027-01-01}\n");

        var finding = Assert.Single((await _project.RunAsync("check", Stack, "--json")).Json["findings"]!.AsArray(), finding => finding!["rule"]!.ToString() == "waiver-valid")!;

        Assert.Equal(
            "stacks/config/Pulumi.dev.yaml:9 `infra:policies.waivers[0]`: the waiver of me covers nothing: rdsproxy-tls holds, or another waiver covers it; "
            + "remove it (what a specification overruns is waived in its own `budget.waivers`).",
            $"{finding["file"]}:{finding["line"]} {finding["message"]}");
    }

    [Theory]
    [InlineData("2026-13-01")]
    [InlineData("tomorrow")]
    public async Task Today_NoDay_IsRefused(string day) => (await _project.RunAsync("check", "--today", day)).Refused(2,
        $"""
        error: --today: {day} is not a day; allowed: a day as yyyy-MM-dd
        see: ./infra check --help

        """);

    private static string? Level(Result result) =>
        result.Json["findings"]!.AsArray().SingleOrDefault(finding => finding!["rule"]!.ToString() == "rdsproxy-tls")?["level"]!.ToString();
}
