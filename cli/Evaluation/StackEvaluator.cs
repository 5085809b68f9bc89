using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Infra.Pooling;
using Infra.Pooling.Specification;
using Infra.Stacks;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Cli.Evaluation;

/// <summary>Runs the project's Pulumi program in this process: no engine, no credentials, no network.</summary>
internal static class StackEvaluator
{
    private const string Project = "infra";
    private const string ConfigVariable = "PULUMI_CONFIG";
    private const string SecretKeysVariable = "PULUMI_CONFIG_SECRET_KEYS";

    /// <summary>Reads a stack's specification and plans it.</summary>
    /// <exception cref="UsageException">The configuration is not valid.</exception>
    /// <exception cref="SpecificationException">The specification is not valid.</exception>
    public static PoolPlan Plan(StackFile stack, DateOnly today) => stack.Specification is { } pooling
        ? PoolPlan.Create(PoolingSpecification.Read(Parse(pooling)), today)
        : throw new UsageException($"{stack.Path}: `{StackFile.SpecificationKey}` is missing or not a mapping", "describe the database and its workloads there");

    /// <summary>Plans a stack, and runs the program if nothing mandatory stands against it.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="today">The day on which waivers are judged.</param>
    /// <param name="answers">What the providers answer when they make a resource; null for a preview, where none is made.</param>
    /// <exception cref="UsageException">The configuration is not valid.</exception>
    /// <exception cref="SpecificationException">The specification is not valid.</exception>
    public static async Task<EvaluatedStack> EvaluateAsync(StackFile stack, DateOnly today, IMocks? answers = null)
    {
        var plan = Plan(stack, today);
        if (plan.IsRefused)
            return new(stack.Name, plan, [], [], [], []);

        var config = (JsonObject)stack.Config.DeepClone();
        var notes = PlaceholderSecrets.Fill(config, plan);
        var recorder = new ResourceRecorder(Project, stack.Name);
        RecordedStack.Watch(recorder);
        var resources = await RunAsync(stack.Name, config, answers);
        var outputs = await InputReader.ReadAsync(OutputsOf(resources.OfType<PoolingStack>().Single()));
        return new(stack.Name, plan, await recorder.ReadAsync(), (JsonObject)outputs.Clear!, (JsonObject)outputs.Masked!, notes)
        {
            Credentials = (JsonObject)config[PlaceholderSecrets.CredentialsKey]!,
        };
    }

    private static JsonElement Parse(JsonObject node)
    {
        using var document = JsonDocument.Parse(node.ToJsonString());
        return document.RootElement.Clone();
    }

    private static async Task<ImmutableArray<Resource>> RunAsync(string stack, JsonObject config, IMocks? answers)
    {
        var values = config.Select(item => KeyValuePair.Create(item.Key, (JsonNode?)(item.Value is JsonValue value ? value.ToString() : item.Value?.ToJsonString() ?? "")));
        Environment.SetEnvironmentVariable(ConfigVariable, new JsonObject(values).ToJsonString());
        Environment.SetEnvironmentVariable(SecretKeysVariable, new JsonArray([.. PlaceholderSecrets.Keys.Select(key => JsonValue.Create(key))]).ToJsonString());
        try
        {
            return await Deployment.TestAsync<RecordedStack>(
                answers ?? new PreviewMocks(), new TestOptions { ProjectName = Project, StackName = stack, IsPreview = answers is null });
        }
        finally
        {
            // Child processes inherit the environment, and a failed run leaves its own exit code behind.
            Environment.SetEnvironmentVariable(ConfigVariable, null);
            Environment.SetEnvironmentVariable(SecretKeysVariable, null);
            Environment.ExitCode = 0;
        }
    }

    private static Dictionary<string, object?> OutputsOf(PoolingStack stack) => new()
    {
        ["connections"] = stack.Connections,
        ["workloads"] = stack.Workloads,
        ["databaseSql"] = stack.DatabaseSql,
        ["rebootRequired"] = stack.RebootRequired,
        ["details"] = stack.Details,
    };
}
