using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pulumi;

namespace Infra.Cli.Evaluation;

/// <summary>
/// Sees every resource of a program through a transformation on its stack, which is where parents, dependencies, secrets and
/// unknowns are still whole.
/// </summary>
internal sealed class ResourceRecorder(string project, string stack)
{
    public const string StackType = "pulumi:pulumi:Stack";

    private readonly List<(Resource Resource, ResourceArgs? Args, ResourceOptions Options)> _seen = [];
    private readonly Lock _lock = new();

    public ResourceTransformation Transformation => args =>
    {
        lock (_lock)
            _seen.Add((args.Resource, args.Args, args.Options));
        return null;
    };

    /// <summary>Everything seen, in the order of registration.</summary>
    public async Task<ImmutableArray<RecordedResource>> ReadAsync()
    {
        var urns = new Dictionary<Resource, string>();
        var types = new Dictionary<Resource, string>();
        var root = _seen.FirstOrDefault(item => item.Resource.GetResourceType() == StackType).Resource;
        foreach (var (resource, _, options) in _seen)
        {
            var type = resource.GetResourceType();
            var parent = options.Parent;
            types[resource] = parent is not null && parent != root && types.TryGetValue(parent, out var chain) ? $"{chain}${type}" : type;
            urns[resource] = $"urn:pulumi:{stack}::{project}::{types[resource]}::{NameOf(resource)}";
        }

        var result = ImmutableArray.CreateBuilder<RecordedResource>(_seen.Count);
        foreach (var (resource, args, options) in _seen)
        {
            var inputs = await InputReader.ReadAsync(args);
            var explicitly = await DependsOnAsync(options);
            var parent = resource == root ? null : options.Parent ?? root;
            result.Add(new(
                urns[resource],
                resource.GetResourceType(),
                NameOf(resource),
                resource is CustomResource,
                parent is null ? null : urns.GetValueOrDefault(parent),
                inputs.Clear as JsonObject ?? [],
                inputs.Masked as JsonObject ?? [],
                [.. Urns(inputs.Dependencies.Union(explicitly))])
            {
                PropertyDependencies = inputs.ByMember.ToDictionary(member => member.Key, member => Urns(member.Value)),
            });
        }

        return result.MoveToImmutable();

        string[] Urns(IEnumerable<Resource> resources) =>
            [.. resources.Select(urns.GetValueOrDefault).OfType<string>().Order(StringComparer.Ordinal)];
    }

    private string NameOf(Resource resource) =>
        resource.GetResourceType() == StackType ? $"{project}-{stack}" : resource.GetResourceName();

    private static async Task<IEnumerable<Resource>> DependsOnAsync(ResourceOptions options)
    {
        var dependsOn = ((Input<ImmutableArray<Resource>>)options.DependsOn).ToOutput();
        return await Pulumi.Utilities.OutputUtilities.GetIsKnownAsync(dependsOn)
            ? await Pulumi.Utilities.OutputUtilities.GetValueAsync(dependsOn)
            : [];
    }
}
