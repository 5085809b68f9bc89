using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>Finds the Kubernetes objects of a stack by namespace and name, and autoscalers by what they scale.</summary>
internal sealed class KubernetesIndex
{
    private readonly ResourceGraph _graph;
    private readonly Dictionary<(string Kind, string Space, string Name), ResourceNode> _byName = [];
    private readonly Dictionary<(string Space, string Name), ResourceNode> _scalers = [];
    private readonly Dictionary<string, ResourceNode> _scalersByTarget = new(StringComparer.Ordinal);

    public KubernetesIndex(ResourceGraph graph)
    {
        _graph = graph;
        foreach (var kind in new[] { "ConfigMap", "Secret", "Service" })
        {
            foreach (var node in graph.OfType($"kubernetes:core/v1:{kind}"))
            {
                if (NameOf(node) is { } name)
                    _byName.TryAdd((kind, SpaceOf(node), name), node);
            }
        }

        foreach (var type in ScalerTypes)
        {
            foreach (var node in graph.OfType(type))
                AddScaler(node);
        }
    }

    private static readonly string[] ScalerTypes =
    [
        "kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "kubernetes:autoscaling/v1:HorizontalPodAutoscaler",
        "kubernetes:autoscaling/v2beta2:HorizontalPodAutoscaler", "kubernetes:keda.sh/v1alpha1:ScaledObject",
    ];

    /// <summary>Name in the cluster; null where the provider invents it.</summary>
    public static string? NameOf(ResourceNode node) => node["metadata"]["name"].Text.Value;

    /// <summary>Namespace; that of the provider's default where none is said.</summary>
    public static string SpaceOf(ResourceNode node) => node["metadata"]["namespace"].Text.Value ?? "default";

    /// <summary>An object by its name.</summary>
    public ResourceNode? Find(string kind, string space, string name) => _byName.GetValueOrDefault((kind, space, name));

    /// <summary>An object that a property of another names: by name, or where that is not known, the only one of the kind that it waits for.</summary>
    public ResourceNode? Find(string kind, ResourceNode from, Property name) => name.Text switch
    {
        { IsKnown: true, Value: { } known } => Find(kind, SpaceOf(from), known),
        { IsUnknown: true } => Links.Only(_graph, from, "spec", node => node.Type == $"kubernetes:core/v1:{kind}"),
        _ => null,
    };

    /// <summary>The autoscaler of a workload; null where it has none.</summary>
    public ResourceNode? ScalerOf(ResourceNode workload) =>
        _scalersByTarget.GetValueOrDefault(workload.Urn)
        ?? (NameOf(workload) is { } name ? _scalers.GetValueOrDefault((SpaceOf(workload), name)) : null);

    private void AddScaler(ResourceNode node)
    {
        var target = node["spec"]["scaleTargetRef"]["name"].Text;
        if (target is { IsKnown: true, Value: { } name })
            _scalers.TryAdd((SpaceOf(node), name), node);
        else if (target.IsUnknown && Links.Only(_graph, node, "spec", IsWorkload) is { } workload)
            _scalersByTarget.TryAdd(workload.Urn, node);
    }

    private static bool IsWorkload(ResourceNode node) => node.Type is "kubernetes:apps/v1:Deployment" or "kubernetes:apps/v1:StatefulSet"
        or "kubernetes:apps/v1:ReplicaSet" or "kubernetes:argoproj.io/v1alpha1:Rollout";
}
