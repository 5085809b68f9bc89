using YamlDotNet.RepresentationModel;
using static Infra.Samples.Tests.Template.TemplatePreview;

namespace Infra.Samples.Tests.Template;

/// <summary>The workflow for pull requests of a project made from the template.</summary>
/// <param name="Jobs">Its jobs.</param>
internal sealed record TemplateWorkflow(YamlNode Jobs)
{
    private const string Action = "./.infra/.github/actions/connection-budget";

    public static TemplateWorkflow Of(string root) => new(Yaml(Path.Combine(root, ".github", "workflows", "pull-request.yml"))["jobs"]);

    /// <summary>What the action is given.</summary>
    public IReadOnlyDictionary<string, string> ActionInputs =>
        ((YamlMappingNode)Step("connections", step => Text(step, "uses") == Action)["with"]).Children
            .ToDictionary(input => input.Key.ToString(), input => input.Value.ToString());

    /// <summary>The step of a job that looks for the repository's settings, and the names of these.</summary>
    public (string Script, string[] Names) Settings(string job)
    {
        var step = Step(job, step => Text(step, "name") == "Settings");
        return (Text(step, "run")!, [.. ((YamlMappingNode)step["env"]).Children.Keys.Select(name => name.ToString())]);
    }

    /// <summary>The names in all of <c>vars</c> and <c>secrets</c>.</summary>
    public IEnumerable<string> Expressions => Jobs.AllNodes.OfType<YamlScalarNode>().Select(node => node.Value!)
        .Where(text => text.Contains("${{", StringComparison.Ordinal));

    private YamlNode Step(string job, Func<YamlNode, bool> isIt) => ((YamlSequenceNode)Jobs[job]["steps"]).Single(isIt);
}
