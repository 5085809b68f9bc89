using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.Versioning;
using System.Text;

namespace Infra.Cli.Tests.Checking;

/// <summary>The scripts of the action, run against stand-ins of <c>gh</c> and <c>./infra</c> that write down how they were called.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ActionScriptTests : IDisposable
{
    private readonly Project _project = new();

    public ActionScriptTests()
    {
        Directory.CreateDirectory(Path.Combine(_project.Root, "report"));
        // Answers the question for comments with the one that is there, if any.
        Program("bin/gh", """
            echo "$*" >>"$CALLS"
            if [[ $* == *--paginate* ]]; then cat "$COMMENTS"; fi
            exit "${GH_CODE:-0}"
            """);
        _project.Write("comments", "");
    }

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Comment_NoneYet_IsPosted()
    {
        _project.Write("report/check.md", "text");

        Assert.Equal((0, ""), await RunAsync("comment.sh"));
        Assert.Equal($"api --silent --method POST repos/o/r/issues/7/comments --field body=@{_project.Root}/report/check.md", Calls()[^1]);
    }

    [Fact]
    public async Task Comment_WithATag_IsFoundByItAlone()
    {
        _project.Write("report/check.md", "text");

        Assert.Equal((0, ""), await RunAsync("comment.sh", ("TAG", "shop")));
        Assert.EndsWith(
            "--jq .[] | select(.user.type == \"Bot\" and (.body | startswith(\"<!-- infra: connection budget, shop -->\"))) | .id", Calls()[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comment_OfACheckThatCouldNotBeMade_SaysSo()
    {
        _project.Write("comments", "4711\n");

        Assert.Equal((0, ""), await RunAsync("comment.sh"));
        Assert.StartsWith("api --silent --method PATCH ", Calls()[^1], StringComparison.Ordinal);
        Assert.Equal(
            "<!-- infra: connection budget -->\n### Connection budget: could not be checked\n\nThe log of the check says why.\n",
            await File.ReadAllTextAsync(Path.Combine(_project.Root, "report", "check.md")));
    }

    [Fact]
    public async Task Comment_AlreadyThere_IsReplaced()
    {
        _project.Write("report/check.md", "text");
        _project.Write("comments", "4711\n4712\n");

        Assert.Equal((0, ""), await RunAsync("comment.sh"));
        Assert.Equal($"api --silent --method PATCH repos/o/r/issues/comments/4711 --field body=@{_project.Root}/report/check.md", Calls()[^1]);
    }

    [Fact]
    public async Task Comment_NothingChangedAnyMore_IsDeleted()
    {
        _project.Write("report/check.md", "");
        _project.Write("comments", "4711\n");

        Assert.Equal((0, ""), await RunAsync("comment.sh"));
        Assert.Equal("api --silent --method DELETE repos/o/r/issues/comments/4711", Calls()[^1]);
    }

    [Fact]
    public async Task Comment_NothingChanged_IsNotMade()
    {
        _project.Write("report/check.md", "");

        Assert.Equal((0, ""), await RunAsync("comment.sh"));
        Assert.Single(Calls());
    }

    [Fact]
    public async Task Comment_ThatCannotBeWritten_FailsTheStep()
    {
        _project.Write("report/check.md", "text");

        Assert.Equal(1, (await RunAsync("comment.sh", ("GH_CODE", "1"))).Code);
    }

    [Fact]
    public async Task Upload_Sarif_IsPackedAsTheInterfaceTakesIt()
    {
        _project.Write("report/check.sarif", "{\"version\": \"2.1.0\"}");

        Assert.Equal((0, ""), await RunAsync("upload.sh"));
        Assert.Equal(
            $"api --silent --method POST repos/o/r/code-scanning/sarifs --field commit_sha=abc --field ref=refs/pull/7/merge --field sarif=@{_project.Root}/report/check.sarif.gz.base64",
            Calls().Single());
        var packed = Convert.FromBase64String(await File.ReadAllTextAsync(Path.Combine(_project.Root, "report", "check.sarif.gz.base64")));
        using var text = new StreamReader(new GZipStream(new MemoryStream(packed), CompressionMode.Decompress), Encoding.UTF8);
        Assert.Equal("{\"version\": \"2.1.0\"}", await text.ReadToEndAsync());
    }

    [Fact]
    public async Task Upload_Refused_IsOnlyNoted()
    {
        _project.Write("report/check.sarif", "{}");

        var (code, output) = await RunAsync("upload.sh", ("GH_CODE", "1"));

        Assert.Equal(0, code);
        Assert.Equal("::notice title=Connection budget::code scanning did not take the findings; is it switched on for this repository?\n", output);
    }

    [Theory]
    [InlineData(0, "passed")]
    [InlineData(1, "failed")]
    public async Task Check_WithABaseline_ComparesAndTellsTheVerdict(int verdict, string told)
    {
        await RepositoryAsync();

        var (code, output) = await RunAsync("check.sh", ("VERDICT", $"{verdict}"), ("ARGUMENTS", "dev\n\nprod\n"));

        Assert.Equal((0, "annotations\n"), (code, output));
        var temporary = Path.Combine(_project.Root, "temporary");
        var report = Path.Combine(temporary, "connection-budget");
        Assert.Equal(
            [
                "base check dev prod --format json",
                $"head check dev prod --baseline {report}/baseline.json --format json",
                $"head check dev prod --baseline {report}/baseline.json --format markdown",
                $"head check dev prod --baseline {report}/baseline.json --format sarif",
                $"head check dev prod --baseline {report}/baseline.json --format github",
            ],
            Calls());
        Assert.Equal($"report={report}\nverdict={told}\n", await File.ReadAllTextAsync(Path.Combine(_project.Root, "output")));
        Assert.Equal(["baseline.json", "check.json", "check.md", "check.sarif"], Directory.GetFiles(report).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(temporary, "connection-budget-base")));
        Assert.Equal("markdown\n", await File.ReadAllTextAsync(Path.Combine(_project.Root, "summary")));
    }

    [Fact]
    public async Task Check_WithArgumentsOfTheBaseline_NeedsNoTargetBranch()
    {
        await RepositoryAsync();

        var (code, _) = await RunAsync(
            "check.sh", ("BASE", ""), ("ARGUMENTS", "--preview-json\npreview.json"), ("BASELINE_ARGUMENTS", "--state\nstate.json\n"), ("TAG", "shop"));

        Assert.Equal(0, code);
        var report = Path.Combine(_project.Root, "temporary", "connection-budget-shop");
        Assert.Equal(
            ["head check --state state.json --format json", $"head check --preview-json preview.json --baseline {report}/baseline.json --format json --tag shop"],
            Calls()[..2]);
    }

    [Fact]
    public async Task Check_WithoutACommandLineOfItsOwn_TakesThatOfTheAction()
    {
        await RepositoryAsync();
        File.Delete(Path.Combine(_project.Root, "infra"));
        Directory.CreateDirectory(Path.Combine(_project.Root, "tool/.github/actions/connection-budget"));
        Program("tool/infra", """echo "tool in $INFRA_ROOT: $*" >>"$CALLS" """);

        var (code, _) = await RunAsync("check.sh", ("GITHUB_ACTION_PATH", $"{_project.Root}/tool/.github/actions/connection-budget"));

        Assert.Equal(0, code);
        Assert.Equal("base check --format json", Calls()[0]);
        Assert.StartsWith($"tool in {_project.Root}: check --baseline ", Calls()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_BaseThatCannotBeChecked_HasNoBaseline()
    {
        await RepositoryAsync();

        var (code, output) = await RunAsync("check.sh", ("BASE_CODE", "2"));

        Assert.Equal(0, code);
        Assert.StartsWith("::notice title=Connection budget::main cannot be checked (exit code 2), so that there is nothing to compare with\n", output, StringComparison.Ordinal);
        Assert.Equal("head check --format json", Calls()[1]);
    }

    [Fact]
    public async Task Check_ThatCannotBeMade_FailsTheStep()
    {
        await RepositoryAsync();

        Assert.Equal(2, (await RunAsync("check.sh", ("VERDICT", "2"))).Code);
        var report = Path.Combine(_project.Root, "temporary", "connection-budget");
        // The folder, so that the comment can say so; no verdict, and no half of a report.
        Assert.Equal($"report={report}\n", await File.ReadAllTextAsync(Path.Combine(_project.Root, "output")));
        Assert.Equal(["baseline.json"], Directory.GetFiles(report).Select(Path.GetFileName));
    }

    /// <summary>A repository whose target branch and head each have their own <c>./infra</c>.</summary>
    private async Task RepositoryAsync()
    {
        Program("infra", """echo "base $*" >>"$CALLS"; echo '{}'; exit "${BASE_CODE:-0}" """);
        await GitAsync("init", "--quiet", "--initial-branch=main");
        await GitAsync("add", "infra");
        await GitAsync("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message=base");
        await GitAsync("remote", "add", "origin", _project.Root);
        Program("infra", """
            echo "head $*" >>"$CALLS"
            if [[ $* == *github* ]]; then echo annotations; fi
            if [[ $* == *markdown* ]]; then echo markdown; fi
            exit "${VERDICT:-0}"
            """);
    }

    private async Task GitAsync(params string[] arguments) => Assert.Equal(0, (await StartAsync("git", arguments)).Code);

    private Task<(int Code, string Output)> RunAsync(string script, params (string Name, string Value)[] variables) =>
        StartAsync("bash", [ActionsTests.Full($".github/actions/connection-budget/{script}")], variables);

    private async Task<(int Code, string Output)> StartAsync(string file, string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = _project.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        Directory.CreateDirectory(Path.Combine(_project.Root, "temporary"));
        (string Name, string Value)[] all =
        [
            ("PATH", $"{_project.Root}/bin:{Environment.GetEnvironmentVariable("PATH")}"), ("CALLS", $"{_project.Root}/calls"), ("COMMENTS", $"{_project.Root}/comments"),
            ("GITHUB_REPOSITORY", "o/r"), ("GITHUB_REF", "refs/pull/7/merge"), ("GITHUB_SHA", "abc"), ("PULL_REQUEST", "7"), ("REPORT", $"{_project.Root}/report"),
            ("RUNNER_TEMP", $"{_project.Root}/temporary"), ("GITHUB_OUTPUT", $"{_project.Root}/output"), ("GITHUB_STEP_SUMMARY", $"{_project.Root}/summary"), ("BASE", "main"), ("TAG", ""), ("ARGUMENTS", ""), ("BASELINE_ARGUMENTS", ""),
            .. variables,
        ];
        foreach (var (name, value) in all)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await error;
        return (process.ExitCode, output);
    }

    private string[] Calls() => File.ReadAllLines(Path.Combine(_project.Root, "calls"));

    private void Program(string name, string text) =>
        File.SetUnixFileMode(_project.Write(name, $"#!/usr/bin/env bash\n{text}\n"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
