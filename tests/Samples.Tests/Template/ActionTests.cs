using Infra.Packages;

namespace Infra.Samples.Tests.Template;

/// <summary>
/// The script of the composite action in a repository made from the template, called as its workflow does, with its own command line.
/// </summary>
[Collection(TemplateCollection.Name)]
public sealed class ActionTests(TemplateProject project)
{
    [Theory]
    [InlineData(100, 100, "passed", "")]
    // 3 are kept by the server and 20 by the plan, so that one is left.
    [InlineData(100, 24, "failed", "### Connection budget: ❌")]
    // What does not fit as it is deployed is a debt, which may stay.
    [InlineData(24, 24, "passed", "")]
    [InlineData(24, 100, "passed", "### Connection budget: ✅ fits")]
    public async Task Check_OfAPreview_IsComparedWithWhatIsDeployed(int deployed, int wanted, string verdict, string comment)
    {
        var folder = project.Folder($"repository-{deployed}-{wanted}");
        await project.NewAsync(TemplateProject.Name, folder);
        project.AddPackages(folder);
        var preview = await TemplatePreview.OfAsync(project);
        await WriteAsync("state.json", preview.ToEngineState().ToJsonString(), deployed);
        await WriteAsync("preview.json", preview.ToEngineJson().ToJsonString(), wanted);
        var runner = project.Folder($"runner-{deployed}-{wanted}");
        var given = TemplateWorkflow.Of(folder).ActionInputs;

        await Shell.MustAsync(
            folder, "bash", [Repository.Path(".github", "actions", "connection-budget", "check.sh")],
            ("ARGUMENTS", given["arguments"]), ("BASELINE_ARGUMENTS", given["baseline-arguments"]),
            project.Home, ("RUNNER_TEMP", runner), ("GITHUB_OUTPUT", Path.Combine(runner, "output")));

        Assert.Contains($"verdict={verdict}", await File.ReadAllLinesAsync(Path.Combine(runner, "output")));
        var written = await File.ReadAllTextAsync(Path.Combine(runner, "connection-budget", "check.md"));
        Assert.Contains(comment, written, StringComparison.Ordinal);
        Assert.Equal(comment.Length == 0, written.Length == 0);
        Assert.Equal(comment.Length > 0, written.Contains("| before | after |", StringComparison.Ordinal));

        async Task WriteAsync(string file, string text, int maxConnections)
        {
            const string Default = "\"maxConnections\":100";
            Assert.Contains(Default, text, StringComparison.Ordinal);
            await File.WriteAllTextAsync(
                Path.Combine(folder, file), text.Replace(Default, $"\"maxConnections\":{maxConnections}", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("test")]
    [InlineData("connections")]
    public async Task Settings_OneIsMissing_AreNamed(string job)
    {
        var (script, names) = TemplateWorkflow.Of(project.Root).Settings(job);
        (string Name, string Value)[] all = [.. names.Select(name => (name, "set"))];

        foreach (var missing in names)
        {
            var (exitCode, output, _) = await Shell.RunAsync(
                project.Root, "bash", ["-ec", script], [.. all.Where(one => one.Name != missing), (missing, "")]);

            Assert.Equal((1, $"::error title=Settings::{missing} is not set; README.md says what it is\n"), (exitCode, output));
        }

        Assert.Equal("", await Shell.MustAsync(project.Root, "bash", ["-ec", script], all));
    }
}
