using System.Collections.Immutable;
using Infra.Pooling;
using Infra.Pooling.Connections;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Stacks;

/// <summary>The variables of each workload as a Kubernetes Secret, for pods to take with <c>envFrom</c>.</summary>
internal static class ConnectionKubernetesSecret
{
    public static void Make(PoolPlan plan, PoolingEndpoints endpoints, Output<ImmutableDictionary<string, string>> credentials, string space)
    {
        var hosts = Output.Tuple(endpoints.ReadWriteHost, endpoints.ReadOnlyHost, endpoints.DirectHost);
        foreach (var workload in plan.Specification.Workloads)
        {
            Output<string> Value(string name) => Output.Tuple(hosts, credentials).Apply(known =>
                new ConnectionPlanner(plan, known.Item1.Item1, known.Item1.Item2, known.Item1.Item3)
                    .Variables(workload, role => known.Item2[role])[name].Value);

            // The names follow from the plan, so that a preview shows them before any host is known.
            var names = new ConnectionPlanner(plan, "host.invalid", "host.invalid", "host.invalid").Variables(workload, _ => "?").Keys;
            var data = new InputMap<string>();
            foreach (var name in names)
                data.Add(name, Value(name));
            _ = new Secret($"connection-{workload.Name}", new SecretArgs
            {
                Metadata = new ObjectMetaArgs { Name = $"connection-{workload.Name}", Namespace = space },
                Type = "Opaque",
                StringData = data,
            });
        }
    }
}
