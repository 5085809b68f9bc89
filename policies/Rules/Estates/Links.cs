using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>Follows the ways between the resources of a stack.</summary>
internal static class Links
{
    /// <summary>The resources that a property takes values from: those that the host tells for the property, else those that the resource waits for.</summary>
    public static IEnumerable<ResourceNode> From(ResourceGraph graph, ResourceNode node, string property)
    {
        var urns = node.PropertyDependencies.TryGetValue(property, out var own) && !own.IsEmpty ? own : node.Dependencies;
        foreach (var urn in urns)
        {
            if (graph.Find(urn) is { } found)
                yield return found;
        }
    }

    /// <summary>The same resources, and those that they themselves take values from: a Secret stands between a program and its server.</summary>
    public static IEnumerable<ResourceNode> Near(ResourceGraph graph, ResourceNode node, string property) =>
        From(graph, node, property).SelectMany(found => From(graph, found, "").Prepend(found));

    /// <summary>The only resource of a kind that a property takes values from; null where there is none, or more than one.</summary>
    public static ResourceNode? Only(ResourceGraph graph, ResourceNode node, string property, Func<ResourceNode, bool> kind)
    {
        ResourceNode? only = null;
        foreach (var found in From(graph, node, property))
        {
            if (!kind(found) || found == only)
                continue;
            if (only is not null)
                return null;
            only = found;
        }

        return only;
    }
}
