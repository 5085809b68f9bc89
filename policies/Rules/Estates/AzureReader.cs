using System.Collections.Immutable;
using Infra.Policies.Rules.Graph;
using Infra.Pooling.Catalog;

namespace Infra.Policies.Rules.Estates;

/// <summary>Reads the Flexible Servers of Azure with their parameters, as Azure Native and as the classic provider make them.</summary>
internal sealed class AzureReader(ResourceGraph graph, NameIndex names)
{
    private const string Native = "azure-native:dbforpostgresql:Server";
    private const string Classic = "azure:postgresql/flexibleServer:FlexibleServer";

    public IEnumerable<DatabaseServer> Read()
    {
        var parameters = Parameters();
        var servers = graph.OfType(Native).Concat(graph.OfType(Classic)).Select(node => Make(node, parameters.GetValueOrDefault(node.Urn))).ToList();
        var byUrn = servers.ToDictionary(server => server.Resource!.Urn, StringComparer.Ordinal);
        foreach (var replica in servers.Where(server => IsReplica(server.Resource!)))
        {
            if (SourceOf(replica.Resource!) is { } source && byUrn[source.Urn] is var primary && primary.Family != replica)
            {
                replica.Primary = primary.Family;
                primary.Family.Replicas.Add(replica);
            }
        }

        return servers;
    }

    private static bool IsClassic(ResourceNode node) => node.Type == Classic;

    private static bool IsServer(ResourceNode node) => node.Kind is Native or Classic;

    private static bool IsReplica(ResourceNode node) => node["createMode"].Text.Value == "Replica";

    private static string? NameOf(ResourceNode node) => (IsClassic(node) ? null : node["serverName"].Text.Value) ?? node["name"].Text.Value;

    private ResourceNode? SourceOf(ResourceNode node)
    {
        var property = IsClassic(node) ? "sourceServerId" : "sourceServerResourceId";
        return node[property].Text is { IsKnown: true, Value: { } id } ? OfId(id)
            : Links.Only(graph, node, property, found => IsServer(found) && !IsReplica(found));
    }

    private ResourceNode? OfId(string id) => Named(id[(id.LastIndexOf('/') + 1)..]);

    private ResourceNode? Named(string name) =>
        names.Find(Native, "serverName", name) ?? names.Find(Native, "name", name) ?? names.Find(Classic, "name", name);

    private Dictionary<string, List<(string Name, SetParameter Value)>> Parameters()
    {
        var parameters = new Dictionary<string, List<(string, SetParameter)>>(StringComparer.Ordinal);
        void Add(ResourceNode? server, string? parameter, ResourceNode node)
        {
            if (server is not null && parameter is not null)
                (parameters.TryGetValue(server.Urn, out var list) ? list : parameters[server.Urn] = []).Add((parameter, new(node, node["value"])));
        }

        foreach (var node in graph.OfType("azure-native:dbforpostgresql:Configuration"))
        {
            var server = node["serverName"].Text is { IsKnown: true, Value: { } name } ? Named(name) : Links.Only(graph, node, "serverName", IsServer);
            Add(server, node["configurationName"].Text.Value ?? node["name"].Text.Value, node);
        }

        foreach (var node in graph.OfType("azure:postgresql/flexibleServerConfiguration:FlexibleServerConfiguration"))
        {
            var server = node["serverId"].Text is { IsKnown: true, Value: { } id } ? OfId(id) : Links.Only(graph, node, "serverId", IsServer);
            Add(server, node["name"].Text.Value, node);
        }

        return parameters;
    }

    private DatabaseServer Make(ResourceNode node, List<(string Name, SetParameter Value)>? own)
    {
        var builder = ImmutableDictionary.CreateBuilder<string, SetParameter>(StringComparer.Ordinal);
        foreach (var (name, value) in own ?? [])
            builder[name] = value;
        var parameters = new ParameterSet(builder.ToImmutable());
        var sku = IsClassic(node) ? FlexibleSku.OfClassic(node) : FlexibleSku.OfNative(node);
        var byDefault = sku.Name is { } size && AzureSku.All.TryGetValue(size, out var known) ? known.MaxConnections : null as long?;
        var stated = parameters.Find("max_connections");
        var max = stated is null
            ? byDefault is { } count ? Quantity.Known(count, Reads.At(node, sku.At)) : Quantity.Unknown(DefaultPlace.OfMaxConnections(node, sku.At, byDefault))
            : stated.Value.WholeNumber is { IsKnown: true, Value: >= 0 } number ? Quantity.Known(number.Value, stated.At)
            : Quantity.Unknown(stated.At);
        var host = HostOf(node);
        return new()
        {
            Kind = ServerKind.FlexibleServer,
            Resource = node,
            Stack = graph.Stack,
            Identity = host ?? node.Urn,
            Title = NameOf(node) ?? node.Name,
            At = max.At,
            Hosts = host is null ? [] : [host],
            MaxConnections = max,
            IsMaxConnectionsStated = stated is not null,
            DefaultMaxConnections = byDefault,
            DefaultAt = DefaultPlace.OfSize(node, sku.At, byDefault),
            SuperuserReserved = AzureSku.SuperuserReserved,
            ProviderReserved = AzureSku.ProviderReserved,
            Parameters = parameters,
            Sku = sku,
        };
    }

    private static string? HostOf(ResourceNode node)
    {
        var whole = node[IsClassic(node) ? "fqdn" : "fullyQualifiedDomainName"].Text.Value;
        var name = node[IsClassic(node) ? "name" : "serverName"].Text.Value;
        return whole?.ToLowerInvariant() ?? (name is null ? null : $"{name.ToLowerInvariant()}.postgres.database.azure.com");
    }
}
