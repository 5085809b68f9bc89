using System.Globalization;
using Infra.Policies.Rules.Graph;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Estates;

/// <summary>Finds out where the clients of a stack connect to: by host, by the resources that they take values from, else to what their stack has only one of.</summary>
internal sealed class ClientResolver
{
    private readonly StackReading _stack;
    private readonly HostIndex _servers;
    private readonly Dictionary<string, PgBouncerPooler> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RdsProxy> _proxies;
    private readonly Dictionary<string, Func<Client, Destination?>> _byUrn = new(StringComparer.Ordinal);
    private readonly HashSet<string> _poolers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PgBouncerPooler> _byPods = new(StringComparer.Ordinal);
    private readonly List<Func<Client, Destination?>> _choices = [];
    private readonly Dictionary<string, List<Func<Client, Destination?>>> _choicesByDatabase = new(StringComparer.Ordinal);
    private readonly List<DatabaseServer> _primaries;

    /// <param name="stack">The stack.</param>
    /// <param name="servers">The servers of all stacks.</param>
    /// <param name="proxies">The proxies of all stacks by endpoint.</param>
    public ClientResolver(StackReading stack, HostIndex servers, Dictionary<string, RdsProxy> proxies)
    {
        (_stack, _servers, _proxies) = (stack, servers, proxies);
        _primaries = [.. stack.Servers.Where(server => server.Primary is null)];
        foreach (var bouncer in stack.PgBouncers)
        {
            _poolers.Add(bouncer.Resource.Urn);
            if (bouncer.Routes.Any(route => route.Server is not null))
                Choose(bouncer.Routes.Select(route => route.Entry.Name).Concat(bouncer.Routes.Select(route => route.DatabaseName)), client => Through(client, bouncer));
            foreach (var host in bouncer.Hosts)
                _services.TryAdd(host, bouncer);
            _byUrn[bouncer.Resource.Urn] = client => Through(client, bouncer);
            if (bouncer.Workload is not null)
                _byPods[bouncer.Resource.Urn] = bouncer;
        }

        foreach (var proxy in stack.Proxies)
        {
            if (proxy.Server is { } server)
                Choose([server.DatabaseName], client => Through(client, proxy));
            foreach (var node in proxy.Endpoints.Prepend(proxy.Resource))
            {
                _poolers.Add(node.Urn);
                _byUrn[node.Urn] = client => Through(client, proxy);
            }
        }

        foreach (var server in stack.Servers)
            _byUrn.TryAdd(server.Resource!.Urn, client => At(client, server));
    }

    public Destination? Of(Client client) => client.Host is { } host ? ByHost(client, host)
        : ByLinks(client) ?? (client.IsPossible || LeadsElsewhere(client) ? null : ByChoice(client));

    /// <summary>Whether anything that its resource takes values from is a server or a pooler, or takes its own from one.</summary>
    public bool IsNear(Client client) => Near(client).Any();

    /// <summary>Whether its resource takes values from a server of another engine.</summary>
    private bool LeadsElsewhere(Client client) =>
        !_stack.OtherServers.IsEmpty && Links.From(_stack.Graph, client.Resource, PropertyOf(client)).Any(_stack.OtherServers.Contains);

    private Destination? ByHost(Client client, string host)
    {
        if (_byPods.TryGetValue(client.Resource.Urn, out var beside) && IsInPod(host) && beside.IsAt(client.Port))
            return Through(client, beside);
        if (_services.TryGetValue(host, out var bouncer))
            return Through(client, bouncer);
        if (_proxies.TryGetValue(host, out var proxy))
            return Through(client, proxy);
        var named = HostIndex.Named(host, client.Port?.ToString(CultureInfo.InvariantCulture));
        return At(client, _servers.Get(named, _stack.Graph.Stack, client.HostAt, client.IsHostSecret ? $"the database of {client.Name}" : null));
    }

    /// <summary>The one pooler that its resource takes values from, else the one server.</summary>
    private Destination? ByLinks(Client client)
    {
        var found = Near(client).ToList();
        var poolers = found.FindAll(node => _poolers.Contains(node.Urn));
        var destinations = (poolers.Count > 0 ? poolers : found).Select(node => _byUrn[node.Urn](client)).Distinct().ToList();
        return destinations.Count == 1 ? destinations[0] : null;
    }

    private IEnumerable<ResourceNode> Near(Client client)
    {
        var property = PropertyOf(client);
        var near = client.IsPossible ? Links.Near(_stack.Graph, client.Resource, property) : Links.From(_stack.Graph, client.Resource, property);
        return near.Where(node => _byUrn.ContainsKey(node.Urn));
    }

    private static string PropertyOf(Client client) => client.Resource.Type switch
    {
        "aws:lambda/function:Function" => "environment",
        "aws:ecs/taskDefinition:TaskDefinition" => "containerDefinitions",
        "aws:ecs/service:Service" => "taskDefinition",
        ClaimReader.Token => "host",
        _ => "spec",
    };

    /// <summary>The network of a pod is that of one machine, and its sockets are in a volume.</summary>
    private static bool IsInPod(string host) => HostIndex.IsLoopback(host) || host.StartsWith('/');

    private Destination? ByChoice(Client client)
    {
        var poolers = _choices.Count > 1 && client.Database is { } database ? _choicesByDatabase.GetValueOrDefault(database) ?? [] : _choices;
        if (_choices.Count > 0)
            return Only([.. poolers.Select(way => way(client)).OfType<Destination>()], client.StatedRoute);
        var primaries = _primaries.Count > 1 && client.Database is { } name ? _primaries.FindAll(server => server.DatabaseName == name) : _primaries;
        return primaries.Count == 1 ? At(client, primaries[0])
            // A claim on a server of which nothing but the claim is known.
            : _primaries.Count == 0 && client.Server is { MaxConnections: not null } ? At(client, OfClaim(client))
            : null;
    }

    /// <summary>Of several ways, readers take the one through PgBouncer, which leads to replicas that no RDS Proxy serves.</summary>
    private static Destination? Only(List<Destination> found, Route? route)
    {
        if (found.Count > 1 && route == Route.ReadOnly)
            found = found.FindAll(one => one.PgBouncer is not null);
        return found.Count == 1 ? found[0] : null;
    }

    private void Choose(IEnumerable<string?> databases, Func<Client, Destination?> way)
    {
        _choices.Add(way);
        foreach (var database in databases.OfType<string>().Distinct())
            (_choicesByDatabase.TryGetValue(database, out var list) ? list : _choicesByDatabase[database] = []).Add(way);
    }

    private DatabaseServer OfClaim(Client client) =>
        _servers.Get($"{client.Database ?? "database"}\n", _stack.Graph.Stack, client.Server!.At, $"the database {client.Database} of {_stack.Graph.Stack}");

    private static Destination? Through(Client client, RdsProxy proxy) =>
        proxy.Server is { } server ? new(server, client.StatedRoute ?? Route.ReadWrite) { Proxy = proxy } : null;

    private static Destination? Through(Client client, PgBouncerPooler bouncer)
    {
        var readOnly = client.StatedRoute == Route.ReadOnly;
        var routes = bouncer.Routes.Where(route => route.Server is not null).ToList();
        var route = routes.Find(route => route.Entry.Name == client.Database && (!readOnly || route.IsReadOnly || client.Source == ClientSource.Environment))
            ?? routes.Find(route => route.DatabaseName == client.Database && route.IsReadOnly == readOnly)
            ?? routes.Find(route => route.Entry.Name == "*")
            ?? ((routes.Count == 1 && client.StatedRoute is null) || client.Database is null ? routes.FirstOrDefault() : null);
        return route is null ? null : new(route.Server!.Family, client.StatedRoute ?? (route.IsReadOnly ? Route.ReadOnly : Route.ReadWrite)) { PgBouncer = bouncer };
    }

    private static Destination At(Client client, DatabaseServer server)
    {
        var isReplica = server.Primary is not null;
        var isBuiltIn = BuiltIn.IsEnabled(server.Family) && client is { IsPossible: false, StatedRoute: not Route.Direct, Port: null or BuiltIn.Port };
        var route = client.StatedRoute ?? (isReplica ? Route.ReadOnly : isBuiltIn ? Route.ReadWrite : Route.Direct);
        return new(server.Family, route) { IsBuiltIn = isBuiltIn };
    }
}
