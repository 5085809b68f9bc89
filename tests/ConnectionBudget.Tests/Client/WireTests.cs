using System.Text.Json.Nodes;
using Infra.Conformance;
using static Infra.ConnectionBudget.Tests.Client.Fixtures;

namespace Infra.ConnectionBudget.Tests.Client;

/// <summary>Values that are no plain JSON, many resources, many calls.</summary>
public class WireTests
{
    [NpmFact]
    public async Task Analyze_SecretValues_AreJudgedAndNotShown()
    {
        var secretFalse = """{"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "value": false}""";
        var answers = await NodeClient.CallAsync($"[{Analyze(Proxy($$"""{"requireTls": {{secretFalse}}, "name": {{SecretText}} }"""))}]");

        Assert.Equal(["rdsproxy-tls"], Rules(answers[0]!));
    }

    [NpmFact]
    public async Task Analyze_SecretWhereItCannotBeRead_IsNotShown()
    {
        var pooler = Resource("kubernetes:core/v1:ConfigMap", "pooler", $$"""{"metadata": {"name": "pooler"}, "data": {"pgbouncer.ini": {{SecretText}}} }""");
        var answers = await NodeClient.CallAsync($$"""
            [{{Analyze(pooler)}}, {{Analyze(Proxy($$"""{"requireTls": {{SecretText}} }"""))}}, {"method": "analyzeStack", "request": [{{pooler}}]}]
            """);

        // NodeClient looks for the secret in everything that came back.
        Assert.All(answers, answer => Assert.NotNull(answer!["answer"]));
    }

    [NpmFact]
    public async Task Configure_SecretInAFault_IsNotShown()
    {
        var answers = await NodeClient.CallAsync($$"""
            [{"method": "configure", "request": {"rdsproxy-tls": {"enforcementLevel": "mandatory", "undecided": {{SecretText}} } } }]
            """);

        Assert.Equal(
            "`rdsproxy-tls.undecided`: is no level (received [secret]); allowed: one of disabled, advisory, mandatory, remediate; fix: write one of them",
            (string?)answers[0]!["details"]);
    }

    [NpmTheory]
    [InlineData("\"1c4a061d-8072-4f0a-a4cb-0ff528b18fe7\"")]
    [InlineData(Unknown)]
    [InlineData("""{"4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4"}""")]
    [InlineData("""{"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "value": "04da6b54-80e4-46f7-96ec-b56ff0331ba9"}""")]
    [InlineData("""{"4dabf18193072939515e22adb298388d": "5cf8f73096256a8f31e491e813e4eb8e", "urn": "urn:x", "id": "04da6b54-80e4-46f7-96ec-b56ff0331ba9"}""")]
    [InlineData("""{"4dabf18193072939515e22adb298388d": "ffffffffffffffffffffffffffffffff", "value": true}""")]
    public async Task Analyze_EveryFormOfUnknown_IsUndecided(string value)
    {
        var answers = await NodeClient.CallAsync($"[{Analyze(Proxy($$"""{"requireTls": {{value}} }"""))}]");

        var diagnostic = answers[0]!["answer"]!["diagnosticsList"]!.AsArray().Single()!;
        Assert.EndsWith($"it depends on `{Urn("aws:rds/proxy:Proxy", "main")}#requireTls`.", (string?)diagnostic["message"], StringComparison.Ordinal);
    }

    [NpmTheory]
    [InlineData("""{"4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4", "value": true, "dependencies": ["urn:x"]}""")]
    [InlineData("""{"4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4", "value": true, "secret": true}""")]
    [InlineData("""{"4dabf18193072939515e22adb298388d": "5cf8f73096256a8f31e491e813e4eb8e", "urn": "urn:x", "id": "true"}""")]
    public async Task Analyze_OutputsAndReferences_AreTheirValues(string value)
    {
        var answers = await NodeClient.CallAsync($"[{Analyze(Proxy($$"""{"requireTls": {{value}} }"""))}]");

        Assert.Empty(Rules(answers[0]!));
    }

    [NpmFact]
    public async Task AnalyzeStack_TwentyThousandResources_AreJudgedInOneCall()
    {
        var proxy = Proxy("""{"requireTls": true, "name": "proxy-#", "tags": {"team": "orders"}}""", "p-#");
        var answers = await NodeClient.CallAsync($$"""
            [{"method": "analyzeStack", "request": [{{proxy[..^1]}}, "times": 20000}, {{proxy.Replace("#", "19999", StringComparison.Ordinal)}}]}]
            """);

        var diagnostic = answers[0]!["answer"]!["diagnosticsList"]!.AsArray().Single(entry => (string?)entry!["policyname"] == "resources-readable")!;
        Assert.Equal(Urn("aws:rds/proxy:Proxy", "p-19999"), (string?)diagnostic["urn"]);
    }

    [NpmFact]
    public async Task Calls_AtTheSameTime_AreEachAnsweredForTheirResource()
    {
        var calls = Enumerable.Range(0, 200).Select(index => Analyze(Proxy($"{{\"requireTls\": {(index % 2 == 0 ? "true" : "false")}}}", $"p-{index}")));
        var answers = (await NodeClient.CallAsync($"[[{string.Join(", ", calls)}]]"))[0]!.AsArray();

        Assert.Equal(
            Enumerable.Range(0, 200).Select(index => index % 2 == 0 ? "" : Urn("aws:rds/proxy:Proxy", $"p-{index}")),
            answers.Select(answer => (string?)answer!["answer"]!["diagnosticsList"]!.AsArray().SingleOrDefault()?["urn"] ?? ""));
    }

    [NpmFact]
    public async Task AnalyzeStack_InputsOfAnalyze_LieBeneathTheOutputs()
    {
        // A component answers nothing: what it asks for is all that there is.
        var claim = Resource("pooling:index:ConnectionClaim", "nightly", """{"host": "db.example.com", "processes": "many"}""");
        var bare = Resource("pooling:index:ConnectionClaim", "nightly", "{}");
        var answers = await NodeClient.CallAsync($$"""
            [{{Analyze(claim)}}, {"method": "analyzeStack", "request": [{{bare}}]}, {"method": "configureStack", "request": {"stack": "dev"} },
             {"method": "analyzeStack", "request": [{{bare}}]}]
            """);

        var (with, without) = (Messages(answers[1]!), Messages(answers[3]!));
        Assert.Contains(with, message => message.StartsWith("`processes`", StringComparison.Ordinal) && message.Contains("many", StringComparison.Ordinal));
        Assert.NotEqual(with, without);
    }

    private static IEnumerable<string> Rules(JsonNode answer) =>
        answer["answer"]!["diagnosticsList"]!.AsArray().Select(diagnostic => (string)diagnostic!["policyname"]!);

    private static IEnumerable<string> Messages(JsonNode answer) =>
        answer["answer"]!["diagnosticsList"]!.AsArray().Select(diagnostic => (string)diagnostic!["message"]!);

    private static string Analyze(string resource) => $$"""{"method": "analyze", "request": {{resource}} }""";
}
