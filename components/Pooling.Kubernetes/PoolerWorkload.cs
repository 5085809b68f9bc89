using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Policy.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Policy.V1;
using Deployment = Pulumi.Kubernetes.Apps.V1.Deployment;
using StatefulSet = Pulumi.Kubernetes.Apps.V1.StatefulSet;

namespace Infra.Pooling.Kubernetes;

/// <summary>
/// What keeps the pods running: a StatefulSet where they have to know each other by name, for cancel requests, and a Deployment where
/// they do not.
/// </summary>
internal sealed class PoolerWorkload
{
    private readonly ObjectNames _names;
    private readonly CustomResourceOptions _child;
    private readonly CustomResourceOptions _counted;

    public PoolerWorkload(
        ObjectNames names,
        PgBouncerPoolArgs args,
        Input<string> serviceAccount,
        PoolerFiles files,
        PoolerMetrics? metrics,
        CustomResourceOptions child)
    {
        (_names, _child) = (names, child);
        var pooler = args.Plan.Specification.Pooler;
        if (PoolerScale.Range(pooler.Replicas) is { } range)
        {
            PoolerScale.Make(names, args, range, child);
            // The number of pods is the autoscaler's from then on.
            _counted = CustomResourceOptions.Merge(child, new CustomResourceOptions { IgnoreChanges = { "spec.replicas" } });
        }
        else
        {
            _counted = child;
        }

        // Without a surge an old pod has to be gone before the new one opens connections, and only a StatefulSet waits for that.
        if (pooler.Replicas.Surge.Amount == 0)
        {
            var peers = Peers(pooler.Port);
            Input<string> domain = peers.Metadata.Apply(service => $"{service.Name}.{service.Namespace}.svc");
            var template = PodTemplate.Of(args, names.Labels, serviceAccount, files, metrics, pooler.Pods.Peering ? domain : null);
            Stateful(pooler.Replicas.Min, peers.Metadata.Apply(service => service.Name), template);
        }
        else
        {
            Stateless(pooler.Replicas, PodTemplate.Of(args, names.Labels, serviceAccount, files, metrics, peers: null));
        }
    }

    /// <summary>Keeps a drain of nodes from taking several pods at once, and lets it take those that do not serve anyway.</summary>
    public void Protect() => _ = new PodDisruptionBudget(_names.InProgram(), new PodDisruptionBudgetArgs
    {
        Metadata = _names.Metadata(),
        Spec = new PodDisruptionBudgetSpecArgs
        {
            MaxUnavailable = 1,
            UnhealthyPodEvictionPolicy = "AlwaysAllow",
            Selector = new LabelSelectorArgs { MatchLabels = _names.Labels.Selector },
        },
    }, _child);

    /// <summary>The names of the pods. A pod that starts or ends still has to be found: it may hold what a cancel request is for.</summary>
    private Service Peers(int port) => new(_names.InProgram("-peers"), new ServiceArgs
    {
        Metadata = _names.Metadata("-peers"),
        Spec = new ServiceSpecArgs
        {
            ClusterIP = "None",
            PublishNotReadyAddresses = true,
            Selector = _names.Labels.Selector,
            Ports = { new ServicePortArgs { Name = "pgbouncer", Port = port, TargetPort = "pgbouncer" } },
        },
    }, _child);

    private void Stateful(int pods, Input<string> peers, PodTemplateSpecArgs template) => _ = new StatefulSet(_names.InProgram(), new StatefulSetArgs
    {
        Metadata = _names.Metadata(),
        Spec = new StatefulSetSpecArgs
        {
            Replicas = pods,
            ServiceName = peers,
            PodManagementPolicy = "Parallel",
            Selector = new LabelSelectorArgs { MatchLabels = _names.Labels.Selector },
            // One pod after the other, which is the default of a rolling update; to state it needs a feature gate of the cluster.
            UpdateStrategy = new StatefulSetUpdateStrategyArgs { Type = "RollingUpdate" },
            Template = template,
        },
    }, _counted);

    private void Stateless(Specification.ReplicaRange replicas, PodTemplateSpecArgs template) => _ = new Deployment(_names.InProgram(), new DeploymentArgs
    {
        Metadata = _names.Metadata(),
        Spec = new DeploymentSpecArgs
        {
            Replicas = replicas.Min,
            Selector = new LabelSelectorArgs { MatchLabels = _names.Labels.Selector },
            Strategy = new DeploymentStrategyArgs
            {
                Type = "RollingUpdate",
                RollingUpdate = new RollingUpdateDeploymentArgs
                {
                    MaxSurge = replicas.Surge is { IsPercent: false } surge ? surge.Amount : replicas.Surge.ToString(),
                    MaxUnavailable = 0,
                },
            },
            Template = template,
        },
    }, _counted);
}
