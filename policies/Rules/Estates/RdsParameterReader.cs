using System.Collections.Immutable;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>Reads the parameter group of a server.</summary>
internal sealed class RdsParameterReader(ResourceGraph graph, NameIndex names, Reads reads)
{
    public ParameterSet Of(ResourceNode server, string property, string type)
    {
        var name = server[property];
        if (name.IsAbsent || name.Text.Value?.StartsWith("default.", StringComparison.Ordinal) == true)
            return ParameterSet.None;
        var group = name.Text is { IsKnown: true, Value: { } known }
            ? names.Find(type, "name", known)
            : Links.Only(graph, server, property, node => node.Type == type);
        return group is null ? ParameterSet.None with { UnreadAt = Reads.At(server, name) } : Read(group);
    }

    private ParameterSet Read(ResourceNode group)
    {
        var list = group["parameters"];
        if (list.IsUnknown)
            return ParameterSet.None with { UnreadAt = Reads.At(group, list) };
        if (list is { IsAbsent: false, Value: not ListValue })
        {
            reads.Malformed(group, list, "a list of parameters");
            return ParameterSet.None with { UnreadAt = Reads.At(group, list) };
        }

        var parameters = ImmutableDictionary.CreateBuilder<string, SetParameter>(StringComparer.Ordinal);
        Subject? unread = null;
        foreach (var item in list.Items)
        {
            if (item["name"].Text is { IsKnown: true, Value: { } name })
                parameters[name] = new(group, item["value"]) { ApplyMethod = item["applyMethod"] };
            else if (item.IsUnknown || item["name"].IsUnknown)
                unread = Reads.At(group, item);
        }

        return new(parameters.ToImmutable()) { UnreadAt = unread };
    }
}
