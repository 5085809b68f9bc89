using System.Collections.Immutable;
using Infra.Policies.Rules.Graph;
using Infra.Pooling.Catalog;

namespace Infra.Policies.Rules.Estates;

/// <summary>Reads the Flexible Servers of Azure with their parameters.</summary>
internal sealed class AzureReader(ResourceGraph graph, NameIndex names)
{
    private const string Server = "azure-native:dbforpostgresql:Server";

    public IEnumerable<DatabaseServer> Read()
    {
        var parameters = Parameters();
        var servers = graph.OfType(Server).Select(node => Make(node, parameters.GetValueOrDefault(node.Urn))).ToList();
        var byUrn = servers.ToDictionary(server => server.Resource!.Urn, StringComparer.Ordinal);
        foreach (var replica in servers.Where(server => IsReplica(server.Resource!)))
        {
            if (SourceOf(replica.Resource!, byUrn) is { } primary && primary.Family != replica)
            {
                replica.Primary = primary.Family;
                primary.Family.Replicas.Add(replica);
            }
        }

        return servers;
    }

    private static bool IsReplica(ResourceNode node) =>
        node["createMode"].Text.Value == "Replica";

    private DatabaseServer? SourceOf(ResourceNode node, Dictionary<string, DatabaseServer> servers)
    {
        var source = node["sourceServerResourceId"].Text is { IsKnown: true, Value: { } id }
            ? names.Find(Server, "serverName", id[(id.LastIndexOf('/') + 1)..]) ?? names.Find(Server, "name", id[(id.LastIndexOf('/') + 1)..])
            : Links.Only(graph, node, "sourceServerResourceId", found => found.Type == Server && !IsReplica(found));
        return source is null ? null : servers[source.Urn];
    }

    private Dictionary<string, List<(string Name, SetParameter Value)>> Parameters()
    {
        var parameters = new Dictionary<string, List<(string, SetParameter)>>(StringComparer.Ordinal);
        foreach (var node in graph.OfType("azure-native:dbforpostgresql:Configuration"))
        {
            var server = node["serverName"].Text is { IsKnown: true, Value: { } name }
                ? names.Find(Server, "serverName", name) ?? names.Find(Server, "name", name)
                : Links.Only(graph, node, "serverName", found => found.Type == Server);
            var parameter = node["configurationName"].Text.Value ?? node["name"].Text.Value;
            if (server is not null && parameter is not null)
                (parameters.TryGetValue(server.Urn, out var list) ? list : parameters[server.Urn] = []).Add((parameter, new(node, node["value"])));
        }

        return parameters;
    }

    private DatabaseServer Make(ResourceNode node, List<(string Name, SetParameter Value)>? own)
    {
        var builder = ImmutableDictionary.CreateBuilder<string, SetParameter>(StringComparer.Ordinal);
        foreach (var (name, value) in own ?? [])
            builder[name] = value;
        var parameters = new ParameterSet(builder.ToImmutable());
        var sku = node["sku"]["name"];
        var byDefault = sku.Text.Value is { } size && AzureSku.All.TryGetValue(size, out var known) ? known.MaxConnections : null as long?;
        var stated = parameters.Find("max_connections");
        var max = stated is null ? byDefault is { } count ? Quantity.Known(count, Reads.At(node, sku)) : Quantity.Unknown(Reads.At(node, sku))
            : stated.Value.WholeNumber is { IsKnown: true, Value: >= 0 } number ? Quantity.Known(number.Value, stated.At)
            : Quantity.Unknown(stated.At);
        var host = node["fullyQualifiedDomainName"].Text.Value?.ToLowerInvariant()
            ?? (node["serverName"].Text.Value is { } server ? $"{server.ToLowerInvariant()}.postgres.database.azure.com" : null);
        return new()
        {
            Kind = ServerKind.FlexibleServer,
            Resource = node,
            Stack = graph.Stack,
            Identity = host ?? node.Urn,
            Title = node["serverName"].Text.Value ?? node["name"].Text.Value ?? node.Name,
            At = max.At,
            Hosts = host is null ? [] : [host],
            MaxConnections = max,
            IsMaxConnectionsStated = stated is not null,
            DefaultMaxConnections = byDefault,
            SuperuserReserved = AzureSku.SuperuserReserved,
            ProviderReserved = AzureSku.ProviderReserved,
            Parameters = parameters,
        };
    }
}
