using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sizing;

/// <summary>What the work of a pool asks for in each pod, whatever the server can give.</summary>
/// <param name="Size">Server connections; 1 or more.</param>
/// <param name="Reason">Why, as a clause without a full stop.</param>
internal sealed record PoolNeed(int Size, string Reason)
{
    /// <summary>PgBouncer's own default_pool_size (PgBouncer documentation, "Configuration").</summary>
    public const int Default = 20;

    /// <summary>Room above the mean number of busy connections, which arrivals at random need.</summary>
    private const decimal Margin = 1.5m;

    /// <summary>Little's law: connections busy on average are arrivals a second times seconds of use.</summary>
    /// <param name="workloads">The workloads that share the pool.</param>
    /// <param name="specification">Whose pooler it is.</param>
    public static PoolNeed Of(ImmutableArray<WorkloadOptions> workloads, PoolingSpecification specification)
    {
        var pooler = specification.Pooler;
        var pods = Math.Max(1, pooler.Replicas.Max ?? pooler.Replicas.Min);
        var processes = pooler.Pods.Processes;
        var loads = workloads.Select(workload => workload.Load).OfType<LoadOptions>().ToList();
        var silent = workloads.Where(workload => workload.Load is null).Select(workload => workload.Name).ToList();
        if (silent.Count == 0 && loads.Any(load => load.IsDetailed))
            return Modelled(new(workloads[0].Route, "", "", workloads), specification, pods * processes);
        var busy = loads.Sum(load => load.MeanBusy) * Margin;
        var size = (int)Math.Clamp(Math.Ceiling(busy / pods / processes), 1, 1_000_000);
        if (loads.Count == 0 || (silent.Count > 0 && size <= Default))
            return new(Default, $"{Default} is PgBouncer's own default, as the load of {string.Join(", ", silent)} is not known");

        var terms = string.Join(" + ", loads.Select(load => load.Product));
        var product = loads.Count == 1 ? terms : $"({terms})";
        return new(size, $"{product} × {Text(Margin)} = {Text(busy)} busy connections on {PoolSizing.Counted(pods, "pod")}"
            + (processes == 1 ? $" is {size} a pod" : $" of {processes} processes is {size} a process"));
    }

    /// <summary>What the model says, where a load tells how its time is spent; docs/sizing.md has it.</summary>
    private static PoolNeed Modelled(PoolLoad pool, PoolingSpecification specification, int pools)
    {
        var shares = new ProcessorShares(specification, ServerProcessors.Of(specification).VCpu);
        var sized = PoolModel.Recommend(pool.Work(shares.Assumed) with { VCpu = shares.Of(pool), Pools = pools }, new PoolDemand.Open(pool.PerSecond));
        var prediction = sized.Prediction;
        return new(
            sized.Size,
            $"{pool.Product} in {PoolSizing.Counted(pools, "pool")} of {sized.Size} "
            + (prediction.P99Wait is { } p99
                ? $"use {SizingText.Percent(prediction.Utilisation)} of the connections, with a p99 wait of {SizingText.Duration(p99)}"
                : "are more than the processors can do, and more connections would not help"));
    }

    private static string Text(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
