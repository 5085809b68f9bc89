using System.Collections.Immutable;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>Stacks as rules look at them: typed, read once, with the ways from clients over poolers to servers.</summary>
internal sealed class Estate
{
    /// <summary>What could not be read.</summary>
    public required ImmutableArray<Unreadable> Unreadables { get; init; }

    /// <summary>RDS Proxies.</summary>
    public required ImmutableArray<RdsProxy> Proxies { get; init; }

    /// <summary>The budget of each database server, by title.</summary>
    public ImmutableArray<ServerBudget> Budgets { get; init; } = [];

    /// <summary>Reads stacks.</summary>
    public static Estate Of(IReadOnlyList<ResourceGraph> graphs)
    {
        var proxies = graphs.SelectMany(graph => graph.OfType("aws:rds/proxy:Proxy")).Select(resource => new RdsProxy(resource));
        var faults = graphs.SelectMany(graph => graph.Faults).Select(fault => new Unreadable(
            new(fault.Urn, ""), fault.Problem, null, "a tree of resources, each of which stands there once", "make the file anew"));
        return new() { Unreadables = [.. faults], Proxies = [.. proxies] };
    }
}
