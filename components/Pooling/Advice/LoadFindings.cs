using System.Globalization;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Advice;

/// <summary>
/// Loads that a pool cannot serve, however long the clients wait: by Little's law, arrivals a second times seconds of use are busy on
/// average, and the pool has fewer.
/// </summary>
internal static class LoadFindings
{
    /// <summary>The server connections of a pool serve the load of its workloads. Advisory.</summary>
    public const string PoolServesLoad = "pool-serves-load";

    // Room above the mean, which arrivals at random need; the same as in the recommended sizes.
    private const decimal Margin = 1.5m;

    private const int MostConnections = 262_143;

    public static IEnumerable<Finding> Of(PoolPlan plan, DateOnly today)
    {
        if (plan.PgBouncer is not { } bouncer)
            return [];
        var replicas = plan.Specification.Pooler.Replicas;
        var pods = replicas.Max ?? replicas.Min;
        var size = Number(bouncer.Settings.GetValueOrDefault("default_pool_size")) + Number(bouncer.Settings.GetValueOrDefault("reserve_pool_size"));
        return
            from workload in plan.Specification.Workloads.Select((options, index) => (Options: options, Path: $"workloads[{index}].load"))
            where workload.Options.Load is not null && plan.Specification.IsPooled(workload.Options.Route)
            group workload by (workload.Options.Route, User: plan.UserOf(workload.Options)) into pool
            let busy = pool.Sum(workload => workload.Options.Load!.MeanBusy)
            where size > 0 && busy > (long)pods * size
            let largest = pool.MaxBy(workload => workload.Options.Load!.MeanBusy)
            select Finding(plan, today, largest.Options, largest.Path, (pods, size), busy);
    }

    private static Finding Finding(PoolPlan plan, DateOnly today, WorkloadOptions workload, string path, (int Count, int Size) pods, decimal busy)
    {
        var load = workload.Load!;
        var has = pods.Count * pods.Size;
        var needed = (int)Math.Min(Math.Ceiling(busy * Margin / pods.Count), 1_000_000);
        var share = has / busy;
        var rate = Math.Floor(load.PeakRps * share);
        var fastest = TimeSpan.FromMilliseconds(Math.Floor(load.MeanQuery.TotalMilliseconds * (double)share));
        return new(
            PoolServesLoad, FindingLevel.Advisory, path,
            $"`{path}`: {load.Product} keep {Text(Math.Ceiling(busy))} server connections busy, "
            + $"but the pool of {workload.Name} has {pods.Count} × {pods.Size} = {has}: clients wait until they give up; "
            + $"{Larger(plan, today, needed)}, expect at most {Text(rate)}/s, or hold a connection for {DurationText.Format(fastest)} at most.");
    }

    /// <summary>The larger pool, with the server that it takes.</summary>
    private static string Larger(PoolPlan plan, DateOnly today, int needed)
    {
        var specification = plan.Specification;
        var settings = specification.Pooler.Settings.SetItem("default_pool_size", needed.ToString(CultureInfo.InvariantCulture));
        var larger = specification with { Pooler = specification.Pooler with { Settings = settings } };
        bool Fits(int? maxConnections) => PoolPlan
            .Make(larger with { Database = larger.Database with { MaxConnections = maxConnections } }, today)
            .Budget.Scenarios.All(scenario => scenario.ServerVerdict == Verdict.Within);

        var text = $"set `{specification.PoolerPath}.settings.default_pool_size` to {Text(needed)}";
        if (Fits(specification.Database.MaxConnections))
            return text;
        var (from, to) = (25, MostConnections);
        if (!Fits(to))
            return $"use several servers, because no single one admits {Text(needed)} for each pool";
        while (from < to)
        {
            var middle = from + ((to - from) / 2);
            (from, to) = Fits(middle) ? (from, middle) : (middle + 1, to);
        }

        return $"{text} on a server with max_connections of at least {Text(to)}";
    }

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
