using System.Collections.Immutable;

namespace Infra.Policies.Rules.Graph;

/// <summary>The resources of one stack, with the ways between them.</summary>
public sealed class ResourceGraph
{
    private readonly Dictionary<string, ResourceNode> _byUrn;
    private readonly ILookup<string, ResourceNode> _byType;

    private ResourceGraph(
        string stack, ImmutableArray<ResourceNode> resources, Dictionary<string, ResourceNode> byUrn, ImmutableArray<GraphFault> faults)
    {
        Stack = stack;
        Resources = resources;
        Faults = faults;
        _byUrn = byUrn;
        _byType = resources.ToLookup(resource => resource.Kind, StringComparer.Ordinal);
    }

    /// <summary>Name of the stack.</summary>
    public string Stack { get; }

    /// <summary>The resources, in the order in which they were told; one for each URN.</summary>
    public ImmutableArray<ResourceNode> Resources { get; }

    /// <summary>What is wrong with the graph itself. A graph with faults is judged as far as it goes, and never passes.</summary>
    public ImmutableArray<GraphFault> Faults { get; }

    /// <summary>Makes a graph; duplicates and cycles become faults.</summary>
    /// <param name="stack">Name of the stack.</param>
    /// <param name="resources">Its resources.</param>
    public static ResourceGraph Create(string stack, IEnumerable<ResourceNode> resources)
    {
        var faults = ImmutableArray.CreateBuilder<GraphFault>();
        var kept = new Dictionary<string, ResourceNode>(StringComparer.Ordinal);
        var order = ImmutableArray.CreateBuilder<ResourceNode>();
        foreach (var resource in resources)
        {
            if (kept.TryAdd(resource.Urn, resource))
                order.Add(resource);
            else
                faults.Add(new(resource.Urn, "the URN stands there twice; the first one is judged"));
        }

        faults.AddRange(Cycles(kept));
        return new(stack, order.ToImmutable(), kept, faults.ToImmutable());
    }

    /// <summary>A resource by its URN; null where there is none.</summary>
    public ResourceNode? Find(string urn) => _byUrn.GetValueOrDefault(urn);

    /// <summary>The resources of a type, whatever their API version.</summary>
    public IEnumerable<ResourceNode> OfType(string type) => _byType[type];

    private static IEnumerable<GraphFault> Cycles(Dictionary<string, ResourceNode> resources)
    {
        var done = new HashSet<string>(resources.Count, StringComparer.Ordinal);
        var path = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in resources.Values)
        {
            path.Clear();
            for (var at = start; at is not null && done.Add(at.Urn); at = at.Parent is null ? null : resources.GetValueOrDefault(at.Parent))
            {
                path.Add(at.Urn);
                if (at.Parent is not null && path.Contains(at.Parent))
                    yield return new(at.Urn, $"its parents form a cycle through {at.Parent}");
            }
        }
    }
}

/// <summary>Something that is wrong with a graph.</summary>
/// <param name="Urn">The resource.</param>
/// <param name="Problem">What is wrong, as a clause without a full stop.</param>
public sealed record GraphFault(string Urn, string Problem);
