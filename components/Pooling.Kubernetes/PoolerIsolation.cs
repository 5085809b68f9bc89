using Infra.Pooling.Specification;
using Pulumi;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;

namespace Infra.Pooling.Kubernetes;

/// <summary>Who may reach the pods, and whom they may reach: what no rule here names is refused.</summary>
internal static class PoolerIsolation
{
    /// <summary>The label of pods that may connect; its value is the name of the pooler.</summary>
    public const string ClientLabel = "pooling.infra/client";

    /// <summary>Where a cache of names on each node listens, which no selector of pods meets (Kubernetes, "Using NodeLocal DNSCache").</summary>
    private const string NodeLocalNames = "169.254.20.10/32";

    public static void Make(ObjectNames names, PgBouncerPoolArgs args, CustomResourceOptions child)
    {
        var specification = args.Plan.Specification;
        var pods = specification.Pooler.Pods;
        var database = new NetworkPolicyEgressRuleArgs { Ports = Ports(specification.Database) };
        foreach (var network in pods.DatabaseNetworks)
            database.To.Add(Network(network));
        var policy = new NetworkPolicySpecArgs
        {
            PodSelector = new LabelSelectorArgs { MatchLabels = names.Labels.Selector },
            PolicyTypes = { "Ingress", "Egress" },
            Ingress =
            {
                new NetworkPolicyIngressRuleArgs
                {
                    From = { Anywhere(new() { [ClientLabel] = names.Pooler }) },
                    Ports = { Port(specification.Pooler.Port) },
                },
            },
            Egress =
            {
                new NetworkPolicyEgressRuleArgs
                {
                    To = { Anywhere(new() { ["k8s-app"] = "kube-dns" }), Network(NodeLocalNames) },
                    Ports = { Port(53, "UDP"), Port(53) },
                },
                database,
            },
        };
        if (pods.Peering)
        {
            var peers = new NetworkPolicyPeerArgs { PodSelector = new LabelSelectorArgs { MatchLabels = names.Labels.Selector } };
            policy.Ingress.Add(new NetworkPolicyIngressRuleArgs { From = { peers }, Ports = { Port(specification.Pooler.Port) } });
            policy.Egress.Add(new NetworkPolicyEgressRuleArgs { To = { peers }, Ports = { Port(specification.Pooler.Port) } });
        }

        if (pods.Metrics)
        {
            policy.Ingress.Add(new NetworkPolicyIngressRuleArgs
            {
                From = { Anywhere(new() { ["app.kubernetes.io/name"] = "prometheus" }) },
                Ports = Enumerable.Range(PoolerMetrics.FirstPort, pods.Processes).Select(port => Port(port)).ToArray(),
            });
        }

        _ = new NetworkPolicy(names.InProgram(), new NetworkPolicyArgs { Metadata = names.Metadata(), Spec = policy }, child);
    }

    private static NetworkPolicyPortArgs[] Ports(DatabaseOptions database) =>
        [.. database.ReadHosts.Select(host => host.Port).Prepend(database.Port).Distinct().Select(port => Port(port))];

    /// <summary>Pods of these labels in whatever namespace.</summary>
    private static NetworkPolicyPeerArgs Anywhere(InputMap<string> labels) => new()
    {
        NamespaceSelector = new LabelSelectorArgs(),
        PodSelector = new LabelSelectorArgs { MatchLabels = labels },
    };

    private static NetworkPolicyPeerArgs Network(string network) => new() { IpBlock = new IPBlockArgs { Cidr = network } };

    private static NetworkPolicyPortArgs Port(int port, string protocol = "TCP") => new() { Port = port, Protocol = protocol };
}
