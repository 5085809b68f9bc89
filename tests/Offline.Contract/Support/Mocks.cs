using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Offline.Contract;

/// <summary>Records what reaches the engine and answers each resource with its own inputs, unless told otherwise.</summary>
internal sealed class Mocks : IMocks
{
    public ConcurrentQueue<MockResourceArgs> Resources { get; } = [];

    public ConcurrentQueue<MockCallArgs> Calls { get; } = [];

    public ConcurrentQueue<MockRegisterResourceOutputsRequest> Outputs { get; } = [];

    public Func<MockResourceArgs, (string? Id, object State)> Answer { get; init; } = args => ($"{args.Name}-id", args.Inputs);

    public Func<MockCallArgs, object> Call { get; init; } = args => args.Args;

    public MockResourceArgs this[string name] => Resources.Single(resource => resource.Name == name);

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        Resources.Enqueue(args);
        return Task.FromResult<(string?, object)>(Answer(args));
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        Calls.Enqueue(args);
        return Task.FromResult(Call(args));
    }

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        Outputs.Enqueue(args);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<Resource>> RunAsync(Action program, bool isPreview = true) =>
        Deployment.TestAsync(this, new TestOptions { IsPreview = isPreview }, program);

    /// <summary>Runs a program and returns what it makes, once all of it is registered.</summary>
    public async Task<T> RunAsync<T>(Func<T> program, bool isPreview = true)
        where T : class
    {
        T? made = null;
        await RunAsync(() => { made = program(); }, isPreview);
        return made!;
    }
}

/// <summary>Answers no outputs at all.</summary>
internal static class Answers
{
    public static readonly ImmutableDictionary<string, object> Nothing = ImmutableDictionary<string, object>.Empty;

    public static ImmutableDictionary<string, object> Of(string name, object value) => Nothing.Add(name, value);
}
