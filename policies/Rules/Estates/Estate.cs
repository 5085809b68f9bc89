using System.Collections.Immutable;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Estates;

/// <summary>Stacks as rules look at them: typed, read once, with the ways from clients over poolers to servers.</summary>
internal sealed class Estate
{
    private static readonly ImmutableArray<string> HostProperties = ["address", "endpoint", "readerEndpoint"];

    private Estate()
    {
    }

    /// <summary>The stacks.</summary>
    public required IReadOnlyList<ResourceGraph> Graphs { get; init; }

    /// <summary>What could not be read.</summary>
    public required ImmutableArray<Unreadable> Unreadables { get; init; }

    /// <summary>The database servers, replicas included.</summary>
    public required ImmutableArray<DatabaseServer> Servers { get; init; }

    /// <summary>RDS Proxies.</summary>
    public required ImmutableArray<RdsProxy> Proxies { get; init; }

    /// <summary>The target groups of proxies, also of those that are made elsewhere.</summary>
    public required ImmutableArray<ResourceNode> TargetGroups { get; init; }

    /// <summary>PgBouncer in pods.</summary>
    public required ImmutableArray<PgBouncerPooler> PgBouncers { get; init; }

    /// <summary>The workloads of Kubernetes.</summary>
    public required ImmutableArray<PodWorkload> Workloads { get; init; }

    /// <summary>The programs that connect, those included of which nobody knows where to.</summary>
    public required ImmutableArray<Client> Clients { get; init; }

    /// <summary>The programs of which nobody can tell whether they connect at all; those near a server count in its budget.</summary>
    public required ImmutableArray<Client> Possible { get; init; }

    /// <summary>Each server that something connects to, by title.</summary>
    public required ImmutableArray<Ledger> Ledgers { get; init; }

    /// <summary>The budget of each of them.</summary>
    public IEnumerable<ServerBudget> Budgets => Ledgers.Select(ledger => ledger.Budget);

    /// <summary>Reads stacks.</summary>
    public static Estate Of(IReadOnlyList<ResourceGraph> graphs)
    {
        var unreadables = graphs.SelectMany(graph => graph.Faults).Select(fault => new Unreadable(
            new(fault.Urn, ""), fault.Problem, null, "a tree of resources, each of which stands there once", "make the file anew")).ToList();
        var reads = new Reads(unreadables);
        var stacks = graphs.Select(graph => StackReading.Of(graph, reads)).ToList();
        var hosts = new HostIndex();
        foreach (var server in stacks.SelectMany(stack => stack.Servers))
            hosts.Add(server);
        var proxies = new Dictionary<string, RdsProxy>(StringComparer.Ordinal);
        foreach (var proxy in stacks.SelectMany(stack => stack.Proxies))
        {
            foreach (var host in proxy.Hosts)
                proxies.TryAdd(host, proxy);
        }

        var routes = new RouteResolver(hosts);
        foreach (var stack in stacks)
        {
            foreach (var pooler in stack.PgBouncers)
                pooler.Routes = routes.Of(pooler, stack);
        }

        var others = stacks.SelectMany(stack => stack.OtherServers).SelectMany(HostsOf).ToHashSet(StringComparer.Ordinal);
        var (clients, possible) = (new List<Client>(), new List<Client>());
        foreach (var stack in stacks)
        {
            var resolver = new ClientResolver(stack, hosts, proxies);
            foreach (var client in stack.Clients.Where(client => !IsElsewhere(client, others)))
            {
                if (!client.IsPossible || resolver.IsNear(client) || client.IsUnread)
                    (client.IsPossible ? possible : clients).Add(client);
                Settle(client, resolver.Of(client));
            }
        }

        return new()
        {
            Graphs = graphs,
            Servers = [.. stacks.SelectMany(stack => stack.Servers), .. hosts.Unmade],
            TargetGroups = [.. graphs.SelectMany(graph => graph.OfType(RdsProxyReader.TargetGroup))],
            Proxies = [.. stacks.SelectMany(stack => stack.Proxies)],
            PgBouncers = [.. stacks.SelectMany(stack => stack.PgBouncers)],
            Workloads = [.. stacks.SelectMany(stack => stack.Workloads)],
            Clients = [.. clients],
            Possible = [.. possible],
            Ledgers = LedgersOf(stacks, [.. clients, .. possible]),
            Unreadables = [.. unreadables],
        };
    }

    private static IEnumerable<string> HostsOf(ResourceNode server) =>
        HostProperties.Select(property => server[property].Text.Value?.ToLowerInvariant()).OfType<string>();

    /// <summary>Whether it connects to a server of another engine. A function is judged alone as well, where nobody sees the server.</summary>
    private static bool IsElsewhere(Client client, HashSet<string> others) =>
        client.Host is { } host && client.Resource.Type != Checks.Budgets.LambdaReserved.Function && others.Contains(host);

    private static void Settle(Client client, Destination? destination)
    {
        client.Destination = destination;
        destination?.PgBouncer?.Clients.Add(client);
        // A proxy turns no client away, so that one which only may be there changes nothing.
        if (!client.IsPossible)
            destination?.Proxy?.Clients.Add(client);
    }

    private static ImmutableArray<Ledger> LedgersOf(List<StackReading> stacks, List<Client> clients)
    {
        var ledgers = new Dictionary<DatabaseServer, Ledger>();
        Ledger Of(DatabaseServer server) => ledgers.TryGetValue(server.Family, out var known) ? known : ledgers[server.Family] = new(server.Family);
        foreach (var stack in stacks)
        {
            foreach (var pooler in stack.PgBouncers)
            {
                foreach (var server in pooler.Routes.Select(route => route.Server?.Family).OfType<DatabaseServer>().Distinct())
                    Of(server).PgBouncers.Add(pooler);
            }

            foreach (var proxy in stack.Proxies.Where(proxy => proxy.Server is not null))
                Of(proxy.Server!).Proxies.Add(proxy);
        }

        foreach (var client in clients.Where(client => client.Destination is not null))
            Of(client.Destination!.Server).Clients.Add(client);
        return [.. ledgers.Values.OrderBy(ledger => ledger.Server.Title, StringComparer.Ordinal).ThenBy(ledger => ledger.Server.Identity, StringComparer.Ordinal)];
    }
}
