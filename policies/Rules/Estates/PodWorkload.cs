using System.Collections.Immutable;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>Pods of one kind.</summary>
/// <param name="Resource">Their Deployment, StatefulSet, DaemonSet, Job or CronJob.</param>
/// <param name="Template">Where their template's <c>spec</c> stands.</param>
/// <param name="Annotations">Where their annotations may stand, the outer ones first.</param>
/// <param name="Copies">How many there are.</param>
/// <param name="Containers">Their containers.</param>
internal sealed record PodWorkload(
    ResourceNode Resource, Property Template, ImmutableArray<Property> Annotations, CopyCount Copies, ImmutableArray<Property> Containers)
{
    /// <summary>Name in the cluster, else in the program.</summary>
    public string Name => KubernetesIndex.NameOf(Resource) ?? Resource.Name;

    /// <summary>Their autoscaler; null where there is none.</summary>
    public ResourceNode? Scaler { get; init; }
}
