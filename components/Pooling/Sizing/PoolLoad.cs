using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sizing;

/// <summary>The workloads that share a pool, as one stream of transactions.</summary>
/// <param name="Route">Their route.</param>
/// <param name="User">Their role.</param>
/// <param name="Database">Their database.</param>
/// <param name="Workloads">All of them.</param>
internal sealed record PoolLoad(Route Route, string User, string Database, ImmutableArray<WorkloadOptions> Workloads)
{
    private ImmutableArray<LoadOptions> Known => [.. Workloads.Select(workload => workload.Load).OfType<LoadOptions>()];

    /// <summary>Whether the load of any of them is known.</summary>
    public bool IsKnown => !Known.IsEmpty;

    /// <summary>Names of those whose load is not known.</summary>
    public ImmutableArray<string> Silent => [.. Workloads.Where(workload => workload.Load is null).Select(workload => workload.Name)];

    public double PerSecond => Known.Sum(load => (double)load.PerSecond);

    /// <summary>Connections in use on average.</summary>
    public double MeanBusy => Known.Sum(load => (double)load.MeanBusy);

    /// <summary>How the load is stated, as a sum of products.</summary>
    public string Product => string.Join(" + ", Known.Select(load => load.Product));

    /// <summary>The transactions of all of them, mixed.</summary>
    /// <param name="assumed">The busy share of those that do not state it.</param>
    public PoolWork Work(double assumed)
    {
        var hold = MeanBusy / PerSecond;
        // The second moment of a mixture is the mean of those of its parts.
        var second = Known.Sum(load => (double)load.MeanBusy * load.MeanQuery.TotalSeconds * (1 + Math.Pow(Variation(load), 2))) / PerSecond;
        return new(TimeSpan.FromTicks(Math.Max(1, (long)Math.Round(hold * TimeSpan.TicksPerSecond))))
        {
            Variation = Math.Clamp(Math.Sqrt(Math.Max(0, (second / hold / hold) - 1)), 0, 100),
            BusyShare = Math.Clamp(Known.Sum(load => (double)load.MeanBusy * (double)(load.Busy ?? (decimal)assumed)) / MeanBusy, 0, 1),
        };
    }

    private static double Variation(LoadOptions load) => (double)(load.Variation ?? (decimal)PoolWork.DefaultVariation);

    /// <summary>The pools of a specification that its own pooler serves, those on the way to the primary first.</summary>
    public static ImmutableArray<PoolLoad> Of(PoolingSpecification specification) =>
    [
        .. specification.Workloads
            .Where(workload => specification.Counts(workload.Route) && specification.IsPooled(workload.Route))
            .GroupBy(workload => (
                workload.Route,
                User: workload.User ?? specification.Database.User,
                Database: workload.Database ?? specification.Database.Name))
            .OrderBy(pool => pool.Key.Route)
            .ThenBy(pool => pool.Key.User, StringComparer.Ordinal)
            .ThenBy(pool => pool.Key.Database, StringComparer.Ordinal)
            .Select(pool => new PoolLoad(pool.Key.Route, pool.Key.User, pool.Key.Database, [.. pool])),
    ];
}
