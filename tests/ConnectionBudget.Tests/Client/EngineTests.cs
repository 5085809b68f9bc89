using System.Text.Json.Nodes;
using Infra.Conformance;
using Infra.Policies.Rules;
using static Infra.ConnectionBudget.Tests.Client.Fixtures;

namespace Infra.ConnectionBudget.Tests.Client;

/// <summary>What Pulumi's own conformance tests ask of a policy pack, case by case, of this one.</summary>
public class EngineTests
{
    private const string TlsMessage = "the proxy takes clients without TLS; set requireTls to true.";

    /// <summary>The level that the engine's protocol numbers.</summary>
    private const int Advisory = 0, Mandatory = 1;

    [NpmFact]
    public async Task Boot_CallsOfTheEngine_AreAnswered()
    {
        var answers = await NodeClient.CallAsync("""
            [{"method": "handshake", "request": {"engineAddress": "127.0.0.1:1", "rootDirectory": "pack", "programDirectory": "pack"}},
             {"method": "configureStack", "request": {"stack": "dev"}},
             {"method": "getPluginInfo"}]
            """);

        Same("""[{"answer": {}}, {"answer": {}}, {"answer": {"version": "0.1.0"}}]""", answers);
    }

    [NpmFact]
    public async Task GetAnalyzerInfo_Pack_ListsEveryRule()
    {
        var info = (await NodeClient.CallAsync("""[{"method": "getAnalyzerInfo"}]"""))[0]!["answer"]!;

        Assert.Equal(("connection-budget", "0.1.0", true), ((string?)info["name"], (string?)info["version"], (bool)info["supportsconfig"]!));
        var policies = info["policiesList"]!.AsArray();
        Assert.Equal(RulePack.All.Select(rule => rule.Id), policies.Select(policy => (string?)policy!["name"]));
        var tls = policies.Single(policy => (string?)policy!["name"] == "rdsproxy-tls")!;
        Assert.Equal((Mandatory, 4, 1), ((int)tls["enforcementlevel"]!, (int)tls["severity"]!, (int)tls["policyType"]!));
        Assert.Equal("RDS Proxy refuses clients without TLS.", (string?)tls["description"]);
        Assert.Equal(
            "Set `requireTls: true`. With the level `remediate` that is done for you. Example: `aws:rds:Proxy` without `requireTls`. "
            + "Source: AWS Security Hub, control RDS.43; Amazon RDS User Guide, \"Using TLS/SSL with RDS Proxy\".",
            (string?)tls["remediationSteps"]);
        // A relative one would lead nowhere.
        Assert.Equal("", (string?)tls["url"]);
        Same("""{"type": "string", "enum": ["disabled", "advisory", "mandatory", "remediate"]}""", Without(tls["configSchema"]!["undecided"]!, "description"));
    }

    // policy_simple
    [NpmFact]
    public async Task Analyze_Violation_IsADiagnosticOfTheResource()
    {
        var answers = await NodeClient.CallAsync($"[{Call("analyze", Proxy("{}"))}, {Call("analyze", Proxy("""{"requireTls": true}"""))}]");

        Same(
            $$"""
            {"policyname": "rdsproxy-tls", "policypackname": "connection-budget", "policypackversion": "0.1.0",
             "description": "RDS Proxy refuses clients without TLS.", "message": "`requireTls`: {{TlsMessage}}",
             "enforcementlevel": 1, "urn": "urn:pulumi:dev::orders::aws:rds/proxy:Proxy::main", "severity": 4}
            """,
            Diagnostics(answers[0]!).Single(diagnostic => (string?)diagnostic!["policyname"] == "rdsproxy-tls")!);
        Assert.DoesNotContain(Told(answers[1]!), told => told.StartsWith("rdsproxy-tls", StringComparison.Ordinal));
    }

    [NpmFact]
    public async Task Analyze_ResourceOfNoRule_EveryRuleOfItsScopeIsNotApplicable()
    {
        var answer = (await NodeClient.CallAsync($"[{Call("analyze", Resource("random:index/pet:Pet", "pet", "{}"))}]"))[0]!;

        Assert.Empty(Diagnostics(answer));
        Assert.Equal(
            RulePack.All.Where(rule => rule.Scope == RuleScope.Resource).Select(rule => rule.Id),
            answer["answer"]!["notApplicableList"]!.AsArray().Select(entry => (string?)entry!["policyName"]));
    }

    // policy_enforcement_config
    [NpmFact]
    public async Task Configure_Level_IsThatOfTheDiagnostics()
    {
        var proxy = Call("analyze", Proxy("{}"));
        var answers = await NodeClient.CallAsync($"[{Level("advisory")}, {proxy}, {Level("disabled")}, {proxy}, {Level("remediate")}, {proxy}, {Level("mandatory")}, {proxy}]");

        Assert.Equal(
            [Advisory, Mandatory, Mandatory],
            answers.SelectMany(answer => Diagnostics(answer!)).Where(diagnostic => (string?)diagnostic!["policyname"] == "rdsproxy-tls").Select(diagnostic => (int)diagnostic!["enforcementlevel"]!));

        static string Level(string level) => Call("configure", $$"""{"rdsproxy-tls": {"enforcementLevel": "{{level}}"} }""");
    }

    // What the engine makes of {"all": {"enforcementLevel": "mandatory", "undecided": "mandatory"}}: a level for every policy, and `all` itself.
    [NpmFact]
    public async Task Configure_UndecidedOfAll_CountsWhereARuleDoesNotSay()
    {
        var undecided = Call("analyze", Proxy($$"""{"requireTls": {{Unknown}}}"""));
        var answers = await NodeClient.CallAsync($"[{All("")}, {undecided}, {All(", \"undecided\": \"advisory\"")}, {undecided}]");

        Assert.StartsWith($"rdsproxy-tls {Mandatory} ", Assert.Single(Told(answers[1]!)), StringComparison.Ordinal);
        Assert.StartsWith($"rdsproxy-tls {Advisory} ", Assert.Single(Told(answers[3]!)), StringComparison.Ordinal);

        static string All(string more) => Call("configure", $$"""
            {"all": {"enforcementLevel": "mandatory", "undecided": "mandatory"}, "rdsproxy-tls": {"enforcementLevel": "mandatory"{{more}}} }
            """);
    }

    // policy_config, policy_config_schema, policy_invalid: what the engine's own check of the schema lets through
    [NpmFact]
    public async Task Configure_Fault_IsRefusedWithEveryFaultAndChangesNothing()
    {
        var answers = await NodeClient.CallAsync($$"""
            [{{Call("configure", """{"rdsproxy-tls": {"enforcementLevel": "advisory"}}""")}},
             {{Call("configure", """{"rdsproxy-tsl": {"enforcementLevel": "disabled"}, "rdsproxy-tls": {"enforcementLevel": "disabled", "undecided": 5}}""")}},
             {{Call("analyze", Proxy("{}"))}}]
            """);

        Assert.Equal(3, (int)answers[1]!["code"]!);
        Assert.Equal(
            "`rdsproxy-tls.undecided`: is no level (received 5); allowed: one of disabled, advisory, mandatory, remediate; fix: write one of them",
            ((string)answers[1]!["details"]!).Split('\n').Order(StringComparer.Ordinal).First());
        Assert.Contains("`rdsproxy-tsl`: is no rule; allowed: rdsproxy-tls", (string)answers[1]!["details"]!, StringComparison.Ordinal);
        Assert.Equal([$"rdsproxy-tls {Advisory} `requireTls`: {TlsMessage}"], Told(answers[2]!));
    }

    // policy_dryrun
    [NpmFact]
    public async Task Analyze_Unknown_IsUndecidedInAPreviewAndJudgedOnceItIsKnown()
    {
        var answers = await NodeClient.CallAsync($$"""
            [{{Call("configureStack", """{"stack": "dev", "dryRun": true}""")}}, {{Call("analyze", Proxy($$"""{"requireTls": {{Unknown}}}"""))}},
             {{Call("configureStack", """{"stack": "dev", "dryRun": false}""")}}, {{Call("analyze", Proxy("""{"requireTls": false}"""))}}]
            """);

        Assert.Equal(
            [$"rdsproxy-tls {Advisory} `requireTls`: whether the proxy refuses clients without TLS cannot be told; it depends on `{Urn("aws:rds/proxy:Proxy", "main")}#requireTls`."],
            Told(answers[1]!));
        Assert.Equal([$"rdsproxy-tls {Mandatory} `requireTls`: {TlsMessage}"], Told(answers[3]!));
    }

    // policy_stack_config, policy_stack_tags
    [NpmFact]
    public async Task ConfigureStack_ConfigurationAndTags_AreTakenAndNotShown()
    {
        var answers = await NodeClient.CallAsync($$$"""
            [{"method": "configureStack", "request": {"stack": "dev", "project": "orders", "organization": "acme", "dryRun": true,
              "config": {"orders:password": "{{{Secret}}}", "orders:size": "5"}, "configSecretKeys": ["orders:password"], "tags": {"owner": "data"} } },
             {{{Call("analyzeStack", $"[{Proxy("{}")}]")}}}]
            """);

        Same("""{"answer": {}}""", answers[0]!);
        Assert.Empty(Diagnostics(answers[1]!));
    }

    // policy_resource_metadata
    [NpmFact]
    public async Task AnalyzeStack_EverythingThatAResourceCanHave_IsRead()
    {
        var more = $$"""
            "parent": "{{Urn("pulumi:pulumi:Stack", "orders-dev")}}", "dependencies": ["{{Urn("aws:rds/instance:Instance", "db")}}"],
            "propertyDependencies": {"auths": ["{{Urn("aws:secretsmanager/secret:Secret", "s")}}"], "empty": []},
            "provider": {"type": "pulumi:providers:aws", "urn": "{{Urn("pulumi:providers:aws", "aws")}}", "name": "aws", "properties": {"token": {{SecretText}} } },
            "options": {"protect": true, "ignoreChanges": ["tags"], "deleteBeforeReplace": false, "additionalSecretOutputs": ["auths"],
              "aliases": ["urn:pulumi:dev::orders::aws:rds/proxy:Proxy::old"], "customTimeouts": {"create": 60.5}, "parent": "x"}
            """;
        var resource = Resource("aws:rds/proxy:Proxy", "main", """{"requireTls": false}""", more);

        var answers = await NodeClient.CallAsync($"[{Call("analyze", resource)}, {Call("analyzeStack", $"[{resource}]")}]");

        Assert.Equal([$"rdsproxy-tls {Mandatory} `requireTls`: {TlsMessage}"], Told(answers[0]!));
        Assert.Empty(Diagnostics(answers[1]!));
    }

    // policy_analyze_stack
    [NpmFact]
    public async Task AnalyzeStack_Violation_IsADiagnosticOfTheStack()
    {
        var answers = await NodeClient.CallAsync($"[{Call("analyzeStack", $"[{Proxy("{}")}]")}, {Call("analyzeStack", $"[{Proxy("{}")}, {Proxy("{}")}]")}]");

        Assert.Empty(Diagnostics(answers[0]!));
        Assert.Equal(
            [$"resources-readable {Mandatory} the URN stands there twice; the first one is judged; allowed: a tree of resources, each of which stands there once; fix: make the file anew."],
            Told(answers[1]!));
    }

    [NpmFact]
    public async Task Waivers_OfTheConfiguration_MakeTheirFindingsAdvisory()
    {
        var twice = Call("analyzeStack", $"[{Proxy("""{"requireTls": false}""")}]");
        var answers = await NodeClient.CallAsync($$"""
            [{{Call("configureStack", """{"stack": "dev"}""")}}, {{Configure("2026-11-20", "")}}, {{Call("analyze", Proxy("{}"))}}, {{twice}},
             {{Configure("2026-11-20", ", \"stack\": \"prod\"")}}, {{Call("analyze", Proxy("{}"))}}, {{twice}},
             {{Configure("2026-11-19", "")}}, {{Call("analyze", Proxy("{}"))}}, {{twice}}]
            """);

        Assert.Equal([$"rdsproxy-tls {Advisory} `requireTls`: {TlsMessage} team-data answers for it (until 2026-11-20): a client of 2009."], Told(answers[2]!));
        Assert.Empty(Told(answers[3]!));
        // Of another stack.
        Assert.Equal([$"rdsproxy-tls {Mandatory} `requireTls`: {TlsMessage}"], Told(answers[5]!));
        Assert.Empty(Told(answers[6]!));
        // It has ended: the finding stands, and the waiver is told once, with the stack.
        Assert.Equal([$"rdsproxy-tls {Mandatory} `requireTls`: {TlsMessage}"], Told(answers[8]!));
        Assert.Equal(
            [$"waiver-valid {Mandatory} `waiver-valid.waivers[0]`: the waiver of team-data for rdsproxy-tls ended on 2026-11-19; renew or remove it."], Told(answers[9]!));
        Assert.DoesNotContain(answers[9]!["answer"]!["notApplicableList"]!.AsArray(), entry => (string?)entry!["policyName"] == "waiver-valid");

        static string Configure(string until, string more) => Call("configure", $$"""
            {"waiver-valid": {"enforcementLevel": "mandatory", "waivers": [
              {"rule": "rdsproxy-tls", "owner": "team-data", "reason": "a client of 2009", "until": "{{until}}"{{more}} }]} }
            """);
    }

    [NpmFact]
    public async Task Waivers_OfAnOverrun_CoverSoManyConnections()
    {
        var answers = await NodeClient.CallAsync($"[{Configure(23)}, {Stack()}, {Configure(22)}, {Stack()}]");

        Assert.StartsWith($"budget-within-capacity {Advisory} ", Assert.Single(Told(answers[1]!), IsOverrun), StringComparison.Ordinal);
        Assert.EndsWith("The waiver of team-data covers 22 of the 23 too many.", Assert.Single(Told(answers[3]!), IsOverrun), StringComparison.Ordinal);
        Assert.StartsWith($"budget-within-capacity {Mandatory} ", Assert.Single(Told(answers[3]!), IsOverrun), StringComparison.Ordinal);

        static bool IsOverrun(string told) => told.StartsWith("budget-within-capacity ", StringComparison.Ordinal);
        static string Configure(int connections) => Call("configure", $$"""
            {"waiver-valid": {"enforcementLevel": "mandatory", "waivers": [{"rule": "budget-within-capacity", "connections": {{connections}}, "owner": "team-data",
              "reason": "moving", "until": "2026-12-31"}]} }
            """);
        static string Stack() => Call("analyzeStack", $$"""
            [{{Resource("pooling:index:ConnectionClaim", "api", """
                {"workload": "api", "database": "orders", "user": "orders", "route": "direct", "host": "db.example.com", "maxConnections": 100,
                 "minReplicas": 2, "maxReplicas": 12, "surge": "0", "processes": 1, "poolSize": 10}
                """)}}]
            """);
    }

    // policy_remediate
    [NpmFact]
    public async Task Remediate_LevelRemediate_PutsTheResourceRightAndLeavesTheRestAsItCame()
    {
        var rest = $$"""
            "name": {{Unknown}}, "__internal": 1, "auths": [{"iamAuth": "REQUIRED", "secretArn": "3eeb2bf0-c639-47a8-9e75-3b44932eb421"}],
            "file": {"4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", "text": "x"},
            "role": {"4dabf18193072939515e22adb298388d": "5cf8f73096256a8f31e491e813e4eb8e", "urn": "urn:x", "id": "role-1"},
            "secret": {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "value": "known"}
            """;
        var proxy = Proxy($$"""{"requireTls": false, {{rest}}}""");

        var answers = await NodeClient.CallAsync($$"""
            [{{Call("remediate", proxy)}},
             {{Call("configure", """{"rdsproxy-tls": {"enforcementLevel": "remediate"}}""")}},
             {{Call("remediate", proxy)}}, {{Call("remediate", Proxy("""{"requireTls": true}"""))}}, {{Call("remediate", Resource("random:index/pet:Pet", "pet", "{}"))}}]
            """);

        Assert.Empty(Remedies(answers[0]!));
        var remedy = Assert.Single(Remedies(answers[2]!))!;
        Assert.Equal(
            ("rdsproxy-tls", "connection-budget", "0.1.0", "`requireTls` is set to true, so that the proxy refuses clients without TLS."),
            ((string?)remedy["policyname"], (string?)remedy["policypackname"], (string?)remedy["policypackversion"], (string?)remedy["description"]));
        Same($$"""{"requireTls": true, {{rest}}}""", remedy["properties"]!);
        Assert.Empty(Remedies(answers[3]!));
        Assert.Empty(Remedies(answers[4]!));
    }

    private static JsonArray Remedies(JsonNode answer) => Answer(answer)["remediationsList"]!.AsArray();

    private static JsonArray Diagnostics(JsonNode answer) => Answer(answer)["diagnosticsList"]?.AsArray() ?? [];

    private static JsonNode Answer(JsonNode answer)
    {
        Assert.True(answer["answer"] is not null, $"the call failed: {answer.ToJsonString()}");
        return answer["answer"]!;
    }

    private static IEnumerable<string> Told(JsonNode answer) =>
        Diagnostics(answer).Select(diagnostic => $"{diagnostic!["policyname"]} {diagnostic["enforcementlevel"]} {diagnostic["message"]}");

    private static string Call(string method, string request) => $$"""{"method": "{{method}}", "request": {{request}}}""";

    private static JsonObject Without(JsonNode value, string name)
    {
        var copy = value.DeepClone().AsObject();
        Assert.True(copy.Remove(name));
        return copy;
    }

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"expected: {expected}\nactual: {actual.ToJsonString()}");
}
