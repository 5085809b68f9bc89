using Infra.Packages;

namespace Infra.Samples.Tests.Template;

/// <summary>The script of the composite action in a repository made from the template, with this build's command line in place of the tool.</summary>
[Collection(TemplateCollection.Name)]
public sealed class ActionTests(TemplateProject project)
{
    private const string Fits = "\"maxConnections\":100";

    [Theory]
    [InlineData(Fits, "verdict=passed")]
    // 3 are kept by the server and 20 by the plan, so that one is left.
    [InlineData("\"maxConnections\":24", "verdict=failed")]
    public async Task Check_OfAPreview_IsNotComparedWithItself(string maxConnections, string verdict)
    {
        var folder = project.Folder($"repository-{verdict[^6..]}");
        await project.NewAsync(TemplateProject.Name, folder);
        var tool = Path.Combine(AppContext.BaseDirectory, "Infra.Cli.dll");
        await File.WriteAllTextAsync(Path.Combine(folder, "infra"), $"#!/usr/bin/env bash\nexec dotnet exec '{tool}' \"$@\"\n");
        foreach (var command in new[] { "init --quiet --initial-branch main", "add --all", "commit --quiet --message new", $"remote add origin {folder}" })
            await Shell.MustAsync(folder, "git", ["-c", "user.name=test", "-c", "user.email=test@example.com", .. command.Split(' ')]);
        var preview = (await TemplatePreview.OfAsync(project)).ToEngineJson().ToJsonString();
        Assert.Contains(Fits, preview, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder, "preview.json"), preview.Replace(Fits, maxConnections, StringComparison.Ordinal));
        var runner = project.Folder($"runner-{verdict[^6..]}");
        var output = Path.Combine(runner, "output");

        await Shell.MustAsync(
            folder, "bash", [Repository.Path(".github", "actions", "connection-budget", "check.sh")],
            ("BASE", "main"), ("ARGUMENTS", "--preview-json\npreview.json\n"), ("RUNNER_TEMP", runner), ("GITHUB_OUTPUT", output));

        Assert.Contains(verdict, await File.ReadAllLinesAsync(output));
    }
}
