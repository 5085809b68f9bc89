using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Cli;
using Infra.Cli.Commands;
using Infra.Cli.Configuration;
using Infra.Packages;
using Infra.Policies.Rules;
using Infra.Pooling.Budget;
using YamlDotNet.RepresentationModel;
using static Infra.Samples.Tests.Template.TemplatePreview;

namespace Infra.Samples.Tests.Template;

/// <summary>A project made from the template builds, passes its own tests, previews, and is fine to the policies.</summary>
[Collection(TemplateCollection.Name)]
public sealed partial class TemplateTests(TemplateProject project)
{
    [Fact]
    public void Test_OfANewProject_PassesItsOwnTests() =>
        Assert.Contains("Failed:     0, Passed:     2, Skipped:     0", project.TestOutput, StringComparison.Ordinal);

    [Fact]
    public async Task Preview_OfANewProjectWithTheDefaults_HasNoMandatoryFindingAndFits()
    {
        var preview = await TemplatePreview.OfAsync(project);

        var report = preview.Judge();

        Assert.Empty(report.Findings.Where(finding => finding.Level is EnforcementLevel.Mandatory or EnforcementLevel.Remediate));
        Assert.All(Assert.Single(report.Budgets).Plan.Scenarios, scenario => Assert.Equal(Verdict.Within, scenario.Verdict));
    }

    [Fact]
    public async Task Check_OfItsPreviewAsTheWorkflowMakesIt_Passes()
    {
        var file = Path.Combine(project.Folder("preview"), "preview.json");
        await File.WriteAllTextAsync(file, (await TemplatePreview.OfAsync(project)).ToEngineJson().ToJsonString());
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await CommandLine.RunAsync(
            ["check", "--preview-json", file, "--format", "json"], new Session(output, error, TimeProvider.System, new Workspace(project.Root)));

        Assert.Equal((0, ""), (code, error.ToString()));
        Assert.Equal("passed", JsonNode.Parse(output.ToString())!["verdict"]!.ToString());
        Assert.Contains("\"name\": \"failover\"", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_ByPulumiAndByDotnet_GiveTheSameFiles()
    {
        var folder = project.Folder("dotnet");
        await project.NewAsync("my.shop-2", folder, "--description", TemplateProject.Description);

        var files = Files(folder);

        Assert.Equal(PulumiNew("my.shop-2", TemplateProject.Description), files);
        Assert.DoesNotContain(
            files, file => file.Key.Contains("${", StringComparison.Ordinal) || file.Value.Contains("${PROJECT}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task New_WithAVersion_RefersToThatVersionEverywhere()
    {
        var folder = project.Folder("version");
        await project.NewAsync("shop", folder, "--infraVersion", "1.2.3");

        var files = Files(folder);

        Assert.DoesNotContain(files, file => file.Value.Contains("0.1.0", StringComparison.Ordinal));
        Assert.Equal(
            [".config/dotnet-tools.json", ".github/workflows/pull-request.yml", "Directory.Build.props"],
            files.Where(file => file.Value.Contains("1.2.3", StringComparison.Ordinal)).Select(file => file.Key));
    }

    [Fact]
    public async Task New_WithADescriptionFullOfSigns_IsReadAsThatDescription()
    {
        const string Signs = "Shop: \"all\" of it, 'here' # and {there}";
        var folder = project.Folder("signs");

        await project.NewAsync("shop", folder, "--description", Signs);

        Assert.Equal(Signs, Text(Yaml(Path.Combine(folder, "Pulumi.yaml")), "description"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("program")]
    public async Task CommandLine_OfANewProject_IsTheToolFromItsPackages(string folder)
    {
        var file = Path.Combine(project.Folder("tool"), "pgbouncer.ini");
        await File.WriteAllTextAsync(file, "[databases]\napp = host=db\n[pgbouncer]\npool_mode = transacton\n");

        var (exitCode, output, error) = await Shell.RunAsync(
            Path.Combine(project.Root, folder), Path.Combine(project.Root, "infra"), ["lint", file], project.Home);

        Assert.True(exitCode == 1, output + error);
        Assert.Contains("pool_mode", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Prompts_OfPulumiNew_SayWhatTheyAskForAndHaveADefaultUnlessSecret()
    {
        var prompts = Prompts(project).ToList();

        Assert.NotEmpty(prompts);
        Assert.All(prompts, prompt => Assert.NotEmpty(Text(prompt.Settings, "description")!));
        Assert.All(prompts, prompt => Assert.True(Text(prompt.Settings, "secret") == "true" ^ Text(prompt.Settings, "default") is not null, prompt.Key));
        var readme = File.ReadAllText(Path.Combine(project.Root, "README.md"));
        Assert.All(prompts, prompt => Assert.Matches($@"pulumi config set (--secret )?{prompt.Key}\b", readme));
    }

    [Fact]
    public void Workflow_OfPullRequests_GivesTheActionWhatItTakes()
    {
        var inputs = (YamlMappingNode)Yaml(Repository.Path(".github", "actions", "connection-budget", "action.yml"))["inputs"];

        var given = TemplateWorkflow.Of(project.Root).ActionInputs.Keys.ToList();

        Assert.Empty(given.Except(inputs.Children.Keys.Select(key => key.ToString())));
        Assert.Empty(inputs.Children.Where(input => Text(input.Value, "required") == "true").Select(input => input.Key.ToString()).Except(given));
    }

    [Fact]
    public void Workflow_OfPullRequests_NeedsWhatTheReadmeNames()
    {
        var readme = File.ReadAllText(Path.Combine(project.Root, "README.md"));
        var settings = TemplateWorkflow.Of(project.Root).Expressions.SelectMany(text => Setting().Matches(text))
            .Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(
            settings,
            NamedSetting().Matches(readme).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// What the Pulumi CLI does with a template (pulumi/pulumi, sdk/go/common/workspace/templates.go): it copies every file and replaces
    /// two words, in names too.
    /// </summary>
    private static SortedDictionary<string, string> PulumiNew(string name, string description)
    {
        string Replaced(string text) =>
            text.Replace("${PROJECT}", name, StringComparison.Ordinal).Replace("${DESCRIPTION}", description, StringComparison.Ordinal);
        var copied = Files(TemplateProject.Source).ToDictionary(file => Replaced(file.Key), file => Replaced(file.Value));
        // Read by `dotnet new` only, which leaves it out.
        Assert.True(copied.Remove(".template.config/template.json"));
        return new(copied, StringComparer.Ordinal);
    }

    private static SortedDictionary<string, string> Files(string folder) => new(
        Directory.GetFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText),
        StringComparer.Ordinal);

    [GeneratedRegex(@"(?:vars|secrets)\.([A-Z_]+)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"^\| (?:variable|secret) `([A-Z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex NamedSetting();
}
