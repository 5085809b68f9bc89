using Infra.Pooling.Budget;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sizing;

/// <summary>The largest size that the budget leaves for each pool in each pod.</summary>
/// <param name="Size">Server connections; 1 or more, even where the budget leaves less.</param>
/// <param name="Reason">Why, as a clause without a full stop.</param>
internal sealed record PoolLimit(long Size, string Reason);

/// <summary>Shares the server connections out evenly among pods and pools: with headroom at rollout, without it after a promotion.</summary>
internal sealed class PoolShare
{
    private readonly PoolingSpecification _specification;
    private readonly CapacityInput _capacity;
    private readonly BudgetPlan _others;
    private readonly int _writers;
    private readonly int _readers;

    public PoolShare(PoolingSpecification specification, CapacityInput capacity)
    {
        _specification = specification;
        _capacity = capacity;
        _others = WithoutPools(specification, capacity);
        _writers = Pools(Route.ReadWrite);
        _readers = Pools(Route.ReadOnly);
    }

    /// <summary>The budget of everything but the pools of clients: the clients, what bypasses the pooler, and auth_query.</summary>
    public static BudgetPlan WithoutPools(PoolingSpecification specification, CapacityInput capacity) => BudgetPlan.Create(new(
        capacity,
        new PgBouncerInput(specification.Pooler.Replicas, Interval.AtLeast(1), [.. Asking(specification)])
        {
            Path = specification.PoolerPath,
            Processes = specification.Pooler.Pods.Processes,
            Draining = specification.Pooler.MostDraining,
        },
        DemandInput.Of(specification)));

    /// <summary>The limit of a pool; null when the server, the pods or what bypasses them are not bounded.</summary>
    public PoolLimit? Of(Route route)
    {
        var all = _writers + _readers;
        if (_capacity.Replicas == 0)
            return At(ScenarioKind.Rollout, all, toPrimary: true);

        var rollout = At(ScenarioKind.Rollout, route == Route.ReadWrite ? _writers : _readers, toPrimary: route == Route.ReadWrite);
        var failover = At(ScenarioKind.Failover, all, toPrimary: true);
        return rollout is null || failover is null ? null : failover.Size < rollout.Size ? failover : rollout;
    }

    private static IEnumerable<PgBouncerDatabase> Asking(PoolingSpecification specification)
    {
        var pool = Interval.Exactly(AuthQuery.PoolOf(specification.Pooler));
        return pool == Interval.Exactly(0) ? []
            : (specification.Database.Replicas == 0 ? (Route[])[Route.ReadWrite] : [Route.ReadWrite, Route.ReadOnly])
                .Select(route => new PgBouncerDatabase(Spelling.Of(route), route, []) { AuthQueryPool = pool });
    }

    /// <summary>Each user of a route has a pool of its own there.</summary>
    private int Pools(Route route) => _specification.Workloads
        .Where(workload => workload.Route == route && _specification.Counts(route))
        .Select(workload => workload.User ?? _specification.Database.User)
        .Distinct()
        .Count();

    private PoolLimit? At(ScenarioKind kind, int pools, bool toPrimary)
    {
        var range = _specification.Pooler.Replicas;
        if (_capacity.MaxConnections.Max is null || range.Max is not { } max)
            return null;
        var pods = Math.Max(1, kind == ScenarioKind.Rollout ? (long)max + range.Surge.Of(max) + range.Draining(_specification.Pooler.MostDraining) : max);
        var processes = _specification.Pooler.Pods.Processes;
        var direct = toPrimary ? _others[kind].ServerDemand.Max : pods * processes * AuthQuery.PoolOf(_specification.Pooler);
        if (direct is null)
            return null;

        var usable = _capacity.Usable.Min;
        var percent = kind == ScenarioKind.Rollout ? 100 - _specification.Budget.HeadroomPercent : 100;
        var reserve = PoolSizing.Stated(_specification, "reserve_pool_size") ?? 0;
        var size = (((usable * percent / 100) - direct.Value) / pods / processes / pools) - reserve;
        var formula = $"({usable}{(percent == 100 ? "" : $" × {percent} %")} − {direct})"
            + $" / {PoolSizing.Counted(pods, "pod")}{(processes == 1 ? "" : $" / {processes} processes")} / {PoolSizing.Counted(pools, "pool")}"
            + (reserve == 0 ? "" : $" − {reserve} in reserve");
        return new(Math.Max(1, size), $"{Spelling.Of(kind)} leaves {formula}{(size < 1 ? ", less than one" : "")}");
    }
}
