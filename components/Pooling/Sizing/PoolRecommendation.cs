namespace Infra.Pooling.Sizing;

/// <summary>What decides the size of a pool.</summary>
public enum SizeBound
{
    /// <summary>The wait and the use of the connections: it is the smallest size that holds both.</summary>
    Wait,

    /// <summary>The processors, the pooler or the clients: more connections complete no more.</summary>
    Throughput,

    /// <summary>The largest size that can be had, which is less than the work asks for.</summary>
    Most,

    /// <summary>Nothing: no size serves what comes.</summary>
    Impossible,
}

/// <summary>A size for a pool.</summary>
/// <param name="Size">Server connections of each pool; 1 or more.</param>
/// <param name="Bound">What decides it.</param>
/// <param name="Prediction">What the pool will do.</param>
/// <param name="BestPerSecond">Transactions a second that the best size would complete, over all pools.</param>
/// <param name="Reason">One paragraph with the inputs and the arithmetic.</param>
public sealed record PoolRecommendation(int Size, SizeBound Bound, PoolPrediction Prediction, double BestPerSecond, string Reason);
