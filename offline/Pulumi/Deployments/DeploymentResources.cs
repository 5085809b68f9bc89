using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>What the engine is asked to register, read or look up.</summary>
internal sealed record ResourceRequest(
    string Type, string Name, string Parent, string Provider, string Id, ImmutableDictionary<string, object?> Properties);

/// <summary>What the engine answers.</summary>
internal sealed record ResourceResponse(string Urn, string Id, ImmutableDictionary<string, object?> State);

public sealed partial class Deployment
{
    /// <summary>Starts the registration of a resource; its outputs complete when it does.</summary>
    internal void Complete(Resource resource, ResourceArgs args, ResourceOptions options) =>
        Runner.Watch(CompleteAsync(resource, args, options));

    internal void RegisterOutputs(Resource resource, Output<IDictionary<string, object?>> outputs)
    {
        Runner.Watch(RegisterAsync());

        async Task RegisterAsync()
        {
            var urn = await resource.Urn.GetValueAsync(whenUnknown: default!).ConfigureAwait(false);
            var values = await outputs.GetValueAsync(whenUnknown: default!).ConfigureAwait(false);
            var (wire, _) = await SerializeAsync("monitor.registerResourceOutputs(...)", values).ConfigureAwait(false);
            await _monitor.RegisterOutputsAsync(urn, wire).ConfigureAwait(false);
        }
    }

    private static async Task<(ImmutableDictionary<string, object?> Wire, HashSet<Resource> Dependencies)> SerializeAsync(
        string label, IEnumerable<KeyValuePair<string, object?>> properties)
    {
        var serializer = new Serializer(keepResources: true);
        var wire = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var (name, property) in properties)
        {
            try
            {
                if (await serializer.SerializeAsync($"{label}.{name}", property).ConfigureAwait(false) is { } value)
                    wire[name] = value;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"error serializing property \"{name}\": {e.Message}", e);
            }
        }

        return (wire.ToImmutable(), serializer.Dependencies);
    }

    /// <summary>Waits until the resources, and all below those that are components, are registered.</summary>
    private static async Task AwaitUrnsAsync(IEnumerable<Resource> resources)
    {
        var reached = new HashSet<Resource>();
        foreach (var resource in resources)
            Reach(resource, reached);
        foreach (var resource in reached.Where(found => found is CustomResource or ComponentResource { IsRemote: true }))
            await resource.Urn.DataTask.ConfigureAwait(false);
    }

    private static void Reach(Resource resource, HashSet<Resource> reached)
    {
        if (!reached.Add(resource) || resource is not ComponentResource)
            return;
        Resource[] children;
        lock (resource.Children)
            children = [.. resource.Children];
        foreach (var child in children)
            Reach(child, reached);
    }

    private async Task CompleteAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        var sources = resource.Sources;
        try
        {
            var response = await SendAsync(resource, args, options).ConfigureAwait(false);
            sources[Wire.Urn].SetText(response.Urn, isKnown: true);
            if (resource is CustomResource)
                sources[Wire.Id].SetText(response.Id, isKnown: response.Id.Length > 0);

            var converter = new Converter(warning => Log.Warn(warning, resource));
            foreach (var (name, source) in sources)
            {
                if (name is not (Wire.Urn or Wire.Id) && response.State.TryGetValue(name, out var value))
                    source.SetValue(converter.Convert($"{resource.GetType().FullName}.{name}", value, source.TargetType));
            }
        }
        catch (Exception e)
        {
            foreach (var source in sources.Values)
                source.TrySetException(e);
            throw;
        }
        finally
        {
            foreach (var source in sources.Values)
                source.TrySetDefault(isKnown: !IsDryRun);
        }
    }

    private async Task<ResourceResponse> SendAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        if (options.Urn is not null)
            return _monitor.Find(options.Urn);

        var id = await options.Id.ToOutput().GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        if (string.IsNullOrEmpty(id))
        {
            var importId = (options as CustomResourceOptions)?.ImportId ?? "";
            var registration = await PrepareAsync(resource, args, options, importId).ConfigureAwait(false);
            return await _monitor.RegisterAsync(resource, registration).ConfigureAwait(false);
        }

        if (resource is not CustomResource)
        {
            throw new ArgumentException(
                $"{nameof(ResourceOptions)}.{nameof(ResourceOptions.Id)} is only valid for a {nameof(CustomResource)}");
        }

        return await _monitor.ReadAsync(resource, await PrepareAsync(resource, args, options, id).ConfigureAwait(false))
            .ConfigureAwait(false);
    }

    private async Task<ResourceRequest> PrepareAsync(Resource resource, ResourceArgs args, ResourceOptions options, string id)
    {
        var type = resource.GetResourceType();
        var name = resource.GetResourceName();
        var explicitly = await options.DependsOn.ToOutput().GetValueAsync(whenUnknown: []).ConfigureAwait(false);
        var properties = await args.ToDictionaryAsync().ConfigureAwait(false);
        var (wire, dependencies) = await SerializeAsync(
            $"resource:{name}[{type}]", properties.Where(property => property.Key is not (Wire.Id or Wire.Urn))).ConfigureAwait(false);

        var parent = options.Parent ?? (type == Stack.RootType ? null : Stack);
        var parentUrn = parent is null ? "" : await parent.Urn.GetValueAsync(whenUnknown: "").ConfigureAwait(false);
        var provider = resource is not CustomResource ? null : options.Provider ?? options.Parent?.ProviderFor(type);
        var reference = provider is null ? "" : await provider.ReferenceAsync().ConfigureAwait(false);
        await AwaitUrnsAsync(explicitly.Concat(dependencies)).ConfigureAwait(false);
        return new(type, name, parentUrn, reference, id, wire);
    }
}
