using System.Globalization;
using Infra.Pooling.Monitoring;
using Infra.Pooling.Specification;
using Pulumi;
using Pulumi.Kubernetes.Autoscaling.V2;
using Pulumi.Kubernetes.Types.Inputs.Autoscaling.V2;

namespace Infra.Pooling.Kubernetes;

/// <summary>
/// Adds pods while PgBouncer itself is short of something: its core, or room for clients. Never because clients wait: they wait for
/// the database, and each further pod brings it more connections. The budget was proven for the largest number of pods.
/// </summary>
internal static class PoolerScale
{
    /// <summary>Shares at which a pod is added, in percent: of the cores that the processes of a pod can use, and of max_client_conn.</summary>
    private const int Full = 70;

    /// <summary>The bounds between which the number of pods may move; null when it is fixed.</summary>
    public static (int Min, int Max)? Range(ReplicaRange replicas) => replicas.Max is { } max && max > replicas.Min ? (replicas.Min, max) : null;

    public static void Make(ObjectNames names, PgBouncerPoolArgs args, (int Min, int Max) range, CustomResourceOptions child)
    {
        var pods = args.Plan.Specification.Pooler.Pods;
        var spec = new HorizontalPodAutoscalerSpecArgs
        {
            ScaleTargetRef = new CrossVersionObjectReferenceArgs { ApiVersion = "apps/v1", Kind = pods.Peering ? "StatefulSet" : "Deployment", Name = names.Pooler },
            MinReplicas = range.Min,
            MaxReplicas = range.Max,
            Metrics = { new MetricSpecArgs { Type = "Resource", Resource = new ResourceMetricSourceArgs { Name = "cpu", Target = Target(Full * 10 * pods.Processes) } } },
            Behavior = new HorizontalPodAutoscalerBehaviorArgs
            {
                // A pod that goes takes its clients' connections with it, so it has to be superfluous for as long as they last.
                ScaleDown = new HPAScalingRulesArgs
                {
                    StabilizationWindowSeconds = (int)Math.Min(3600, args.Plan.Timeouts.Drain.Grace.TotalSeconds),
                    Policies = { new HPAScalingPolicyArgs { Type = "Pods", Value = 1, PeriodSeconds = 300 } },
                },
                ScaleUp = new HPAScalingRulesArgs { Policies = { new HPAScalingPolicyArgs { Type = "Pods", Value = 1, PeriodSeconds = 60 } } },
            },
        };
        if (pods.Metrics)
        {
            spec.Metrics.Add(new MetricSpecArgs
            {
                Type = "Pods",
                Pods = new PodsMetricSourceArgs { Metric = new MetricIdentifierArgs { Name = PoolerRules.ClientUse }, Target = Target(Full * 10) },
            });
        }

        _ = new HorizontalPodAutoscaler(names.InProgram(), new HorizontalPodAutoscalerArgs { Metadata = names.Metadata(), Spec = spec }, child);
    }

    /// <summary>Not a share of the request, which says nothing about what a process can use.</summary>
    private static MetricTargetArgs Target(int thousandths) =>
        new() { Type = "AverageValue", AverageValue = $"{thousandths.ToString(CultureInfo.InvariantCulture)}m" };
}
