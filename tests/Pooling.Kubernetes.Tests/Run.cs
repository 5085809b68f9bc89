using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Pooling.Kubernetes.Tests;

/// <summary>A program run against mocks, and what it asked for.</summary>
internal sealed class Run : IMocks
{
    private readonly ConcurrentQueue<MockResourceArgs> _registered = [];
    private readonly ConcurrentQueue<(Resource Resource, ResourceArgs? Args, ResourceOptions Options)> _seen = [];

    /// <summary>Options that let the run see secrets and parents, which mocks do not.</summary>
    public ComponentResourceOptions Watched => new()
    {
        ResourceTransformations =
        {
            args =>
            {
                _seen.Enqueue((args.Resource, args.Args, args.Options));
                return null;
            },
        },
    };

    /// <summary>Type and name of each registration, sorted.</summary>
    public IEnumerable<string> Registered => _registered.Select(resource => $"{resource.Type} {resource.Name}").Order(StringComparer.Ordinal);

    public IEnumerable<(Resource Resource, ResourceArgs? Args, ResourceOptions Options)> Seen => _seen;

    /// <summary>The inputs of the one resource of this kind (the last part of its type) and name.</summary>
    public JsonNode this[string kind, string name = "pool"] => JsonSerializer.SerializeToNode(
        _registered.Single(resource => resource.Type!.EndsWith($":{kind}", StringComparison.Ordinal) && resource.Name == name).Inputs)!;

    /// <summary>What keeps the pods: the StatefulSet, or the Deployment where pods do not know each other.</summary>
    public JsonNode Workload => _registered.Any(resource => resource.Type == "kubernetes:apps/v1:StatefulSet") ? this["StatefulSet"] : this["Deployment"];

    public JsonNode Pod => Workload["spec"]!["template"]!["spec"]!;

    public JsonNode Container => Pod["containers"]!.AsArray().First(container => container!["name"]!.ToString() == "pgbouncer")!;

    public string? Hash => Workload["spec"]!["template"]!["metadata"]!["annotations"]!["pooling.infra/configuration"]?.ToString();

    public static async Task<Run> ProgramAsync(Action<Run> program)
    {
        var run = new Run();
        await Deployment.TestAsync(run, new TestOptions { IsPreview = false }, () => program(run));
        return run;
    }

    /// <summary>Runs a program of one pooler, <c>pool</c>.</summary>
    public static async Task<(Run Run, PgBouncerPool Pool)> PoolAsync(PgBouncerPoolArgs args)
    {
        PgBouncerPool? pool = null;
        var run = await ProgramAsync(run => pool = new PgBouncerPool("pool", args, run.Watched));
        return (run, pool!);
    }

    public static async Task<T> ValueAsync<T>(Output<T> output)
    {
        Assert.True(await OutputUtilities.GetIsKnownAsync(output), "the output is unknown");
        return await OutputUtilities.GetValueAsync(output);
    }

    public T ArgsOf<T>(string name)
        where T : ResourceArgs => (T)_seen.Single(seen => seen.Args is T && seen.Resource.GetResourceName() == name).Args!;

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        _registered.Enqueue(args);
        return Task.FromResult<(string?, object)>(($"{args.Name}-id", args.Inputs));
    }

    public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException($"nothing calls {args.Token}");
}
