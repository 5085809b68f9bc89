using System.Collections.Immutable;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>Reads the RDS Proxies of a stack.</summary>
internal sealed class RdsProxyReader(ResourceGraph graph, NameIndex names, AwsReader servers, Reads reads)
{
    /// <summary>Type token of a proxy's target group.</summary>
    public const string TargetGroup = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";

    private const string Proxy = "aws:rds/proxy:Proxy";

    public IEnumerable<RdsProxy> Read()
    {
        var groups = ByProxy(TargetGroup);
        var targets = ByProxy("aws:rds/proxyTarget:ProxyTarget");
        var endpoints = ByProxy("aws:rds/proxyEndpoint:ProxyEndpoint");
        foreach (var node in graph.OfType(Proxy).Where(IsPostgres))
        {
            var group = groups.GetValueOrDefault(node.Urn)?[0];
            var percent = group is null
                ? Quantity.Known(100, new(node.Urn, "connectionPoolConfig.maxConnectionsPercent"))
                : Percent(group);
            var own = targets.GetValueOrDefault(node.Urn) ?? [];
            yield return new(node, graph.Stack)
            {
                Group = group,
                Targets = [.. own],
                Endpoints = [.. endpoints.GetValueOrDefault(node.Urn) ?? []],
                MaxConnectionsPercent = percent,
                Server = own.Select(Target).FirstOrDefault(server => server is not null),
            };
        }
    }

    /// <summary>Whether it stands before PostgreSQL, or may do so: its family is not known yet.</summary>
    public static bool IsPostgres(ResourceNode proxy) => proxy["engineFamily"].Text is not { IsKnown: true, Value: not "POSTGRESQL" };

    private DatabaseServer? Target(ResourceNode target) =>
        servers.Target(target, target["dbClusterIdentifier"].IsAbsent ? "dbInstanceIdentifier" : "dbClusterIdentifier")?.Family;

    private Quantity Percent(ResourceNode group)
    {
        var read = reads.Count(group, group["connectionPoolConfig"]["maxConnectionsPercent"], 100);
        // AWS takes 1 to 100; what is not known is somewhere between.
        return read with { Value = new(Math.Min(read.Value.Min, 100), Math.Min(read.Value.Max ?? 100, 100)) };
    }

    private Dictionary<string, List<ResourceNode>> ByProxy(string type)
    {
        var owned = new Dictionary<string, List<ResourceNode>>(StringComparer.Ordinal);
        foreach (var node in graph.OfType(type))
        {
            var proxy = node["dbProxyName"].Text is { IsKnown: true, Value: { } name } && names.Find(Proxy, "name", name) is { } named
                ? named
                : Links.Only(graph, node, "dbProxyName", found => found.Type == Proxy);
            if (proxy is not null)
                (owned.TryGetValue(proxy.Urn, out var list) ? list : owned[proxy.Urn] = []).Add(node);
        }

        return owned;
    }
}
