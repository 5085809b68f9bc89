using System.Collections.Immutable;
using Infra.Cli.Evaluation;
using Infra.Policies.Rules.Graph;

namespace Infra.Cli.Checking.Reading;

/// <summary>The resources of a program that was run in this process, as a graph.</summary>
internal static class EvaluatedGraph
{
    public static ResourceGraph Of(EvaluatedStack stack) => Of(stack.Name, stack.Resources);

    /// <summary>The resources that a recorder saw.</summary>
    public static ResourceGraph Of(string stack, IEnumerable<RecordedResource> resources) => ResourceGraph.Create(stack, resources.Select(Node));

    private static ResourceNode Node(RecordedResource resource) => new(
        resource.Urn, resource.Type, resource.Name, (ObjectValue)NodeValues.Of(resource.Inputs, resource.Masked))
    {
        IsCustom = resource.Custom,
        Parent = resource.Parent,
        Dependencies = resource.Dependencies,
        PropertyDependencies = resource.PropertyDependencies.ToImmutableDictionary(member => member.Key, member => member.Value.ToImmutableArray()),
    };
}
