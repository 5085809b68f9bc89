using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Pooling.Azure.Tests;

/// <summary>A program run against mocks that answer as Azure does, and what it asked for.</summary>
internal sealed class Run : IMocks
{
    private readonly ConcurrentQueue<MockResourceArgs> _registered = [];
    private readonly ConcurrentQueue<(Resource Resource, ResourceArgs? Args, ResourceOptions Options)> _seen = [];
    private readonly bool _isPreview;

    private Run(bool isPreview) => _isPreview = isPreview;

    /// <summary>Options that let the run see secrets, parents and dependencies, which mocks do not.</summary>
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

    /// <summary>Kind and name of each registration, in order.</summary>
    public IEnumerable<string> Registered => _registered.Select(resource => $"{KindOf(resource.Type!)} {resource.Name}");

    public IEnumerable<(Resource Resource, ResourceArgs? Args, ResourceOptions Options)> Seen => _seen;

    /// <summary>The inputs of the one resource of this kind and name.</summary>
    public JsonNode this[string kind, string name = "db"] => JsonSerializer.SerializeToNode(
        _registered.Single(resource => KindOf(resource.Type!) == kind && resource.Name == name).Inputs)!;

    public IEnumerable<string> Names(string kind) =>
        _registered.Where(resource => KindOf(resource.Type!) == kind).Select(resource => resource.Name!);

    /// <summary>Answers as a preview does.</summary>
    public static IMocks Preview() => new Run(isPreview: true);

    public static async Task<Run> ProgramAsync(Action<Run> program, bool isPreview = false)
    {
        var run = new Run(isPreview);
        await Deployment.TestAsync(run, new TestOptions { IsPreview = isPreview }, () => program(run));
        return run;
    }

    /// <summary>Runs a program of one server, <c>db</c>.</summary>
    public static async Task<(Run Run, FlexibleServerPool Pool)> PoolAsync(FlexibleServerPoolArgs args, bool isPreview = false)
    {
        FlexibleServerPool? pool = null;
        var run = await ProgramAsync(run => pool = new FlexibleServerPool("db", args, run.Watched), isPreview);
        return (run, pool!);
    }

    public static async Task<T> ValueAsync<T>(Output<T> output)
    {
        Assert.True(await OutputUtilities.GetIsKnownAsync(output), "the output is unknown");
        return await OutputUtilities.GetValueAsync(output);
    }

    public T ArgsOf<T>(string name)
        where T : ResourceArgs => (T)_seen.Single(seen => seen.Args is T && seen.Resource.GetResourceName() == name).Args!;

    /// <summary>The names of everything that a resource waits for by its options, however many steps away.</summary>
    public async Task<IReadOnlySet<string>> WaitsForAsync(string kind, string name)
    {
        var start = _seen.Single(seen =>
            KindOf(seen.Resource.GetResourceType()) == kind && seen.Resource.GetResourceName() == name).Resource;
        var found = new HashSet<Resource>();
        var open = new Queue<Resource>([start]);
        while (open.TryDequeue(out var resource))
        {
            foreach (var before in await DependsOnAsync(_seen.Single(seen => seen.Resource == resource).Options))
            {
                if (found.Add(before))
                    open.Enqueue(before);
            }
        }

        return found.Select(resource => $"{KindOf(resource.GetResourceType())} {resource.GetResourceName()}").ToHashSet();
    }

    public static async Task<ImmutableArray<Resource>> DependsOnAsync(ResourceOptions options) =>
        await ValueAsync(((Input<ImmutableArray<Resource>>)options.DependsOn).ToOutput());

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        _registered.Enqueue(args);
        if (_isPreview)
            return Task.FromResult<(string?, object)>((null, args.Inputs));
        var name = $"{args.Name}-4711";
        var state = args.Inputs.SetItem("name", name);
        state = KindOf(args.Type!) switch
        {
            "Server" => state.SetItem("fullyQualifiedDomainName", $"{name}.postgres.database.azure.com"),
            "Configuration" => state.SetItem("isConfigPendingRestart", (string)args.Inputs["configurationName"] == "max_connections"),
            "VirtualEndpoint" => state.SetItem(
                "virtualEndpoints",
                ImmutableArray.Create<object>($"{name}.writer.postgres.database.azure.com", $"{name}.reader.postgres.database.azure.com")),
            _ => state,
        };
        return Task.FromResult<(string?, object)>(($"/id/{args.Name}", state));
    }

    public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException($"nothing calls {args.Token}");

    private static string KindOf(string type) => type[(type.LastIndexOf(':') + 1)..];
}
