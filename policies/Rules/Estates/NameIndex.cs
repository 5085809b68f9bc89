using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>Finds the resources of a stack by a name in their properties; each type is read once.</summary>
internal sealed class NameIndex(ResourceGraph graph)
{
    private readonly Dictionary<(string Type, string Property), Dictionary<string, ResourceNode>> _byName = [];

    /// <summary>The first resource of a type with a property of this text.</summary>
    public ResourceNode? Find(string type, string property, string name)
    {
        if (!_byName.TryGetValue((type, property), out var names))
        {
            names = new(StringComparer.Ordinal);
            foreach (var node in graph.OfType(type))
            {
                if (node[property].Text is { IsKnown: true, Value: { } text })
                    names.TryAdd(text, node);
            }

            _byName[(type, property)] = names;
        }

        return names.GetValueOrDefault(name);
    }
}
