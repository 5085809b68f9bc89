using System.Collections.Immutable;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Policies.Rules.Estates;

/// <summary>Says a ledger in the terms of the budget, and remembers where each figure stands.</summary>
internal sealed class LedgerBudget(Ledger ledger)
{
    private const string ServerPath = "server";

    private readonly Dictionary<string, Subject> _places = new(StringComparer.Ordinal);
    private int _poolers;
    private int _workloads;

    public ServerBudget Make()
    {
        var server = ledger.Server;
        var capacity = Capacity();
        var fronts = Fronts();
        var plan = BudgetPlan.Create(new(capacity, fronts[0].Pooler, fronts[0].Workloads) { Beside = [.. fronts.Skip(1)] });
        var stacks = ledger.Clients.Select(client => client.Graph.Stack)
            .Concat(ledger.PgBouncers.Select(pooler => pooler.Stack)).Concat(ledger.Proxies.Select(proxy => proxy.Stack)).Append(server.Stack);
        return new(server.Identity, server.Title, plan)
        {
            Stacks = [.. stacks.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Places = _places,
            Server = server.Resource?.Urn ?? server.At.Urn,
        };
    }

    /// <summary>The clients of a PgBouncer, whichever servers they end up at, as a budget in which only they are judged.</summary>
    public static ServerBudget OfClients(PgBouncerPooler pooler)
    {
        var builder = new LedgerBudget(new(pooler.Clients[0].Destination!.Server));
        var front = builder.Front(builder.PgBouncer(pooler, server: null, [.. pooler.Clients]), pooler.Clients);
        var pooled = ((PgBouncerInput)front.Pooler) with { Databases = [] };
        var workloads = front.Workloads;
        if (pooler.IsSidecar)
        {
            // One pod stands for all: each has its own.
            ReplicaRange one = new(1, 1, Surge.Count(0));
            pooled = pooled with { Pods = one, Doubts = DemandDoubts.None };
            workloads = [.. workloads.Select(workload => workload with { Replicas = one, Doubts = workload.Doubts & (DemandDoubts.Pool | DemandDoubts.Processes) })];
        }

        var plan = BudgetPlan.Create(new(new(Interval.Exactly(int.MaxValue)) { Path = ServerPath }, pooled, workloads));
        return new(pooler.Name, pooler.Name, plan) { Stacks = [pooler.Stack], Places = builder._places, Server = pooler.Resource.Urn };
    }

    private CapacityInput Capacity()
    {
        var server = ledger.Server;
        var claims = ledger.Clients.Select(client => client.Server).OfType<ServerClaim>().ToList();
        var max = server.MaxConnections;
        if (server.Kind == ServerKind.Host || !max.IsKnown)
        {
            // Of several claims the most careful counts; one that is not known leaves it open.
            foreach (var claim in claims.Select(claim => claim.MaxConnections).OfType<Quantity>())
            {
                if (!max.IsKnown || !claim.IsKnown || claim.Value.Min < max.Value.Min)
                    max = claim;
            }
        }

        _places[$"{ServerPath}.maxConnections"] = max.At;
        return new(max.Value)
        {
            SuperuserReserved = server.Kind == ServerKind.Host ? Most(claims.Select(claim => claim.SuperuserReserved), server.SuperuserReserved) : server.SuperuserReserved,
            ProviderReserved = server.Kind == ServerKind.Host ? Most(claims.Select(claim => claim.ProviderReserved), server.ProviderReserved) : server.ProviderReserved,
            Admin = claims.Select(claim => claim.Admin).DefaultIfEmpty().Max(),
            Other = claims.Select(claim => claim.Other).DefaultIfEmpty().Max(),
            Replicas = claims.Select(claim => claim.Replicas).Max() ?? (server.Replicas.Count + server.Readers),
            Path = ServerPath,
        };
    }

    private static long Most(IEnumerable<long?> stated, long byDefault) => stated.Max() ?? byDefault;

    private List<BudgetFront> Fronts()
    {
        var several = ledger.PgBouncers.Count + ledger.Proxies.Count > 1;
        var byBouncer = ledger.Clients.ToLookup(client => client.Destination!.PgBouncer);
        var byProxy = ledger.Clients.ToLookup(client => client.Destination!.Proxy);
        var fronts = new List<BudgetFront>();
        foreach (var pooler in ledger.PgBouncers)
            fronts.Add(Front(PgBouncer(pooler, ledger.Server, [.. byBouncer[pooler]]) with { Name = several ? pooler.Name : null }, byBouncer[pooler]));
        foreach (var proxy in ledger.Proxies)
            fronts.Add(Front(Proxy(proxy) with { Name = several ? proxy.Name : null }, byProxy[proxy]));
        var rest = ledger.Clients.Where(client => client.Destination is { PgBouncer: null, Proxy: null }).ToList();
        var builtIn = rest.FindAll(client => client.Destination!.IsBuiltIn);
        if (builtIn.Count > 0)
            fronts.Add(Front(BuiltInPooler() with { Name = several ? "built-in" : null }, builtIn));
        var direct = rest.FindAll(client => !client.Destination!.IsBuiltIn);
        // What goes straight to the primary stands beside the pooled clients of the only pooler, as in a plan.
        if (fronts.Count == 1 && direct.TrueForAll(client => client.Destination!.Route == Route.Direct))
            return [fronts[0] with { Workloads = [.. fronts[0].Workloads, .. direct.Select(Workload)] }];
        if (direct.Count > 0 || fronts.Count == 0)
            fronts.Add(Front(new NoPoolerInput(), direct));
        return fronts;
    }

    private BudgetFront Front(PoolerInput pooler, IEnumerable<Client> clients) => new(pooler, [.. clients.Select(Workload)]);

    private DemandInput Workload(Client client)
    {
        var path = $"workload{_workloads++}";
        _places[$"{path}.replicas.min"] = client.Copies.MinAt;
        _places[$"{path}.replicas.max"] = client.Copies.MaxAt;
        _places[$"{path}.replicas.surge"] = client.Copies.SurgeAt;
        _places[$"{path}.processes"] = client.ProcessesAt;
        _places[$"{path}.pool"] = client.PoolAt;
        return new(client.Name, client.Destination!.Route, client.Copies.Range, client.Pool)
        {
            Processes = client.Processes,
            User = client.User ?? "",
            Database = client.Database ?? "",
            Doubts = client.Doubts | client.Copies.Doubts,
            Path = path,
        };
    }

    private RdsProxyInput Proxy(RdsProxy proxy)
    {
        var path = $"pooler{_poolers++}";
        _places[$"{path}.settings.maxConnectionsPercent"] = proxy.MaxConnectionsPercent.At;
        // An RDS read replica cannot be the target of a proxy (Amazon RDS User Guide, "Quotas and limitations for RDS Proxy").
        return new(proxy.MaxConnectionsPercent.Value) { Path = path, ServesReplicas = ledger.Server.Kind == ServerKind.RdsCluster };
    }

    private BuiltInInput BuiltInPooler()
    {
        var path = $"pooler{_poolers++}";
        var size = BuiltIn.Setting(ledger.Server, "default_pool_size");
        var clients = BuiltIn.Setting(ledger.Server, "max_client_conn");
        _places[$"{path}.settings.default_pool_size"] = size.At;
        _places[$"{path}.settings.max_client_conn"] = clients.At;
        return new(size.Value, clients.Value) { Path = path };
    }

    private PgBouncerInput PgBouncer(PgBouncerPooler pooler, DatabaseServer? server, ImmutableArray<Client> clients)
    {
        var path = $"pooler{_poolers++}";
        foreach (var setting in new[] { "default_pool_size", "reserve_pool_size", "max_db_connections", "max_client_conn" })
            _places[$"{path}.settings.{setting}"] = pooler.PlaceOf(setting);
        _places[$"{path}.replicas.min"] = pooler.Copies.MinAt;
        _places[$"{path}.replicas.max"] = pooler.Copies.MaxAt;
        _places[$"{path}.replicas.surge"] = pooler.Copies.SurgeAt;
        return PoolerDemand.Of(pooler, server, clients) with { Path = path };
    }
}
