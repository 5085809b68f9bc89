using Infra.Cli.Load;
using Infra.Pooling.Sizing;

namespace Infra.Cli.Measuring;

/// <summary>What a pool of one size did.</summary>
internal sealed record MeasuredSize
{
    /// <summary>Server connections of each pool.</summary>
    public required int Connections { get; init; }

    /// <summary>How the transactions came.</summary>
    public required PoolDemand Demand { get; init; }

    /// <summary>Transactions a second over all pools.</summary>
    public required double PerSecond { get; init; }

    /// <summary>Mean time that a transaction held its server connection.</summary>
    public required TimeSpan Hold { get; init; }

    /// <summary>Mean wait for a server connection, by the pooler's counters; null without them.</summary>
    public required TimeSpan? PoolerWait { get; init; }

    /// <summary>Share of the connections in use on average, by the pooler's counters; null without them.</summary>
    public required double? Utilisation { get; init; }

    /// <summary>What the clients saw.</summary>
    public required LoadResult Clients { get; init; }
}
