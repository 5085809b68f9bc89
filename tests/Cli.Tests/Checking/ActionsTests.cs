using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Cli.Checking.Formats;
using Infra.Cli.Configuration;

namespace Infra.Cli.Tests.Checking;

/// <summary>The action and the workflow for pull requests, as files.</summary>
public partial class ActionsTests
{
    private const string Action = ".github/actions/connection-budget/action.yml";
    private const string Workflow = ".github/workflows/connection-budget.yml";

    public static TheoryData<string> Files => [Action, Workflow];

    public static TheoryData<string> Examples =>
        [.. YamlBlock().Matches(Text("docs/policies.md")).Select(match => match.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Uses_OfOthers_ArePinnedToACommit(string file)
    {
        var uses = Uses().Matches(Text(file)).Select(match => match.Groups[1].Value.Trim()).Where(action => !action.StartsWith("./", StringComparison.Ordinal));

        Assert.All(uses, action => Assert.Matches("^[\\w-]+/[\\w-]+@[0-9a-f]{40} # v[\\d.]+$", action));
    }

    [Fact]
    public void Action_Steps_RunScriptsThatAreThere()
    {
        var steps = Read(Action)["runs"]!["steps"]!.AsArray();

        Assert.All(steps, step => Assert.Equal("bash", step!["shell"]!.ToString()));
        var scripts = steps.Select(step => Script().Match(step!["run"]!.ToString())).Where(match => match.Success).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(["check.sh", "comment.sh", "upload.sh"], scripts);
        Assert.All(scripts, script => Assert.True(File.Exists(Full($".github/actions/connection-budget/{script}"))));
    }

    [Fact]
    public void Action_Inputs_ReachScriptsThroughTheEnvironmentOnly() => Assert.All(
        Read(Action)["runs"]!["steps"]!.AsArray(), step => Assert.DoesNotContain("${{", step!["run"]!.ToString(), StringComparison.Ordinal));

    [Fact]
    public void Action_Inputs_AreTheOnesThatTheWorkflowGives()
    {
        var step = Steps().Single(step => step!["uses"]!.ToString() == "./.connection-budget/.github/actions/connection-budget");

        Assert.Empty(step!["with"]!.AsObject().Select(input => input.Key).Except(Read(Action)["inputs"]!.AsObject().Select(input => input.Key)));
    }

    // `./` is looked up in the files of the caller, which another repository does not have.
    [Fact]
    public void Workflow_ItsAction_IsOfItsOwnRepositoryAndCommit()
    {
        var own = Steps().Single(step => step!["with"]?["path"]?.ToString() == ".connection-budget")!["with"]!;

        Assert.Equal(("${{ job.workflow_repository }}", "${{ job.workflow_sha }}"), (own["repository"]!.ToString(), own["ref"]!.ToString()));
        Assert.All(
            Steps().Select(step => step!["uses"]!.ToString()).Where(uses => uses.StartsWith("./", StringComparison.Ordinal)),
            uses => Assert.StartsWith("./.connection-budget/", uses, StringComparison.Ordinal));
    }

    [Fact]
    public void Workflow_OfAFork_WritesNothing()
    {
        var job = Read(Workflow)["jobs"]!["check"]!;
        var given = Steps()[^1]!["with"]!;

        Assert.Equal("${{ github.event.pull_request.head.repo.full_name == github.repository }}", job["env"]!["MAY_WRITE"]!.ToString());
        Assert.Equal("${{ env.MAY_WRITE == 'true' && github.event.pull_request.number || '' }}", given["pull-request"]!.ToString());
        Assert.Equal("${{ env.MAY_WRITE }}", given["sarif"]!.ToString());
    }

    [Fact]
    public void Workflow_Permissions_AreNoMoreThanItNeeds()
    {
        var workflow = Read(Workflow);

        Assert.Equal("""{"contents":"read"}""", workflow["permissions"]!.ToJsonString());
        Assert.Equal("""{"contents":"read","pull-requests":"write","security-events":"write"}""", workflow["jobs"]!["check"]!["permissions"]!.ToJsonString());
    }

    [Theory]
    [InlineData(null, "${TAG:+, $TAG}", "")]
    [InlineData("shop", "${TAG:+, $TAG}", ", shop")]
    public void Comment_Marker_IsThatOfTheFormat(string? tag, string written, string expanded) => Assert.Contains(
        $"marker=\"{MarkdownFormat.Marker(tag)}\"",
        Text(".github/actions/connection-budget/comment.sh").Replace(written, expanded, StringComparison.Ordinal),
        StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Examples))]
    public void Documentation_Examples_AreYaml(string yaml) => Assert.IsType<JsonObject>(YamlReader.Read(yaml, "docs/policies.md"));

    internal static string Full(string file) => Path.Combine(Project.Shipped.Root, file);

    private static JsonArray Steps() => Read(Workflow)["jobs"]!["check"]!["steps"]!.AsArray();

    private static string Text(string file) => File.ReadAllText(Full(file));

    private static JsonObject Read(string file) => (JsonObject)YamlReader.Read(Text(file), file)!;

    [GeneratedRegex(@"uses: (.+)")]
    private static partial Regex Uses();

    [GeneratedRegex("GITHUB_ACTION_PATH/([a-z]+\\.sh)")]
    private static partial Regex Script();

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex YamlBlock();
}
