using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Budget;

/// <summary>The lines of one scenario: what each workload and the pooler open. It knows sums, no verdicts.</summary>
internal sealed class Demand
{
    private readonly BudgetInput _input;
    private readonly ScenarioKind _kind;
    private Load? _clients;

    public Demand(BudgetInput input, ScenarioKind kind)
    {
        _input = input;
        _kind = kind;
        Workloads = [.. input.Workloads.Select(workload => Workload(workload))];
        Pooler = [.. PoolerLines()];
        ClientCapacity = Admitted();
        Doors = input.Beside.IsEmpty ? [this] :
        [
            this, .. input.Beside.Select(front => new Demand(
                input with { Pooler = front.Pooler, Workloads = front.Workloads, Beside = [] }, kind)),
        ];
    }

    /// <summary>The demand on each way, this one's first.</summary>
    public ImmutableArray<Demand> Doors { get; }

    /// <summary>What the workloads open, to the pooler or past it.</summary>
    public ImmutableArray<CountedLine> Workloads { get; }

    /// <summary>What the pooler opens.</summary>
    public ImmutableArray<CountedLine> Pooler { get; }

    /// <summary>What the pooler admits; null when nothing limits it.</summary>
    public Figure? ClientCapacity { get; }

    /// <summary>Client connections at the door that has most of them.</summary>
    public Load Clients => _clients ??= ClientLoad();

    /// <summary>Server connections on the server that has most of them.</summary>
    public Load Server => MostLoaded(Doors.SelectMany(door => door.Pooler.Concat(door.Workloads.Where(line => line.Kind == LineKind.Direct))));

    /// <summary>Whether one server takes every route.</summary>
    private bool OneServer => _input.Capacity.Replicas == 0 || _kind == ScenarioKind.Failover;

    /// <summary>What the pooler admits, as a line; null when nothing limits it.</summary>
    public BudgetLine? ToCapacityLine() => ClientCapacity is not { } clients ? null
        : new(_input.Pooler.Line("clients"), LineKind.ClientCapacity, null, clients.Text, clients.Value, $"{_input.Pooler.Path}.settings.max_client_conn");

    private Load ClientLoad()
    {
        var clients = Workloads.Where(line => line.Kind == LineKind.Client);
        return _input.Pooler is BuiltInInput ? MostLoaded(clients) : new Load([.. clients]);
    }

    private Load MostLoaded(IEnumerable<CountedLine> lines)
    {
        if (OneServer)
            return new Load([.. lines]);

        CountedLine[] all = [.. lines];
        return Load.Larger(
            new Load([.. all.Where(line => line.Route != Route.ReadOnly)]), new Load([.. all.Where(line => line.Route == Route.ReadOnly)]));
    }

    private CountedLine Workload(DemandInput workload)
    {
        var pool = workload.Pool is { } limit
            ? AtLeast(Figure.Sum(Figure.Known(limit.Size), Figure.Known(limit.Overflow)), workload.Doubts, DemandDoubts.Pool, workload.Path, "pool")
            : Figure.Of(Interval.AtLeast(1), workload.Path, "pool");
        var copies = Copies(workload.Replicas, 0, workload.Path, workload.Doubts);
        var pooled = _input.Pooler is not NoPoolerInput && workload.Route != Route.Direct
            && !(_input.Pooler is RdsProxyInput { ServesReplicas: false } && workload.Route == Route.ReadOnly);
        return new(
            workload.Name,
            pooled ? LineKind.Client : LineKind.Direct,
            workload.Route,
            Figure.Product(
                copies, AtLeast(Figure.Known(workload.Processes), workload.Doubts, DemandDoubts.Processes, workload.Path, "processes"), pool),
            workload.Path,
            _kind == ScenarioKind.Steady ? "replicas.min" : "replicas.max");
    }

    private IEnumerable<CountedLine> PoolerLines() => _input.Pooler switch
    {
        PgBouncerInput bouncer => bouncer.Databases.SelectMany(database => PgBouncerLines(bouncer, database)),
        RdsProxyInput proxy => [RdsProxyLine(proxy)],
        BuiltInInput builtIn => BuiltInLines(builtIn),
        _ => [],
    };

    private IEnumerable<CountedLine> PgBouncerLines(PgBouncerInput bouncer, PgBouncerDatabase database)
    {
        var settings = $"{bouncer.Path}.settings";
        var processes = Figure.Product(Copies(bouncer.Pods, bouncer.Draining, bouncer.Path, bouncer.Doubts), Figure.Known(bouncer.Processes));
        var pools = Figure.Sum([.. database.Pools.Select(pool => Figure.Sum(
            Figure.Of(pool.Size, settings, "default_pool_size"),
            Figure.Of(pool.Reserve, settings, "reserve_pool_size")))]);
        var limited = database.MaxDbConnections is { } limit
            ? Figure.Smaller(Figure.Of(limit, settings, "max_db_connections"), pools)
            : pools;
        yield return new(bouncer.Line(database.Name), LineKind.Server, database.Route, Figure.Product(processes, limited), settings, "default_pool_size");
        if (database.AuthQueryPool != Interval.Exactly(0))
        {
            var auth = Figure.Of(database.AuthQueryPool, settings, "default_pool_size");
            yield return new(
                bouncer.Line($"{database.Name} auth_query"), LineKind.Server, database.Route, Figure.Product(processes, auth), settings, "default_pool_size");
        }
    }

    private CountedLine RdsProxyLine(RdsProxyInput proxy)
    {
        const string Percent = "settings.maxConnectionsPercent";
        var maxConnections = Figure.Of(_input.Capacity.MaxConnections, _input.Capacity.Path, "maxConnections");
        var percent = Figure.Of(proxy.MaxConnectionsPercent, proxy.Path, Percent);
        return new(proxy.Line("proxy"), LineKind.Server, Route.ReadWrite, Figure.Share(maxConnections, percent), proxy.Path, Percent);
    }

    private IEnumerable<CountedLine> BuiltInLines(BuiltInInput builtIn)
    {
        const string Size = "settings.default_pool_size";
        // After a promotion both routes of one user share its pool, so a pair counts once on one server.
        return _input.Workloads
            .Where(workload => workload.Route != Route.Direct)
            .GroupBy(workload => OneServer ? Route.ReadWrite : workload.Route)
            .OrderBy(server => server.Key)
            .Select(server =>
            {
                var pairs = server.Select(workload => (workload.User, workload.Database)).Distinct().Count();
                var size = Figure.Of(builtIn.DefaultPoolSize, builtIn.Path, Size);
                return new CountedLine(
                    builtIn.Line("built-in"), LineKind.Server, server.Key, Figure.Product(Figure.Known(pairs), size), builtIn.Path, Size);
            });
    }

    private Figure? Admitted() => _input.Pooler switch
    {
        PgBouncerInput bouncer => Figure.Product(
            Figure.Of(bouncer.MaxClientConn, bouncer.Path, "settings.max_client_conn"),
            Figure.Known(bouncer.Processes),
            Serving(bouncer)),
        RdsProxyInput { ClientLimit: { } limit } proxy => Figure.Of(limit, proxy.Path, "clientLimit"),
        BuiltInInput builtIn => Figure.Of(builtIn.MaxClientConn, builtIn.Path, "settings.max_client_conn"),
        _ => null,
    };

    /// <summary>The pods that serve while one of several is lost.</summary>
    private Figure Serving(PgBouncerInput bouncer)
    {
        var steady = _kind == ScenarioKind.Steady;
        if (steady && bouncer.Doubts.HasFlag(DemandDoubts.Fewest))
            return Figure.Of(Interval.AtLeast(Math.Max(0, bouncer.Pods.Min - 1)), bouncer.Path, "replicas.min");
        var pods = steady ? bouncer.Pods.Min : bouncer.Pods.Max;
        return pods is { } known
            ? known > 1 ? Figure.Minus(Figure.Known(known), Figure.Known(1)) : Figure.Known(known)
            : Figure.Of(Interval.AtLeast(bouncer.Pods.Min > 1 ? bouncer.Pods.Min - 1 : bouncer.Pods.Min), bouncer.Path, "replicas.max");
    }

    private static Figure AtLeast(Figure known, DemandDoubts doubts, DemandDoubts doubt, string owner, string member) =>
        doubts.HasFlag(doubt) ? Figure.Of(Interval.AtLeast(known.Value.Min), owner, member) : known;

    private Figure Copies(ReplicaRange range, int draining, string path, DemandDoubts doubts)
    {
        if (_kind == ScenarioKind.Steady)
        {
            return doubts.HasFlag(DemandDoubts.Fewest)
                ? Figure.Of(new(range.Min, range.Max), path, "replicas.min")
                : Figure.Known(range.Min);
        }

        var copies = range.Max is { } max
            ? Figure.Known(max)
            : Figure.Of(Interval.AtLeast(range.Min), path, "replicas.max");
        if (_kind != ScenarioKind.Rollout)
            return copies;
        var over = AtLeast(Figure.Known(range.Surge.Of(range.Max ?? range.Min)), doubts, DemandDoubts.Surge, path, "replicas.surge");
        Figure[] extra = [over, Figure.Known(range.Draining(draining))];
        return Figure.Sum([copies, .. extra.Where(figure => figure.Value != Interval.Exactly(0))]);
    }
}
