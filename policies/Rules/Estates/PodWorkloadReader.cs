using System.Globalization;
using Infra.Policies.Rules.Graph;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Estates;

/// <summary>Reads the workloads of Kubernetes and counts their pods.</summary>
internal sealed class PodWorkloadReader(ResourceGraph graph, KubernetesIndex index, Reads reads)
{
    private static readonly string[] Types =
        ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet", "kubernetes:apps/v1:DaemonSet", "kubernetes:batch/v1:Job", "kubernetes:batch/v1:CronJob"];

    public IEnumerable<PodWorkload> Read()
    {
        foreach (var type in Types)
        {
            foreach (var node in graph.OfType(type))
            {
                var outer = node["spec"];
                var job = type.EndsWith(":CronJob", StringComparison.Ordinal) ? outer["jobTemplate"]["spec"] : outer;
                var template = job["template"];
                var scaler = index.ScalerOf(node);
                yield return new(
                    node,
                    template["spec"],
                    [node["metadata"]["annotations"], template["metadata"]["annotations"]],
                    type switch
                    {
                        "kubernetes:apps/v1:Deployment" => Scaled(node, scaler, SurgeOf(node)),
                        "kubernetes:apps/v1:StatefulSet" => Scaled(node, scaler, (Surge.Count(0), false)),
                        "kubernetes:apps/v1:DaemonSet" => CopyCount.Unknown(Reads.At(node, outer["template"])),
                        _ => Fixed(node, reads.Count(node, job["parallelism"], 1)),
                    },
                    [.. template["spec"]["containers"].Items])
                {
                    Scaler = scaler,
                };
            }
        }
    }

    private CopyCount Scaled(ResourceNode node, ResourceNode? scaler, (Surge Surge, bool IsUnknown) surge)
    {
        var at = Reads.At(node, node["spec"]["strategy"]["rollingUpdate"]["maxSurge"]);
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
        var at = Reads.At(node, node["spec"]["strategy"]["rollingUpdate"]["maxSurge"]);
        return count.IsKnown
            ? new(new(Reads.Int(count.Value.Min), Reads.Int(count.Value.Min), Surge.Count(0)), count.At, count.At, at)
            : CopyCount.Unknown(count.At);
    }

    /// <summary>maxSurge of a Deployment, 25 % by default (Kubernetes documentation, "Deployments: max surge").</summary>
    private (Surge Surge, bool IsUnknown) SurgeOf(ResourceNode node)
    {
        var strategy = node["spec"]["strategy"];
        if (strategy["type"].Text.Value == "Recreate")
            return (Surge.Count(0), false);
        var surge = strategy["rollingUpdate"]["maxSurge"];
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
