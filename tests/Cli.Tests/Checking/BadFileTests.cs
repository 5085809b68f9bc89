using System.Text;

namespace Infra.Cli.Tests.Checking;

/// <summary>Files that are not what they should be: an error with the place and exit code 2, or a finding that fails; never a pass.</summary>
public sealed class BadFileTests : IDisposable
{
    private const string Anew = "fix: make the file anew with `pulumi`";
    private const string CutOff = "fix: make the file anew: it is cut off, or was changed by hand";

    private readonly Project _project = new();

    public static TheoryData<string, string, string> Faulty => new()
    {
        {
            "--state",
            """{"deployment": {"resources": [""",
            "1: not valid JSON: Expected depth to be zero at the end of the JSON payload. "
            + $"There is an open JSON object or array that should be closed (byte 31 of the line); {CutOff}"
        },
        { "--state", "{\n  \"deployment\": {\n    \"resources\": [x]\n", $"3: not valid JSON: 'x' is an invalid start of a value (byte 19 of the line); {CutOff}" },
        { "--state", "[]", $"1: `the document` is a list; allowed: the object that `pulumi stack export` writes (byte 1 of the line); {Anew}" },
        {
            "--state",
            "{\"steps\": []}",
            "1: the file has no `deployment` (byte 13 of the line); fix: name a file that `pulumi stack export` wrote; for a preview use --preview-json"
        },
        { "--state", "{\"deployment\": 5}", $"1: `deployment` is a number; allowed: an object (byte 16 of the line); {Anew}" },
        { "--state", "{\"deployment\": {\"resources\": {}}}", $"1: `deployment.resources` is an object; allowed: a list (byte 30 of the line); {Anew}" },
        { "--state", "{\"deployment\": {\"resources\": [\n5]}}", $"2: `resource` is a number; allowed: an object (byte 1 of the line); {Anew}" },
        { "--state", "{\"deployment\": {\"resources\": [{\"urn\": 5}]}}", $"1: `urn` is a number; allowed: a text (byte 39 of the line); {Anew}" },
        { "--state", "{\"deployment\": {\"resources\": [{\"type\": \"a:b:C\"}]}}", $"1: a resource has no `urn` (byte 47 of the line); {Anew}" },
        { "--state", "{\"deployment\": {\"resources\": [{\"urn\": \"api\"}]}}", $"1: a resource has a `urn` that is none (byte 44 of the line); {Anew}" },
        {
            "--state",
            "{\"deployment\": {\"resources\": [{\"urn\": \"urn:pulumi:a::b::kubernetes:core/v1:Pod::e\", \"inputs\": []}]}}",
            $"1: `inputs` is a list; allowed: an object (byte 95 of the line); {Anew}"
        },
        {
            "--state",
            "{\"deployment\": {\"resources\": [{\"urn\": \"urn:pulumi:a::b::aws:c:D::e\", \"dependencies\": [1]}]}}",
            $"1: `dependencies` is a number; allowed: a list of texts (byte 87 of the line); {Anew}"
        },
        {
            "--state",
            "{\"deployment\": null} {}",
            "1: something follows the JSON document (byte 22 of the line); fix: keep one document in a file, with nothing else in it"
        },
        {
            "--preview-json",
            "{\"deployment\": {}}",
            "1: the file has no `steps` (byte 18 of the line); fix: write it with `pulumi preview --json --show-sames`; for a state use --state"
        },
        { "--preview-json", "{\"steps\": {}}", $"1: `steps` is an object; allowed: a list (byte 11 of the line); {Anew}" },
        {
            "--preview-json",
            "{\"steps\": [{\"urn\": \"u\"}]}",
            "1: a step has no `op` (byte 23 of the line); fix: write it with `pulumi preview --json --show-sames`; for a state use --state"
        },
        {
            "--preview-json",
            "{\"steps\": [], \"changeSummary\": {\"same\": \"9\"}}",
            $"1: `changeSummary.same` is a text; allowed: a number (byte 41 of the line); {Anew}"
        },
    };

    public void Dispose() => _project.Dispose();

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task Check_FaultyFile_IsRefusedWithItsPlace(string option, string text, string message) =>
        (await _project.RunAsync("check", option, _project.Write("bad.json", text))).Refused(2, $"error: bad.json:{message}\n");

    [Fact]
    public async Task Check_EmptyFile_IsRefused()
    {
        var result = await _project.RunAsync("check", "--state", _project.Write("bad.json", ""));

        Assert.Equal(2, result.Code);
        Assert.StartsWith("error: bad.json:1: not valid JSON: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_NotUtf8_IsRefusedWithItsPlace()
    {
        var path = _project.Write("bad.json", "");
        await File.WriteAllBytesAsync(path, [.. "{\n\"manifest\": \"M"u8, 0xFC, .. "nchen\", \"deployment\": null}"u8]);

        (await _project.RunAsync("check", "--state", path)).Refused(2,
            "error: bad.json:2: a text is not valid UTF-8 (byte 13 of the line); fix: write the file as UTF-8\n");
    }

    [Fact]
    public async Task Check_Utf16_IsRefusedWithTheWayOut()
    {
        var path = _project.Write("bad.json", "");
        await File.WriteAllTextAsync(path, Files.State(Files.Claim()), Encoding.Unicode);

        (await _project.RunAsync("check", "--state", path)).Refused(2,
            "error: bad.json:1: the file is UTF-16 (byte 1 of the line); fix: write it as UTF-8; in PowerShell: `… | Out-File -Encoding utf8`\n");
    }

    [Fact]
    public async Task Check_ByteOrderMark_IsPassedOver()
    {
        var path = _project.Write("state.json", "");
        await File.WriteAllTextAsync(path, Files.State(Files.Claim()), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Equal(0, (await _project.RunAsync("check", "--state", path)).Code);
    }

    [Fact]
    public async Task Check_NestedTooDeeply_IsRefused()
    {
        var result = await _project.RunAsync("check", "--state", _project.Write("bad.json", $"{{\"x\": {new string('[', 300)}"));

        Assert.Equal(2, result.Code);
        Assert.StartsWith("error: bad.json:1: not valid JSON: The maximum configured depth of 200 has been exceeded", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_NoSuchFile_IsRefused() => (await _project.RunAsync("check", "--state", Path.Combine(_project.Root, "none.json"))).Refused(2,
        "error: none.json cannot be read: there is no such file; fix: name a file that `pulumi preview --json` or `pulumi stack export` wrote\n");

    [Fact]
    public async Task Check_TwoStatesOfOneStack_IsRefused()
    {
        var (one, two) = (_project.Write("one.json", Files.State(Files.Claim())), _project.Write("two.json", Files.State(Files.Claim("worker"))));

        (await _project.RunAsync("check", "--state", one, "--state", two)).Refused(2,
            "error: one.json and two.json are both the state of the stack prod; fix: name one of them\n");
    }

    [Fact]
    public async Task Check_DuplicateUrn_FailsWithAFinding() => Assert.Equal(
        "the URN stands there twice; the first one is judged; allowed: a tree of resources, each of which stands there once; fix: make the file anew.",
        await UnreadableAsync(Files.State(Files.Claim(), Files.Claim())));

    [Fact]
    public async Task Check_CyclicParents_FailsWithAFinding()
    {
        var (one, two) = (Files.Claim("one", replicas: 2), Files.Claim("two", replicas: 2));
        (one["parent"], two["parent"]) = (two["urn"]!.ToString(), one["urn"]!.ToString());

        Assert.Equal(
            "its parents form a cycle through urn:pulumi:prod::shop::pooling:index:ConnectionClaim::one; "
            + "allowed: a tree of resources, each of which stands there once; fix: make the file anew.",
            await UnreadableAsync(Files.State(one, two)));
    }

    [Fact]
    public async Task Check_LargeFile_TakesLessMemoryThanItsText()
    {
        var path = _project.Write("state.json", "");
        await using (var file = new StreamWriter(path))
        {
            await file.WriteAsync("{\"deployment\":{\"resources\":[");
            var padding = new string('x', 20_000);
            // Of a package that no rule looks at.
            for (var index = 0; index < 10_500; index++)
                await file.WriteAsync($"{{\"urn\":\"urn:pulumi:prod::shop::random:index:Text::r{index}\",\"type\":\"random:index:Text\",\"inputs\":{{\"t\":\"{padding}\"}}}},\n");
            await file.WriteAsync(Files.Claim().ToJsonString() + "]}}");
        }

        Assert.True(new FileInfo(path).Length > 200_000_000);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var result = await _project.RunAsync("check", "--json", "--state", path);

        Assert.Equal(0, result.Code);
        Assert.Equal("db.example.com", result.Json["budgets"]![0]!["server"]!.ToString());
        // Allocated in all, by other tests too; the text alone would be twice its bytes.
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 200_000_000);
    }

    private async Task<string> UnreadableAsync(string state)
    {
        var result = await _project.RunAsync("check", "--json", "--state", _project.Write("state.json", state));

        Assert.Equal(1, result.Code);
        return Assert.Single(result.Json["findings"]!.AsArray(), finding => finding!["rule"]!.ToString() == "resources-readable")!["message"]!.ToString();
    }
}
