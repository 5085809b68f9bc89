using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Policies.Rules.Graph;
using Infra.Pooling.Catalog;

namespace Infra.Policies.Rules.Estates;

/// <summary>Reads the PostgreSQL servers of RDS and Aurora.</summary>
internal sealed partial class AwsReader(ResourceGraph graph, NameIndex names, Reads reads)
{
    private const string Instance = "aws:rds/instance:Instance";
    private const string Cluster = "aws:rds/cluster:Cluster";
    private const string Scaling = "serverlessv2ScalingConfiguration";
    private const string Serverless = "db.serverless";

    private readonly Dictionary<string, DatabaseServer> _byUrn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DatabaseServer> _byIdentifier = new(StringComparer.Ordinal);

    /// <summary>The servers, clusters first.</summary>
    public IEnumerable<DatabaseServer> Read()
    {
        var members = new Dictionary<string, List<ResourceNode>>(StringComparer.Ordinal);
        foreach (var member in graph.OfType("aws:rds/clusterInstance:ClusterInstance"))
        {
            var owner = member["clusterIdentifier"].Text is { IsKnown: true } named
                ? names.Find(Cluster, "clusterIdentifier", named.Value!)
                : null;
            owner ??= Links.Only(graph, member, "clusterIdentifier", node => node.Type == Cluster);
            if (owner is not null)
                (members.TryGetValue(owner.Urn, out var list) ? list : members[owner.Urn] = []).Add(member);
        }

        var servers = new List<DatabaseServer>();
        foreach (var cluster in graph.OfType(Cluster))
        {
            if (IsPostgres(cluster))
                servers.Add(Known(cluster, OfCluster(cluster, members.GetValueOrDefault(cluster.Urn) ?? [])));
        }

        foreach (var instance in graph.OfType(Instance))
        {
            // A replica need not name its engine: it has its source's.
            if (IsPostgres(instance) || !instance["replicateSourceDb"].IsAbsent)
                servers.Add(Known(instance, OfInstance(instance)));
        }

        foreach (var replica in servers.Where(server => server.Resource is { } node && !node["replicateSourceDb"].IsAbsent))
        {
            if (Target(replica.Resource!, "replicateSourceDb", Instance) is { } primary && primary.Family != replica)
            {
                replica.Primary = primary.Family;
                primary.Family.Replicas.Add(replica);
            }
        }

        return servers;
    }

    /// <summary>The servers of other engines: what connects to one of them is no client of ours.</summary>
    public IEnumerable<ResourceNode> Others() => graph.OfType(Cluster).Concat(graph.OfType(Instance))
        .Where(node => !_byUrn.ContainsKey(node.Urn) && node["engine"].Text.IsKnown);

    /// <summary>The server that a property names, by identifier or by the way to it.</summary>
    public DatabaseServer? Target(ResourceNode node, string property, string? type = null)
    {
        if (node[property].Text is { IsKnown: true, Value: { } name })
            return _byIdentifier.GetValueOrDefault(name) ?? _byIdentifier.GetValueOrDefault(name[(name.LastIndexOf(':') + 1)..]);
        return Links.Only(graph, node, property, found => (type is null ? found.Type is Instance or Cluster : found.Type == type) && _byUrn.ContainsKey(found.Urn)) is { } only
            ? _byUrn[only.Urn]
            : null;
    }

    private DatabaseServer Known(ResourceNode node, DatabaseServer server)
    {
        _byUrn[node.Urn] = server;
        if (Identifier(node) is { } identifier)
            _byIdentifier.TryAdd(identifier, server);
        return server;
    }

    private static string? Identifier(ResourceNode node) => node[node.Type == Cluster ? "clusterIdentifier" : "identifier"].Text.Value;

    private static bool IsPostgres(ResourceNode node) => node["engine"].Text switch
    {
        { IsKnown: true, Value: { } engine } => engine.Contains("postgres", StringComparison.Ordinal),
        // Both engine families share every type; what is not known yet may be ours.
        { IsUnknown: true } => true,
        _ => false,
    };

    private DatabaseServer OfInstance(ResourceNode node)
    {
        var parameters = new RdsParameterReader(graph, names, reads).Of(node, "parameterGroupName", "aws:rds/parameterGroup:ParameterGroup");
        var size = node["instanceClass"];
        return Make(node, ServerKind.RdsInstance, parameters, new(DefaultOf(size), node, size), [], "dbName");
    }

    private DatabaseServer OfCluster(ResourceNode node, List<ResourceNode> members)
    {
        var parameters = new RdsParameterReader(graph, names, reads).Of(node, "dbClusterParameterGroupName", "aws:rds/clusterParameterGroup:ClusterParameterGroup");
        ServerSize[] sizes = [.. members.Select(member => OfMember(node, member))];
        var isServerless = !node[Scaling].IsAbsent && members.TrueForAll(member => member["instanceClass"].Text.Value is null or Serverless);
        var smallest = isServerless ? OfServerless(node)
            : sizes.Length > 0 ? sizes.MinBy(size => size.Default ?? -1)
            : new(DefaultOf(node["dbClusterInstanceClass"]), node, node["dbClusterInstanceClass"]);
        return Make(
            node, ServerKind.RdsCluster, parameters, smallest,
            [.. members.Zip(sizes, (member, size) => new ClusterMember(member, size.Default, size.At))], "databaseName");
    }

    /// <summary>The serverless members of a cluster all scale as it says.</summary>
    private static ServerSize OfMember(ResourceNode cluster, ResourceNode member) => member["instanceClass"] is var size && size.Text.Value == Serverless
        ? OfServerless(cluster)
        : new(DefaultOf(size), member, size);

    private static ServerSize OfServerless(ResourceNode cluster) => new(DefaultWithin(cluster[Scaling]), cluster, cluster[Scaling]["maxCapacity"]);

    private static long? DefaultWithin(Property scaling) =>
        scaling["maxCapacity"].Number is { IsKnown: true, Value: >= 1 and <= 1000 } max
            ? AuroraServerless.MaxConnections(
                (decimal)(scaling["minCapacity"].Number is { IsKnown: true, Value: >= 0 and <= 1000 } min ? min.Value : 0), (decimal)max.Value)
            : null;

    private static long? DefaultOf(Property instanceClass) =>
        instanceClass.Text.Value is { } name && AwsInstanceClass.All.TryGetValue(name, out var known) ? known.MaxConnections : null;

    private DatabaseServer Make(
        ResourceNode node, ServerKind kind, ParameterSet parameters, ServerSize size, ImmutableArray<ClusterMember> members, string databaseName)
    {
        var byDefault = size.Default;
        var stated = parameters.Find("max_connections");
        var max = stated is not null ? Stated(stated, byDefault)
            : parameters.UnreadAt is { } unread ? Quantity.Unknown(unread)
            : byDefault is { } known ? Quantity.Known(known, size.At)
            : Quantity.Unknown(DefaultPlace.OfMaxConnections(size.Resource, size.Property, byDefault));
        var host = node[kind == ServerKind.RdsCluster ? "endpoint" : "address"].Text.Value?.ToLowerInvariant();
        var reader = kind == ServerKind.RdsCluster ? node["readerEndpoint"].Text.Value?.ToLowerInvariant() : null;
        var (major, minor) = Version(node["engineVersion"].Text.Value);
        return new()
        {
            Kind = kind,
            Resource = node,
            Stack = graph.Stack,
            Identity = host ?? node.Urn,
            Title = Identifier(node) ?? node.Name,
            At = max.At,
            Hosts = [.. new[] { host, reader }.OfType<string>()],
            DatabaseName = node[databaseName].Text.Value,
            MaxConnections = max,
            IsMaxConnectionsStated = stated is not null,
            DefaultMaxConnections = byDefault,
            DefaultAt = size.At,
            SuperuserReserved = AwsReserved.Superuser,
            ProviderReserved = AwsReserved.Provider(major, minor),
            Parameters = parameters,
            Members = members,
            Readers = Math.Max(0, members.Length - 1),
        };
    }

    /// <summary>A number, or a formula on the memory: LEAST({DBInstanceClassMemory/9531392},5000) is the default itself.</summary>
    private static Quantity Stated(SetParameter stated, long? byDefault)
    {
        if (stated.Value.WholeNumber is { IsKnown: true, Value: >= 0 } number)
            return Quantity.Known(number.Value, stated.At);
        var formula = Formula().Match(stated.Value.Text.Value ?? "");
        if (!formula.Success || byDefault is not { } known || known >= 5000)
            return Quantity.Unknown(stated.At);
        var divisor = decimal.Parse(formula.Groups["divisor"].Value, CultureInfo.InvariantCulture);
        var limit = formula.Groups["limit"].Success ? decimal.Parse(formula.Groups["limit"].Value, CultureInfo.InvariantCulture) : 262_143;
        return divisor <= 0 ? Quantity.Unknown(stated.At) : Quantity.Known((long)Math.Min(known * 9_531_392m / divisor, limit), stated.At);
    }

    private static (int Major, int? Minor) Version(string? text)
    {
        var parts = (text ?? "").Split('.');
        return (
            int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 17,
            parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor) ? minor : null);
    }

    /// <summary>The size of a server, or of an instance of a cluster.</summary>
    private readonly record struct ServerSize(long? Default, ResourceNode Resource, Property Property)
    {
        public Subject At => DefaultPlace.OfSize(Resource, Property, Default);
    }

    [GeneratedRegex(@"^\s*(LEAST\(\s*)?\{\s*DBInstanceClassMemory\s*/\s*(?<divisor>[0-9]{1,15})\s*\}(\s*,\s*(?<limit>[0-9]{1,9})\s*\))?\s*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Formula();
}
