using System.Collections.Immutable;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>Pods of one kind.</summary>
/// <param name="Resource">What makes them, such as a Deployment; a Pod makes itself.</param>
/// <param name="Template">Where their template's <c>spec</c> stands.</param>
/// <param name="Annotations">Where their annotations may stand, the outer ones first.</param>
/// <param name="Copies">How many there are.</param>
/// <param name="Containers">The containers that run as long as the pod does, sidecars among them.</param>
internal sealed record PodWorkload(
    ResourceNode Resource, Property Template, ImmutableArray<Property> Annotations, CopyCount Copies, ImmutableArray<Property> Containers)
{
    /// <summary>Name in the cluster, else in the program.</summary>
    public string Name => KubernetesIndex.NameOf(Resource) ?? Resource.Name;

    /// <summary>The containers that end before those start.</summary>
    public ImmutableArray<Property> Starters { get; init; } = [];

    /// <summary>Where containers are said that are not known; null where all are.</summary>
    public Subject? UnreadAt { get; init; }

    /// <summary>Their labels.</summary>
    public Property Labels { get; init; }

    /// <summary>Their autoscaler; null where there is none.</summary>
    public ResourceNode? Scaler { get; init; }
}
