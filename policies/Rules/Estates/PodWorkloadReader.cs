using System.Collections.Immutable;
using System.Globalization;
using Infra.Policies.Rules.Graph;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Estates;

/// <summary>Reads the workloads of Kubernetes and counts their pods.</summary>
internal sealed class PodWorkloadReader(ResourceGraph graph, KubernetesIndex index, Reads reads)
{
    private const string Deployment = "kubernetes:apps/v1:Deployment";
    private const string Rollout = "kubernetes:argoproj.io/v1alpha1:Rollout";
    private const string Pod = "kubernetes:core/v1:Pod";

    private static readonly string[] Types =
    [
        Deployment, "kubernetes:apps/v1:StatefulSet", "kubernetes:apps/v1:DaemonSet", "kubernetes:batch/v1:Job", "kubernetes:batch/v1:CronJob",
        "kubernetes:apps/v1:ReplicaSet", Rollout, Pod,
    ];

    public IEnumerable<PodWorkload> Read()
    {
        foreach (var type in Types)
        {
            foreach (var node in graph.OfType(type))
            {
                var outer = node["spec"];
                var job = type.EndsWith(":CronJob", StringComparison.Ordinal) ? outer["jobTemplate"]["spec"] : outer;
                var template = type == Pod ? new Property("", node.Properties) : job["template"];
                var scaler = index.ScalerOf(node);
                yield return Of(node, template) with
                {
                    Copies = type switch
                    {
                        Deployment => Scaled(node, scaler, SurgeOf(node)),
                        Rollout => Scaled(node, scaler, SurgeOfRollout(node)),
                        "kubernetes:apps/v1:StatefulSet" or "kubernetes:apps/v1:ReplicaSet" => Scaled(node, scaler, (Surge.Count(0), false)),
                        "kubernetes:apps/v1:DaemonSet" => CopyCount.Unknown(Reads.At(node, outer["template"])),
                        Pod => Fixed(node, Quantity.Known(1, new(node.Urn, ""))),
                        _ => Fixed(node, reads.Count(node, job["parallelism"], 1)),
                    },
                    Scaler = scaler,
                };
            }
        }
    }

    private static PodWorkload Of(ResourceNode node, Property template)
    {
        var spec = template["spec"];
        var early = Known(spec["initContainers"]).ToLookup(IsSidecar);
        // A Rollout may take its template from a Deployment.
        Property?[] open =
        [
            .. new[] { spec["containers"], spec["initContainers"] }.SelectMany(list => list.Items.Prepend(list))
                .Select(place => place.IsUnknown ? place : null as Property?),
            spec.IsAbsent && !node["spec"]["workloadRef"].IsAbsent ? node["spec"]["workloadRef"] : null,
        ];
        ImmutableArray<Property> annotations = [node["metadata"]["annotations"], template["metadata"]["annotations"]];
        return new(node, spec, annotations, CopyCount.Unknown(default), [.. Known(spec["containers"]), .. early[true]])
        {
            Starters = [.. early[false]],
            UnreadAt = open.FirstOrDefault(place => place is not null) is { } unread ? Reads.At(node, unread) : null,
            Labels = template["metadata"]["labels"],
        };
    }

    private static IEnumerable<Property> Known(Property containers) => containers.Items.Where(container => !container.IsUnknown);

    /// <summary>Restarted for ever, it runs beside the containers (Kubernetes documentation, "Sidecar Containers"); what is not known may be one.</summary>
    private static bool IsSidecar(Property container) => container["restartPolicy"] is var policy && (policy.IsUnknown || policy.Text.Value == "Always");

    private CopyCount Scaled(ResourceNode node, ResourceNode? scaler, (Surge Surge, bool IsUnknown) surge)
    {
        var at = SurgeAt(node);
        var doubts = surge.IsUnknown ? DemandDoubts.Surge : DemandDoubts.None;
        if (scaler is null)
        {
            var count = Fixed(node, reads.Count(node, node["spec"]["replicas"], 1));
            return count with { Range = count.Range with { Surge = surge.Surge }, SurgeAt = at, Doubts = count.Doubts | doubts };
        }

        var spec = scaler["spec"];
        var isKeda = scaler.Type.EndsWith(":ScaledObject", StringComparison.Ordinal);
        var min = reads.Count(scaler, spec[isKeda ? "minReplicaCount" : "minReplicas"], isKeda ? 0 : 1);
        // KEDA's own default is 100 (KEDA documentation, "ScaledObject specification"); an HPA must say its maximum.
        var limit = spec[isKeda ? "maxReplicaCount" : "maxReplicas"];
        var max = isKeda && limit.IsAbsent ? Quantity.Known(100, Reads.At(scaler, limit))
            : limit.IsAbsent ? Quantity.Unknown(Reads.At(scaler, limit))
            : reads.Count(scaler, limit, 0);
        var most = max.IsKnown ? (int?)Math.Max(Reads.Int(max.Value.Min), Reads.Int(min.Value.Min)) : null;
        return new(new(Reads.Int(min.Value.Min), most, surge.Surge), min.At, max.At, at)
        {
            Doubts = doubts | (min.IsKnown ? DemandDoubts.None : DemandDoubts.Fewest),
            IsMaxUnknown = !max.IsKnown && !limit.IsAbsent,
            IsScaled = true,
        };
    }

    private static CopyCount Fixed(ResourceNode node, Quantity count)
    {
        return count.IsKnown
            ? new(new(Reads.Int(count.Value.Min), Reads.Int(count.Value.Min), Surge.Count(0)), count.At, count.At, SurgeAt(node))
            : CopyCount.Unknown(count.At);
    }

    private static Subject SurgeAt(ResourceNode node)
    {
        var strategy = node["spec"]["strategy"];
        return Reads.At(node, node.Type == Rollout ? strategy["canary"]["maxSurge"] : strategy["rollingUpdate"]["maxSurge"]);
    }

    /// <summary>maxSurge of a Deployment, 25 % by default (Kubernetes documentation, "Deployments: max surge").</summary>
    private (Surge Surge, bool IsUnknown) SurgeOf(ResourceNode node)
    {
        var strategy = node["spec"]["strategy"];
        if (strategy["type"].Text.Value == "Recreate")
            return (Surge.Count(0), false);
        return SurgeOf(node, strategy["rollingUpdate"]["maxSurge"]);
    }

    /// <summary>
    /// As of a Deployment; where traffic is switched, all new pods run beside all old ones (Argo Rollouts documentation, "BlueGreen" and
    /// "Traffic Management").
    /// </summary>
    private (Surge Surge, bool IsUnknown) SurgeOfRollout(ResourceNode node)
    {
        var strategy = node["spec"]["strategy"];
        var switches = !strategy["blueGreen"].IsAbsent || !strategy["canary"]["trafficRouting"].IsAbsent;
        return switches ? (Surge.Percent(100), false) : SurgeOf(node, strategy["canary"]["maxSurge"]);
    }

    private (Surge Surge, bool IsUnknown) SurgeOf(ResourceNode node, Property surge)
    {
        if (surge.IsAbsent)
            return (Surge.Percent(25), false);
        if (surge.IsUnknown)
            return (Surge.Count(0), true);
        if (surge.WholeNumber is { IsKnown: true, Value: >= 0 } count)
            return (Surge.Count(Reads.Int(count.Value)), false);
        if (ParseSurge(surge.Text.Value) is { } share)
            return (share, false);
        reads.Malformed(node, surge, "a number of pods, or a share such as 25%");
        return (Surge.Count(0), true);
    }

    /// <summary>A surge as it is written: <c>1</c> or <c>25%</c>.</summary>
    public static Surge? ParseSurge(string? text)
    {
        if (text is null)
            return null;
        var isPercent = text.EndsWith('%');
        return int.TryParse(isPercent ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) && (!isPercent || amount <= 100)
            ? isPercent ? Surge.Percent(amount) : Surge.Count(amount)
            : null;
    }
}
