using System.Collections.Immutable;
using Infra.Pooling.Budget;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sizing;

/// <summary>PgBouncer in pods of our own.</summary>
internal sealed class PodSizes : PoolerSizes
{
    /// <summary>What one process needs for a transaction of one query: 17 to 25 thousand a second were measured.</summary>
    public static readonly TimeSpan TransactionTime = TimeSpan.FromMicroseconds(50);

    /// <summary>The reserve of Olympus: 5 on top of 25.</summary>
    private const double LeastReserve = 0.2;

    private const int Prepared = 200;

    private PodSizes()
    {
    }

    public override int Pools => Pods * Processes;

    public override int PoolsLeft => Math.Max(1, Pods - 1) * Processes;

    public required double PerSecond { get; init; }

    private int Pods => Math.Max(1, Specification.Pooler.Replicas.Max ?? Specification.Pooler.Replicas.Min);

    private int Processes => Specification.Pooler.Pods.Processes;

    private string Path => Specification.PoolerPath;

    /// <summary>As many pods as the transactions take with one of them lost, where fewer are stated.</summary>
    public static PodSizes Create(PoolingSpecification specification, CapacityInput capacity, double perSecond)
    {
        var replicas = specification.Pooler.Replicas;
        var needed = Needed(perSecond, specification.Pooler.Pods.Processes);
        if ((replicas.Max ?? replicas.Min) < needed)
            specification = specification with { Pooler = specification.Pooler with { Replicas = replicas with { Min = needed, Max = needed } } };
        return new() { Specification = specification, Capacity = capacity, PerSecond = perSecond };
    }

    public override PoolLimit? Limit(Route route, CapacityInput capacity) => new PoolShare(Specification, capacity).Of(route);

    public override SettingAdvice Reserve(int size, int lost, PoolLimit? most)
    {
        var share = (int)Math.Ceiling(size * LeastReserve);
        var wanted = Math.Max(share, lost - size);
        var value = (int)Math.Max(0, Math.Min(wanted, (most?.Size ?? int.MaxValue) - size));
        var why = lost - size > share
            ? $"with one of {Pods} pods lost, each of the others needs {lost} connections instead of {size}"
            : $"a fifth of {size} as room for peaks above the stated load";
        return new(
            "reserve_pool_size", $"{Path}.settings.reserve_pool_size", value,
            $"{value}: {why}{(value < wanted ? $", cut from {wanted} by the budget" : "")}. "
            + "PgBouncer opens them only when a client has waited for `reserve_pool_timeout`.");
    }

    public override IEnumerable<SettingAdvice> Settings(PoolingSpecification sized, int size, string reason, ImmutableArray<PoolAdvice> pools)
    {
        yield return new("default_pool_size", $"{Path}.settings.default_pool_size", size, reason);
        var clients = PoolSizing.Recommend(sized, Capacity).MaxClientConn;
        yield return new("max_client_conn", $"{Path}.settings.max_client_conn", clients.Value, clients.Reason);
        yield return new("replicas", $"{Path}.replicas", Pods, Replicas());
        if (Specification.Pooler.Mode != PoolMode.Session && Specification.Pooler.Version >= new PgBouncerVersion(1, 21))
        {
            yield return new(
                "max_prepared_statements", $"{Path}.settings.max_prepared_statements", Prepared,
                $"{Prepared}: PgBouncer's own since 1.24. Each server connection keeps that many statements; more are prepared again.");
        }

        if (ProxySizes.Percent(pools, size, Capacity) is { } percent)
            yield return percent with { Path = null, Reason = $"{percent.Reason} It is for RDS Proxy in PgBouncer's place." };
    }

    private string Replicas()
    {
        var needed = Needed(PerSecond, Processes);
        return $"{Pods}: a process needs about {TransactionTime.TotalMicroseconds:0} µs for a transaction, so {SizingText.Number(PerSecond)}/s keep "
            + $"{SizingText.Number(PerSecond * TransactionTime.TotalSeconds)} processes at work. "
            + $"{(needed == 2 ? "One pod is" : $"{needed - 1} pods are")} at most {SizingText.Percent(PoolTarget.BusyProcessors)} busy with that, and one more may be lost"
            + (needed < Pods ? $"; {Pods} are stated." : ".");
    }

    private static int Needed(double perSecond, int processes) =>
        1 + (int)Math.Clamp(Math.Ceiling(perSecond * TransactionTime.TotalSeconds / PoolTarget.BusyProcessors / processes), 1, 1000);
}
