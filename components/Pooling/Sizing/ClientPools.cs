using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sizing;

/// <summary>
/// The pools inside the processes of the workloads. A client connection is in use while its transaction waits at the pooler and while
/// it runs; there is no more to it than that, because connections to a pooler cost next to nothing.
/// </summary>
internal static class ClientPools
{
    /// <summary>The part of the connections that is kept for peaks: the guide of Fides asks for 15 to 20 % on top of the pool.</summary>
    private const double Overflow = 0.2;

    public static ImmutableArray<ClientAdvice> Of(IEnumerable<(PoolLoad Load, PoolPrediction? Prediction)> pools) =>
    [
        .. from pool in pools
           where pool.Prediction is not null
           from workload in pool.Load.Workloads
           where workload.Load is not null
           select Of(workload, workload.Load!, pool.Prediction!),
    ];

    private static ClientAdvice Of(WorkloadOptions workload, LoadOptions load, PoolPrediction prediction)
    {
        var copies = Math.Max(1, workload.Replicas.Max ?? workload.Replicas.Min);
        var processes = copies * workload.Processes;
        var wait = prediction.MeanWait ?? TimeSpan.Zero;
        // The hold of this workload is its own; the queue for processors stretches it as it stretches the others'.
        var inUse = load.MeanQuery + wait;
        var each = (double)load.PerSecond / processes;
        var work = new PoolWork(inUse < TimeSpan.FromHours(24) ? inUse : TimeSpan.FromHours(24))
        {
            Variation = (double)(load.Variation ?? (decimal)PoolWork.DefaultVariation),
            BusyShare = 0,
        };
        var sized = PoolModel.Recommend(work, new PoolDemand.Open(each));
        var size = (int)Math.Ceiling(sized.Size / (1 + Overflow));
        var pool = new PoolOptions(size, Math.Max(1, sized.Size - size));
        return new(
            workload.Name,
            processes,
            pool,
            $"{(processes == 1 ? "1 process" : $"{processes} processes")} of {workload.Name} ({copies} × {workload.Processes}) begin "
            + $"{SizingText.Number(each)} transactions/s each, and each takes {SizingText.Duration(load.MeanQuery)} and a wait of "
            + $"{SizingText.Duration(wait)}: {SizingText.Number(each * inUse.TotalSeconds)} connections are in use on average, and "
            + $"{SizingText.Counted(pool.Size + pool.Overflow, "connection")} let one in a hundred wait longer than "
            + $"{SizingText.Duration(new PoolTarget().WaitFor(work))} in the process, {pool.Overflow} of them as overflow for peaks."
            + (workload.Pool is { } stated && stated != pool ? $" Stated are {stated.Size} + {stated.Overflow}." : ""));
    }
}
