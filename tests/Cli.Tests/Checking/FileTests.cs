using System.Text.Json.Nodes;

namespace Infra.Cli.Tests.Checking;

/// <summary>Previews and states: what is taken from them.</summary>
public sealed class FileTests : IDisposable
{
    private const string Unknown = "\"04da6b54-80e4-46f7-96ec-b56ff0331ba9\"";
    private const string Ciphertext = """{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","ciphertext":"v1:x"}""";

    private readonly Project _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task State_WithinCapacity_Passes() => Assert.Equal(80, await PeakAsync("--state", Files.State(Files.Claim())));

    [Fact]
    public async Task State_ClientsThatAPgBouncerTurnsAway_ComeWithFixes()
    {
        JsonObject[] stack =
        [
            Object("core/v1:ConfigMap", "files", new JsonObject { ["data"] = new JsonObject
            {
                ["pgbouncer.ini"] = "[databases]\norders = host=db.example.com user=orders\n[pgbouncer]\nmax_client_conn = 50\n",
            } }),
            Object("apps/v1:Deployment", "pooler", new JsonObject { ["spec"] = JsonNode.Parse("""
                {"template": {"metadata": {"labels": {"app": "pooler"}}, "spec": {"volumes": [{"configMap": {"name": "files"}}], "containers": [{"image": "pgbouncer:1.26.1"}]}}}
                """) }),
            Object("core/v1:Service", "pooler", new JsonObject { ["spec"] = JsonNode.Parse("""{"selector": {"app": "pooler"}}""") }),
            Object("apps/v1:Deployment", "api", new JsonObject { ["spec"] = JsonNode.Parse("""
                {"replicas": 6, "strategy": {"type": "Recreate"}, "template": {"spec": {"containers": [{"env": [
                  {"name": "DATABASE_URL", "value": "postgres://orders@pooler:6432/orders?pool_max_conns=10"}]}]}}}
                """) }),
        ];

        var result = await _project.RunAsync("check", "--json", "--state", _project.Write("state.json", Files.State(stack)));

        var finding = Assert.Single(result.Json["findings"]!.AsArray(), finding => finding!["rule"]!.ToString() == "pgbouncer-client-cap")!;
        Assert.Equal(
            ["api.replicas.max 6 → 5", "api.pool.size 10 → 8", "pooler.settings.max_client_conn 50 → 60"],
            finding["fixes"]!.AsArray().Select(fix => $"{fix!["path"]} {fix["from"]} → {fix["to"]}"));

        static JsonObject Object(string type, string name, JsonObject inputs)
        {
            inputs["metadata"] = new JsonObject { ["name"] = name };
            return new() { ["urn"] = $"urn:pulumi:prod::shop::kubernetes:{type}::{name}", ["custom"] = true, ["type"] = $"kubernetes:{type}", ["inputs"] = inputs };
        }
    }

    [Fact]
    public async Task State_ResourceWaitingToBeDeleted_IsLeftOut()
    {
        var gone = Files.Claim("gone");
        gone["delete"] = true;

        Assert.Equal(80, await PeakAsync("--state", Files.State(Files.Claim(), gone)));
    }

    [Fact]
    public async Task State_OutputsAndInputs_OutputsCount()
    {
        var claim = Files.Claim();
        claim["outputs"] = new JsonObject { ["maxReplicas"] = 9 };

        Assert.Equal(90, await PeakAsync("--state", Files.State(claim)));
    }

    [Fact]
    public async Task Preview_Create_CountsItsInputs() => Assert.Equal(80, await PeakAsync("--preview-json", Files.Preview(("create", Files.Claim()))));

    [Fact]
    public async Task Preview_Update_InputsCountOverOutputs()
    {
        var claim = Files.Claim(replicas: 9);
        claim["outputs"] = new JsonObject { ["maxReplicas"] = 8 };

        Assert.Equal(90, await PeakAsync("--preview-json", Files.Preview(("update", claim))));
    }

    [Fact]
    public async Task Preview_Replacement_CountsOnce() => Assert.Equal(80, await PeakAsync("--preview-json", Files.Preview(
        ("create-replacement", Files.Claim()), ("replace", Files.Claim()), ("delete-replaced", Files.Claim(replicas: 9)))));

    [Fact]
    public async Task Preview_Delete_IsLeftOut() => Assert.Equal(80, await PeakAsync("--preview-json", Files.Preview(
        ("same", Files.Claim()), ("delete", Files.Claim("gone")))));

    [Fact]
    public async Task PreviewAndState_OfOneStack_AreOneGraph()
    {
        var preview = _project.Write("preview.json", Files.Preview(2, ("update", Files.Claim(replicas: 3)), ("delete", Files.Claim("gone"))));
        var state = _project.Write("state.json", Files.State(Files.Claim(replicas: 9), Files.Claim("gone"), Files.Claim("worker", replicas: 4)));

        var result = await _project.RunAsync("check", "--json", "--preview-json", preview, "--state", state);

        Assert.Equal(0, result.Code);
        Assert.Equal(70, Peak(result));
        Assert.Equal("""[{"name":"prod","source":"preview and state","file":"preview.json","resources":2,"judged":2}]""", result.Json["stacks"]!.ToJsonString());
        Assert.DoesNotContain("input-complete", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "1 unchanged resource is")]
    [InlineData(12, "12 unchanged resources are")]
    public async Task Preview_WithoutUnchangedResources_SaysSo(int same, string counted)
    {
        var result = await _project.RunAsync("check", "--json", "--preview-json", _project.Write("preview.json", Files.Preview(same, ("create", Files.Claim()))));

        Assert.Equal(0, result.Code);
        var finding = Assert.Single(result.Json["findings"]!.AsArray(), finding => finding!["rule"]!.ToString() == "input-complete")!;
        Assert.Equal("advisory", finding["level"]!.ToString());
        Assert.Equal(
            $"`preview.json`: {counted} counted but not shown, so that their connections are not judged; "
            + "write it with `pulumi preview --json --show-sames`, or give the state too with --state.",
            finding["message"]!.ToString());
    }

    [Fact]
    public async Task Preview_Failed_FailsTheCheck()
    {
        var preview = JsonNode.Parse(Files.Preview(("create", Files.Claim())))!;
        preview["diagnostics"] = new JsonArray(new JsonObject { ["message"] = "no such region", ["severity"] = "error" });

        var result = await _project.RunAsync("check", "--json", "--preview-json", _project.Write("preview.json", preview.ToJsonString()));

        Assert.Equal(1, result.Code);
        Assert.Contains(
            "`preview.json`: the preview failed (line 1), so that resources may be missing; correct its error first.",
            result.Json["findings"]!.AsArray().Select(finding => finding!["message"]!.ToString()));
    }

    [Fact]
    public async Task State_Empty_SaysThatNothingWasJudged()
    {
        var result = await _project.RunAsync("check", "--json", "--state", _project.Write("state.json", """{"version": 3, "deployment": {"manifest": {}}}"""));

        Assert.Equal(0, result.Code);
        Assert.Equal(
            ["`state.json`: holds no resources, so that nothing was judged; name the file of a stack that has some."],
            result.Json["findings"]!.AsArray().Select(finding => finding!["message"]!.ToString()));
    }

    [Theory]
    [InlineData("--state", Ciphertext)]
    [InlineData("--state", Unknown)]
    [InlineData("--preview-json", "\"[secret]\"")]
    [InlineData("--preview-json", Unknown)]
    public async Task Replicas_SecretOrUnknown_AreUndecidedAndNeverWithin(string option, string value)
    {
        var claim = Files.Claim();
        claim["inputs"]!["maxReplicas"] = JsonNode.Parse(value);

        var result = await _project.RunAsync("check", "--json", option, _project.Write("file.json", option == "--state" ? Files.State(claim) : Files.Preview(("create", claim))));

        Assert.Equal("undecided", Scenario(result, "peak")["verdict"]!.ToString());
        Assert.Equal("""["urn:pulumi:prod::shop::pooling:index:ConnectionClaim::api#maxReplicas"]""", Scenario(result, "peak")["decidedBy"]!.ToJsonString());
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("markdown")]
    [InlineData("sarif")]
    [InlineData("junit")]
    [InlineData("github")]
    public async Task State_PlaintextSecret_IsJudgedAndNeverShown(string format)
    {
        const string Host = "nobody-may-see-this.example.com";
        var claim = Files.Claim(replicas: 20);
        claim["inputs"]!["host"] = JsonNode.Parse(Ciphertext.Replace("\"ciphertext\":\"v1:x\"", $"\"plaintext\":\"\\\"{Host}\\\"\"", StringComparison.Ordinal));

        var result = await _project.RunAsync("check", "--format", format, "--state", _project.Write("state.json", Files.State(claim)));

        Assert.Equal(1, result.Code);
        Assert.Contains("20 × 1 × (10 + 0) = 200", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Host, result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task States_OfTwoStacksOnOneServer_AreOneLedger()
    {
        var shop = _project.Write("shop.json", Files.State(Files.Claim(replicas: 6)));
        var billing = _project.Write("billing.json", Files.State(Files.Claim("bill", replicas: 4, project: "billing")));

        Assert.Equal(0, (await _project.RunAsync("check", "--state", shop)).Code);
        Assert.Equal(0, (await _project.RunAsync("check", "--state", billing)).Code);
        var both = await _project.RunAsync("check", "--json", "--state", shop, "--state", billing);

        Assert.Equal(1, both.Code);
        Assert.Equal(100, Peak(both));
        Assert.Equal("""["billing/prod","shop/prod"]""", both.Json["budgets"]![0]!["stacks"]!.ToJsonString());
    }

    [Fact]
    public async Task Preview_SourcePosition_IsThePlace()
    {
        var claim = Files.Claim(replicas: 20);
        claim["sourcePosition"] = "project:///src/My%20Stack.cs#12,5";

        var result = await _project.RunAsync("check", "--json", "--preview-json", _project.Write("preview.json", Files.Preview(("create", claim))));

        var finding = result.Json["findings"]!.AsArray().First(finding => finding!["rule"]!.ToString() == "budget-within-capacity")!;
        Assert.Equal("src/My Stack.cs:12", $"{finding["file"]}:{finding["line"]}");
    }

    private async Task<long> PeakAsync(string option, string text)
    {
        var result = await _project.RunAsync("check", "--json", option, _project.Write("file.json", text));
        Assert.Equal(0, result.Code);
        return Peak(result);
    }

    private static long Peak(Result result) => Scenario(result, "peak")["serverDemand"]!["max"]!.GetValue<long>();

    private static JsonNode Scenario(Result result, string name) =>
        Assert.Single(result.Json["budgets"]!.AsArray())!["scenarios"]!.AsArray().Single(scenario => scenario!["name"]!.ToString() == name)!;
}
