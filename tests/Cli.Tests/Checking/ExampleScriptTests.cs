using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Cli.Configuration;

namespace Infra.Cli.Tests.Checking;

/// <summary>The scripts of docs/policies.md for GitLab and Azure DevOps, run against stand-ins of <c>curl</c> and <c>./infra</c>.</summary>
[UnsupportedOSPlatform("windows")]
public sealed partial class ExampleScriptTests : IDisposable
{
    private const string Marker = "<!-- infra: connection budget -->";

    private readonly Project _project = new();

    public ExampleScriptTests()
    {
        // Answers a question for what is there; writes down every other call, without what comes on standard input.
        Program("bin/curl", """
            if [[ $* == *--request* || $* == *--data* ]]; then
              echo "${*//$TMPDIR/TMP}" | sed 's#--config /dev/fd/[0-9]*#--config FD#' >>"$CALLS"
              if [[ $* == *--data* ]]; then cat >>"$CALLS"; fi
            else
              cat "$THERE"
            fi
            """);
        _project.Write("calls", "");
    }

    public void Dispose() => _project.Dispose();

    [JqTheory]
    [InlineData("changed", "[]", "--fail --silent --show-error --header @- --request POST --form body=<comment.md api/projects/1/merge_requests/7/notes")]
    [InlineData("changed", "OLD", "--fail --silent --show-error --header @- --request PUT --form body=<comment.md api/projects/1/merge_requests/7/notes/4711")]
    [InlineData("", "OLD", "--fail --silent --show-error --header @- --request DELETE api/projects/1/merge_requests/7/notes/4711")]
    [InlineData("", "[]", "")]
    public async Task GitLab_Note_IsKeptUpToDate(string comment, string there, string call)
    {
        var job = Examples().Single(example => example["connection-budget"] is not null)["connection-budget"]!;
        var script = string.Join('\n', job["script"]!.AsArray().Select(line => line!.ToString()));

        await RunAsync(script, comment, there.Replace("OLD", $$"""[{"id": 1, "body": "x"}, {"id": 4711, "body": "{{Marker}}\\nold"}]""", StringComparison.Ordinal));

        Assert.Equal(call.Length == 0 ? [] : [call], Calls());
    }

    [JqTheory]
    [InlineData("changed", "NONE", "--data @- https://dev.example.com/shop/_apis/git/repositories/r/pullRequests/7/threads?api-version=7.1", """{"comments":[{"content":"changed\n","commentType":1}],"status":1}""")]
    [InlineData("changed", "OLD", "--request PATCH --data @- https://dev.example.com/shop/_apis/git/repositories/r/pullRequests/7/threads/12/comments/1?api-version=7.1", """{"content":"changed\n"}""")]
    [InlineData("", "OLD", "--request PATCH --data @- https://dev.example.com/shop/_apis/git/repositories/r/pullRequests/7/threads/12/comments/1?api-version=7.1", $$"""{"content":"{{Marker}}\nThe connection budget does not change any more.\n"}""")]
    [InlineData("", "NONE", "", "")]
    public async Task AzureDevOps_Thread_IsKeptUpToDate(string comment, string there, string call, string sent)
    {
        var steps = Examples().Single(example => example["steps"]?[0]?["checkout"] is not null)["steps"]!.AsArray();
        var script = steps.Single(step => step!["bash"] is not null)!["bash"]!.ToString();

        await RunAsync(script, comment, there == "NONE"
            ? """{"value": [{"id": 9, "comments": [{"content": null}]}]}"""
            : $$"""{"value": [{"id": 11, "isDeleted": true, "comments": [{"content": "{{Marker}}"}]}, {"id": 12, "comments": [{"content": "{{Marker}} old"}]}]}""");

        var calls = Calls();
        if (call.Length == 0)
        {
            Assert.Empty(calls);
            return;
        }

        Assert.Equal($"--fail --silent --show-error --header Content-Type: application/json --config FD {call}", calls[0]);
        Assert.Equal(sent, JsonNode.Parse(string.Join('\n', calls[1..]))!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        // In a pipeline the token is on no command line.
        Assert.DoesNotContain("hunter2", string.Join('\n', calls), StringComparison.Ordinal);
    }

    private static IEnumerable<JsonObject> Examples() => YamlBlock().Matches(File.ReadAllText(ActionsTests.Full("docs/policies.md")))
        .Select(match => (JsonObject)YamlReader.Read(match.Groups[1].Value, "docs/policies.md")!);

    /// <summary>Runs a script in a clone whose target branch and head have a command line that changes the budget, or does not.</summary>
    private async Task RunAsync(string script, string comment, string there)
    {
        _project.Write("there", there);
        Directory.CreateDirectory(Path.Combine(_project.Root, "temporary"));
        Program("infra", """
            if [[ $* == *markdown* && -n $COMMENT ]]; then echo "$COMMENT"; fi
            if [[ $* == *"--format json"* ]]; then echo '{}'; fi
            [[ $* == *junit* ]] || exit 1
            """);
        string[][] commands =
        [
            ["init", "--quiet", "--initial-branch=main"], ["add", "infra"],
            ["-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message=base"],
            ["remote", "add", "origin", _project.Root], ["fetch", "--quiet", "origin"],
        ];
        foreach (var command in commands)
            await StartAsync("git", command, comment);
        await StartAsync("bash", ["-eo", "pipefail", "-c", script], comment);
        Assert.Equal("", await File.ReadAllTextAsync(Path.Combine(_project.Root, "junit.xml")));
        Assert.Equal("{}\n", await File.ReadAllTextAsync(Path.Combine(_project.Root, "baseline.json")));
    }

    private async Task StartAsync(string file, string[] arguments, string comment)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = _project.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        (string Name, string Value)[] variables =
        [
            ("PATH", $"{_project.Root}/bin:{Environment.GetEnvironmentVariable("PATH")}"), ("CALLS", $"{_project.Root}/calls"), ("THERE", $"{_project.Root}/there"),
            ("TMPDIR", $"{_project.Root}/temporary"), ("COMMENT", comment),
            ("CI_API_V4_URL", "api"), ("CI_PROJECT_ID", "1"), ("CI_MERGE_REQUEST_IID", "7"), ("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"), ("BUDGET_TOKEN", "hunter2"),
            ("SYSTEM_COLLECTIONURI", "https://dev.example.com/"), ("SYSTEM_TEAMPROJECT", "shop"), ("BUILD_REPOSITORY_ID", "r"), ("SYSTEM_PULLREQUEST_PULLREQUESTID", "7"),
            ("SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/main"), ("SYSTEM_ACCESSTOKEN", "hunter2"),
        ];
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
    }

    private string[] Calls() => File.ReadAllLines(Path.Combine(_project.Root, "calls"));

    private void Program(string name, string text) =>
        File.SetUnixFileMode(_project.Write(name, $"#!/usr/bin/env bash\n{text}\n"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex YamlBlock();
}

/// <summary>Tests of scripts that need jq: skipped with the reason where there is none, but failed when CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class JqTheoryAttribute : TheoryAttribute
{
    public JqTheoryAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (Environment.GetEnvironmentVariable("CI") != "true" && !folders.Any(folder => File.Exists(Path.Combine(folder, "jq"))))
            Skip = "jq is not on PATH";
    }
}
