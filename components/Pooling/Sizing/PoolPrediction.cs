using System.Collections.Immutable;

namespace Infra.Pooling.Sizing;

/// <summary>What a pool of a size will do with its work.</summary>
/// <param name="Connections">Server connections of each pool.</param>
/// <param name="PerSecond">Transactions a second that are done, over all pools.</param>
/// <param name="Utilisation">Share of the connections that are in use on average; 0 to 1.</param>
public sealed record PoolPrediction(int Connections, double PerSecond, double Utilisation)
{
    /// <summary>Share of the server's processors that are at work on average, 0 to 1; null when their number is not known.</summary>
    public required double? ProcessorUtilisation { get; init; }

    /// <summary>Share of the transactions that wait for a connection; 0 to 1.</summary>
    public required double WaitProbability { get; init; }

    /// <summary>Mean time that a transaction holds its connection, with the queue for processors in it.</summary>
    public required TimeSpan MeanHold { get; init; }

    /// <summary>Mean time that a transaction waits for a connection, those that do not wait included; null when the queue never ends growing.</summary>
    public required TimeSpan? MeanWait { get; init; }

    /// <summary>Only one transaction of a hundred waits longer; null when the queue never ends growing.</summary>
    public required TimeSpan? P99Wait { get; init; }

    /// <summary>Why the figures should not be taken at their word, each a sentence; empty when the model applies.</summary>
    public ImmutableArray<string> Doubts { get; init; } = [];

    /// <summary>Whether the pool serves what comes. With a fixed number of clients it always does.</summary>
    public bool IsStable => MeanWait is not null;

    /// <summary>Whether the model's assumptions hold.</summary>
    public bool Applies => Doubts.IsEmpty;
}
