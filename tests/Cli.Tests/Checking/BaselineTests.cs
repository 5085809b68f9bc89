namespace Infra.Cli.Tests.Checking;

/// <summary>A check against an earlier one.</summary>
public sealed class BaselineTests : IDisposable
{
    private readonly Project _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Baseline_OverrunAsBefore_IsAdvisory()
    {
        var result = await CompareAsync(before: 12, now: 12, "json");

        Assert.Equal(0, result.Code);
        Assert.Equal("passed", result.Json["verdict"]!.ToString());
        var finding = result.Json["findings"]!.AsArray().Single(finding => finding!["rule"]!.ToString() == "budget-within-capacity")!;
        Assert.Equal(("advisory", "unchanged"), (finding["level"]!.ToString(), finding["before"]!.ToString()));
    }

    [Fact]
    public async Task Baseline_OverrunThatGrew_IsMandatory()
    {
        var result = await CompareAsync(before: 12, now: 13, "json");

        Assert.Equal(1, result.Code);
        var finding = result.Json["findings"]!.AsArray().First(finding => finding!["rule"]!.ToString() == "budget-within-capacity")!;
        Assert.Equal(("mandatory", "worse"), (finding["level"]!.ToString(), finding["before"]!.ToString()));
        Assert.EndsWith("It is worse than before: at peak 33 too many instead of 23.", finding["message"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, "advisory", "unchanged", "It was so before, or worse.")]
    [InlineData(9, "mandatory", "worse", "It is worse than before: 13 beyond what is allowed instead of 3.")]
    public async Task Baseline_FigureOfAnotherRule_IsComparedToo(int now, string level, string state, string sentence)
    {
        _project.Write("policies.yaml", "rules: {budget-headroom: mandatory}");

        var result = await CompareAsync(before: 8, now, "json");

        Assert.Equal(level == "mandatory" ? 1 : 0, result.Code);
        var finding = result.Json["findings"]!.AsArray().Single(finding => finding!["rule"]!.ToString() == "budget-headroom")!;
        Assert.Equal((level, state), (finding["level"]!.ToString(), finding["before"]!.ToString()));
        Assert.EndsWith(sentence, finding["message"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2030-01-01", "2029-12-01")]
    [InlineData("2026-11-01", "2026-11-02")]
    public async Task Baseline_WaiverThatIsDeleted_LeavesNoDebt(string until, string today)
    {
        _project.Write("policies.yaml", $"waivers: [{{rule: budget-within-capacity, connections: 23, owner: me, reason: later, until: {until}}}]");
        var state = _project.Write("state.json", Files.State(Files.Claim(replicas: 12)));
        var baseline = _project.Write("baseline.json", (await _project.RunAsync("check", "--json", "--state", state, "--today", today)).Output);
        _project.Write("policies.yaml", "");

        var result = await _project.RunAsync("check", "--state", state, "--baseline", baseline, "--json", "--today", today);

        Assert.Equal(1, result.Code);
        Assert.EndsWith(
            "It was so before, with a waiver: renew that, or correct it.",
            result.Json["findings"]!.AsArray().First(finding => finding!["level"]!.ToString() == "mandatory")!["message"]!.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Baseline_Growth_IsTold()
    {
        var result = await CompareAsync(before: 5, now: 7, "json");

        Assert.Equal(0, result.Code);
        Assert.Equal(
            "at peak, db.example.com takes 70 server connections instead of 50: 20 more (40 %); allowed are 50 more and 20 %.",
            result.Json["findings"]!.AsArray().Single(finding => finding!["rule"]!.ToString() == "budget-delta")!["message"]!.ToString());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    public async Task Markdown_NothingChanged_IsEmpty(int replicas)
    {
        var result = await CompareAsync(replicas, replicas, "markdown");

        Assert.Equal((0, ""), (result.Code, result.Output));
    }

    [Theory]
    [InlineData("", "not valid JSON in line 1, byte 1")]
    [InlineData("{\n\"budgets\": [}", "not valid JSON in line 2, byte 13")]
    [InlineData("{}", "it is another document")]
    [InlineData("""{"budgets": [{"stack": null}], "findings": []}""", "it is another document")]
    [InlineData("""{"budgets": {}, "findings": []}""", "it is another document")]
    public async Task Baseline_Faulty_IsRefused(string text, string why)
    {
        var file = _project.Write("baseline.json", text);

        (await _project.RunAsync("check", "--baseline", file)).Refused(2,
            $"error: {file} is no baseline: {why}; fix: write it with `./infra check --format json` on the target branch\n");
    }

    [Fact]
    public async Task Baseline_NoSuchFile_IsRefused() => (await _project.RunAsync("check", "--baseline", "none.json")).Refused(2,
        "error: none.json is no baseline: there is no such file; fix: write it with `./infra check --format json` on the target branch\n");

    private async Task<Result> CompareAsync(int before, int now, string format)
    {
        var state = _project.Write("state.json", Files.State(Files.Claim(replicas: before)));
        var baseline = _project.Write("baseline.json", (await _project.RunAsync("check", "--json", "--state", state)).Output);
        _project.Write("state.json", Files.State(Files.Claim(replicas: now)));
        return await _project.RunAsync("check", "--state", state, "--baseline", baseline, "--format", format);
    }
}
