using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi.Testing;

/// <summary>Stands for the engine, with mocks for its answers.</summary>
internal sealed class MockMonitor(IMocks mocks)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ResourceResponse> _registered = [];
    private readonly List<Resource> _resources = [];

    public ImmutableArray<Resource> Resources
    {
        get
        {
            lock (_lock)
                return [.. _resources];
        }
    }

    public async Task<ResourceResponse> RegisterAsync(Resource resource, ResourceRequest request)
    {
        Add(resource);
        return request.Type == Stack.RootType
            ? new(Urn(request), "", ImmutableDictionary<string, object?>.Empty)
            : await AnswerAsync(request).ConfigureAwait(false);
    }

    public async Task<ResourceResponse> ReadAsync(Resource resource, ResourceRequest request)
    {
        var response = await AnswerAsync(request).ConfigureAwait(false);
        Add(resource);
        return response with { Id = request.Id };
    }

    public ResourceResponse Find(string urn)
    {
        lock (_lock)
            return _registered.GetValueOrDefault(urn) ?? throw new InvalidOperationException($"Unknown resource {urn}");
    }

    public async Task<object?> CallAsync(string token, string provider, ImmutableDictionary<string, object?> args)
    {
        var call = new MockCallArgs { Token = token, Provider = provider, Args = Deserializer.Known(args) };
        return await SerializeAsync(await mocks.CallAsync(call).ConfigureAwait(false)).ConfigureAwait(false);
    }

    public Task RegisterOutputsAsync(string urn, ImmutableDictionary<string, object?> outputs) =>
        mocks.RegisterResourceOutputs(new(urn, outputs.ToImmutableDictionary(
            output => output.Key,
            output => new Output<object?>(Task.FromResult(Deserializer.Deserialize(output.Value))))));

    /// <summary>Of the parents' types only the first is kept: that is how the official mocks do it.</summary>
    private static string Urn(ResourceRequest request)
    {
        var root = request.Parent.Length == 0 ? "" : request.Parent.Split("::")[2].Split('$')[0] + "$";
        return $"urn:pulumi:{Deployment.Instance.StackName}::{Deployment.Instance.ProjectName}::{root}{request.Type}::{request.Name}";
    }

    private static async Task<ImmutableDictionary<string, object?>> SerializeAsync(object state)
    {
        if (state is IDictionary<string, object> map)
            state = map.ToImmutableDictionary();
        var wire = await new Serializer(keepResources: true).SerializeAsync("", state).ConfigureAwait(false);
        return wire as ImmutableDictionary<string, object?>
            ?? throw new InvalidOperationException($"{state.GetType().FullName} is not a supported argument type");
    }

    private async Task<ResourceResponse> AnswerAsync(ResourceRequest request)
    {
        var (id, state) = await mocks.NewResourceAsync(new()
        {
            Type = request.Type,
            Name = request.Name,
            Inputs = Deserializer.Known(request.Properties),
            Provider = request.Provider,
            Id = request.Id,
        }).ConfigureAwait(false);
        var response = new ResourceResponse(Urn(request), id ?? request.Id, await SerializeAsync(state).ConfigureAwait(false));
        lock (_lock)
            _registered[response.Urn] = response;
        return response;
    }

    private void Add(Resource resource)
    {
        lock (_lock)
            _resources.Add(resource);
    }
}
