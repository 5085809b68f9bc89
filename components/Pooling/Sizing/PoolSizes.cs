namespace Infra.Pooling.Sizing;

/// <summary>Asks the model for the pools of a specification.</summary>
/// <param name="sizes">The pooler.</param>
/// <param name="shares">The processors.</param>
/// <param name="wait">The wait that is asked for; null for the default.</param>
internal sealed class PoolSizes(PoolerSizes sizes, ProcessorShares shares, TimeSpan? wait)
{
    /// <summary>The size within the budget; null when the load is not known.</summary>
    public PoolRecommendation? Of(PoolLoad load) => load.IsKnown ? PoolModel.Recommend(Work(load), Comes(load), Within(load)) : null;

    /// <summary>The size that the pools would need if a pod were lost, whatever the budget leaves.</summary>
    public int WithoutAPod(PoolLoad load) => PoolModel.Recommend(Work(load) with { Pools = sizes.PoolsLeft }, Comes(load), Anything()).Size;

    /// <summary>The size for only a part of the load.</summary>
    public int OfPart(PoolLoad load, double share) =>
        PoolModel.Recommend(Work(load), new PoolDemand.Open(Math.Max(1e-9, load.PerSecond * share)), Within(load)).Size;

    /// <summary>The size without a budget.</summary>
    public PoolRecommendation Free(PoolLoad load) => PoolModel.Recommend(Work(load), Comes(load), Anything());

    /// <summary>What it takes to serve a load that the processors cannot.</summary>
    public string Processors(PoolLoad load) =>
        $"It takes servers of {SizingText.Number(shares.Needed(load))} vCPU, shorter transactions, or more replicas for what only reads.";

    public PoolPrediction Predict(PoolLoad load, int size) => PoolModel.Predict(Work(load), Comes(load), size);

    private PoolWork Work(PoolLoad load) => load.Work(shares.Assumed) with { VCpu = shares.Of(load), Pools = sizes.Pools };

    private static PoolDemand.Open Comes(PoolLoad load) => new(load.PerSecond);

    private PoolTarget Within(PoolLoad load)
    {
        var target = Anything();
        return sizes.Limit(load.Route, sizes.Capacity) is { } limit && limit.Size < target.Most ? target with { Most = (int)limit.Size } : target;
    }

    /// <summary>No server admits more.</summary>
    private PoolTarget Anything() => new()
    {
        P99Wait = wait,
        Most = Math.Max(1, Math.Min(new PoolTarget().Most, SizeNeeds.MostConnections / sizes.Pools)),
    };
}
