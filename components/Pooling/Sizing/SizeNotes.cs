using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sizing;

/// <summary>What should be known about recommended sizes.</summary>
internal static class SizeNotes
{
    public static IEnumerable<string> Of(
        PoolingSpecification specification,
        ImmutableArray<PoolLoad> loads,
        ProcessorShares shares,
        IEnumerable<PoolPrediction?> predictions,
        PoolSizes pools,
        int size)
    {
        if (shares.Note is { } assumed)
            yield return assumed;
        foreach (var doubt in predictions.OfType<PoolPrediction>().SelectMany(prediction => prediction.Doubts).Distinct())
            yield return doubt;
        if (specification.Pooler.Mode == PoolMode.Session)
        {
            yield return "In session mode a client keeps its connection until it leaves: a pool needs as many connections as there are clients, "
                + "whatever they do.";
        }

        foreach (var load in loads.Where(load => load.Route == Route.ReadWrite && load.IsKnown))
        {
            if (Reads(load) is not (var share and > 0))
                continue;
            var where = specification.Database.Replicas == 0 ? "a replica" : "the replicas";
            yield return $"{SizingText.Percent(share)} of the work of {load.User} only reads: on {where} (`route: readOnly`) it would leave the pool on "
                + $"the primary {SizingText.Counted(pools.OfPart(load, 1 - share), "connection")} instead of {size}.";
        }
    }

    private static double Reads(PoolLoad load)
    {
        var known = load.Workloads.Select(workload => workload.Load).OfType<LoadOptions>();
        return load.MeanBusy == 0 ? 0 : known.Sum(one => (double)(one.MeanBusy * (one.Reads ?? 0))) / load.MeanBusy;
    }
}
