using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Cli.Checking.Reading;
using Infra.Cli.Evaluation;
using Infra.Policies.Rules;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Samples.Tests;

/// <summary>A program of somebody else's, run in this process as a preview runs it.</summary>
/// <param name="Resources">What it would make.</param>
/// <param name="Outputs">Its outputs, with secrets and unknowns replaced by their markers.</param>
internal sealed record Preview(ImmutableArray<RecordedResource> Resources, JsonObject Outputs)
{
    private const string Stack = "dev";
    private const string Variable = "PULUMI_CONFIG";

    /// <param name="project">Name of the project.</param>
    /// <param name="program">The program.</param>
    /// <param name="config">Its configuration, without the name of the project.</param>
    public static async Task<Preview> OfAsync(
        string project, Func<IDictionary<string, object?>> program, IReadOnlyDictionary<string, string> config)
    {
        var recorder = new ResourceRecorder(project, Stack);
        Watched.Current.Value = (recorder, program);
        Environment.SetEnvironmentVariable(
            Variable, JsonSerializer.Serialize(config.ToDictionary(entry => $"{project}:{entry.Key}", entry => entry.Value)));
        try
        {
            var resources = await Deployment.TestAsync<Watched>(
                new PreviewMocks(), new TestOptions { ProjectName = project, StackName = Stack, IsPreview = true });
            var outputs = await InputReader.ReadAsync(resources.OfType<Watched>().Single().Results);
            return new(await recorder.ReadAsync(), (JsonObject)outputs.Masked!);
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
            // A failed run leaves its own behind.
            Environment.ExitCode = 0;
        }
    }

    /// <summary>What the policies say.</summary>
    public PolicyReport Judge() => Judge([this]);

    /// <summary>What the policies say of several stacks together.</summary>
    public static PolicyReport Judge(params ImmutableArray<Preview> stacks) => PolicyEngine.Evaluate(
        [.. stacks.Index().Select(stack => EvaluatedGraph.Of($"{Stack}{stack.Index}", stack.Item.Resources))], RuleConfiguration.Default);

    /// <summary>As <c>pulumi preview --json --show-sames</c> writes it.</summary>
    public JsonObject ToEngineJson() => new()
    {
        ["steps"] = new JsonArray(
            [.. Resources.Select(resource => new JsonObject { ["op"] = "create", ["urn"] = resource.Urn, ["newState"] = State(resource) })]),
    };

    /// <summary>As <c>pulumi stack export</c> writes it once this is deployed.</summary>
    public JsonObject ToEngineState() => new()
    {
        ["version"] = 3,
        ["deployment"] = new JsonObject { ["resources"] = new JsonArray([.. Resources.Select(State)]) },
    };

    private static JsonObject State(RecordedResource resource) => new()
    {
        ["urn"] = resource.Urn,
        ["type"] = resource.Type,
        ["custom"] = resource.Custom,
        ["parent"] = resource.Parent,
        ["inputs"] = resource.Masked.DeepClone(),
        ["outputs"] = resource.Masked.DeepClone(),
        ["dependencies"] = Texts(resource.Dependencies),
        ["propertyDependencies"] = new JsonObject(
            resource.PropertyDependencies.Select(property => KeyValuePair.Create(property.Key, (JsonNode?)Texts(property.Value)))),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    public string[] Names(string type) =>
        [.. Resources.Where(resource => resource.Type == type).Select(resource => resource.Name).Order(StringComparer.Ordinal)];

    private sealed class Watched : Stack
    {
        // The SDK makes the stack itself, so it cannot be handed to the constructor.
        public static readonly AsyncLocal<(ResourceRecorder Recorder, Func<IDictionary<string, object?>> Program)> Current = new();

        public Watched()
            : base(new StackOptions { ResourceTransformations = { Current.Value.Recorder.Transformation } }) => Results = Current.Value.Program();

        public IDictionary<string, object?> Results { get; }
    }
}
