using System.Collections.Immutable;
using Infra.Policies.Rules;
using Infra.Policies.Rules.Graph;

namespace Infra.Cli.Checking;

/// <summary>A graph, where it comes from, and what is to be known about the reading itself.</summary>
/// <param name="Graph">The resources.</param>
/// <param name="Kind">What told it: <c>program</c>, <c>preview</c>, <c>state</c>, or <c>preview and state</c>.</param>
/// <param name="File">The file to name where nothing better is known.</param>
internal sealed record GraphSource(ResourceGraph Graph, string Kind, string File)
{
    /// <summary>Where each resource stands, by URN.</summary>
    public required IReadOnlyDictionary<string, Place> Places { get; init; }

    /// <summary>What is missing from it.</summary>
    public ImmutableArray<RuleFinding> Findings { get; init; } = [];

    public string Stack => Graph.Stack;
}
