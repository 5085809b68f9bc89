using System.Collections.Immutable;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>Finds the Services in front of pods, by their selectors.</summary>
internal sealed class ServiceIndex
{
    private readonly Dictionary<(string Space, string Key, string Value), List<ResourceNode>> _byLabel = [];

    public ServiceIndex(ResourceGraph graph)
    {
        foreach (var service in graph.OfType("kubernetes:core/v1:Service"))
        {
            // A Service selects by all of its labels; it is kept under one of them, and the rest is compared.
            foreach (var (key, value) in service["spec"]["selector"].Members)
            {
                if (value.Text is { IsKnown: true, Value: { } text })
                {
                    var label = (KubernetesIndex.SpaceOf(service), key, text);
                    (_byLabel.TryGetValue(label, out var list) ? list : _byLabel[label] = []).Add(service);
                    break;
                }
            }
        }
    }

    /// <summary>The names under which pods are reached, in small letters.</summary>
    public ImmutableArray<string> HostsOf(PodWorkload workload)
    {
        var space = KubernetesIndex.SpaceOf(workload.Resource);
        var labels = workload.Labels;
        var hosts = ImmutableArray.CreateBuilder<string>();
        foreach (var (key, value) in labels.Members)
        {
            if (value.Text.Value is not { } text || !_byLabel.TryGetValue((space, key, text), out var services))
                continue;
            foreach (var service in services.Where(service => Selects(service, labels) && KubernetesIndex.NameOf(service) is not null))
            {
                var name = KubernetesIndex.NameOf(service)!.ToLowerInvariant();
                hosts.AddRange(name, $"{name}.{space}", $"{name}.{space}.svc", $"{name}.{space}.svc.cluster.local");
            }
        }

        return hosts.ToImmutable();
    }

    private static bool Selects(ResourceNode service, Property labels) =>
        service["spec"]["selector"].Members.All(member => member.Value.Text.Value is { } wanted && labels[member.Name].Text.Value == wanted);
}
