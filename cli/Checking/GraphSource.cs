using System.Collections.Immutable;
using Infra.Cli.Checking.Reading;
using Infra.Policies.Rules;
using Infra.Policies.Rules.Graph;

namespace Infra.Cli.Checking;

/// <summary>A graph, where it comes from, and what is to be known about the reading itself.</summary>
/// <param name="Graph">The resources.</param>
/// <param name="Kind">What told it: <c>program</c>, <c>preview</c>, <c>state</c>, or <c>preview and state</c>.</param>
/// <param name="File">The file to name where nothing better is known.</param>
internal sealed record GraphSource(ResourceGraph Graph, string Kind, string File)
{
    /// <summary>Where each resource stands in a file, by URN.</summary>
    public required IReadOnlyDictionary<string, Place> Places { get; init; }

    /// <summary>The program that makes them.</summary>
    public required ProgramSources Program { get; init; }

    /// <summary>What is missing from it.</summary>
    public ImmutableArray<RuleFinding> Findings { get; init; } = [];

    public string Stack => Graph.Stack;

    /// <summary>Where somebody changes a resource: in the program, if that can be told; null where there is no such resource.</summary>
    public Place? PlaceOf(string urn) => Graph.Find(urn) is not { } resource ? null
        : SourcePositions.PlaceOf(resource) ?? Program.Find(Graph, urn) ?? Places.GetValueOrDefault(urn);
}
