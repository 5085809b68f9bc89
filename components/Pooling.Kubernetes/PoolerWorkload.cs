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
    private const string PeersEnd = "-peers";

    private readonly ObjectNames _names;
    private readonly CustomResourceOptions _child;
    private readonly CustomResourceOptions _waiting;

    public PoolerWorkload(
        ObjectNames names,
        PgBouncerPoolArgs args,
        ServiceAccount account,
        PoolerFiles files,
        PoolerMetrics? metrics,
        CustomResourceOptions child)
    {
        (_names, _child) = (names, child);
        var pooler = args.Plan.Specification.Pooler;
        var range = PoolerScale.Range(pooler.Replicas);
        // The number of pods is the autoscaler's: one that stood here would take pods away again whenever the object is applied.
        var pods = range is null ? pooler.Replicas.Min : (Input<int>?)null;
        if (range is { } limits)
            PoolerScale.Make(names, args, limits, child);
        List<Resource> needed = [account, .. files.Made];
        if (metrics is not null)
            needed.Add(metrics.Secret);
        _waiting = CustomResourceOptions.Merge(child, new CustomResourceOptions { DependsOn = needed });
        if (range is not null)
            _waiting.IgnoreChanges.Add("spec.replicas");

        // Without a surge an old pod has to be gone before the new one opens connections, and only a StatefulSet waits for that.
        if (pooler.Replicas.Surge.Amount == 0)
        {
            var peers = names.Pooler + PeersEnd;
            _waiting.DependsOn.Add(Peers(pooler.Port));
            Input<string> domain = args.Namespace.ToOutput().Apply(space => $"{peers}.{space}.svc");
            Stateful(pods, peers, PodTemplate.Of(args, names, files, metrics, pooler.Pods.Peering ? domain : null));
        }
        else
        {
            Stateless(pods, pooler.Replicas.Surge, PodTemplate.Of(args, names, files, metrics, peers: null));
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
    private Service Peers(int port) => new(_names.InProgram(PeersEnd), new ServiceArgs
    {
        Metadata = _names.Metadata(PeersEnd),
        Spec = new ServiceSpecArgs
        {
            ClusterIP = "None",
            PublishNotReadyAddresses = true,
            Selector = _names.Labels.Selector,
            Ports = { new ServicePortArgs { Name = "pgbouncer", Port = port, TargetPort = "pgbouncer" } },
        },
    }, _child);

    private void Stateful(Input<int>? pods, string peers, PodTemplateSpecArgs template) => _ = new StatefulSet(_names.InProgram(), new StatefulSetArgs
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
    }, _waiting);

    private void Stateless(Input<int>? pods, Specification.Surge surge, PodTemplateSpecArgs template) => _ = new Deployment(_names.InProgram(), new DeploymentArgs
    {
        Metadata = _names.Metadata(),
        Spec = new DeploymentSpecArgs
        {
            Replicas = pods,
            Selector = new LabelSelectorArgs { MatchLabels = _names.Labels.Selector },
            Strategy = new DeploymentStrategyArgs
            {
                Type = "RollingUpdate",
                RollingUpdate = new RollingUpdateDeploymentArgs
                {
                    MaxSurge = surge.IsPercent ? surge.ToString() : surge.Amount,
                    MaxUnavailable = 0,
                },
            },
            Template = template,
        },
    }, _waiting);
}
