using Infra.Cli.Load;
using Infra.Pooling.Sizing;

namespace Infra.Cli.Measuring;

/// <summary>What is measured, and within which bounds.</summary>
internal sealed record MeasureRequest
{
    /// <summary>What each client does.</summary>
    public required LoadTransaction Transaction { get; init; }

    /// <summary>The most clients at a time; 2 to 1000.</summary>
    public int Clients { get; init; } = 64;

    /// <summary>The most connections of each pool that may be tried; 1 or more.</summary>
    public int Most { get; init; } = 64;

    /// <summary>How long loads may run in all; the time to connect and the pauses between loads come on top.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Processors of the server.</summary>
    public required double VCpu { get; init; }

    /// <summary>What <see cref="BusyWork"/> found, where the transaction keeps processors busy.</summary>
    public double BusyRoundsPerSecond { get; init; }

    /// <summary>How transactions will come; null for as many clients as there are, without a pause.</summary>
    public PoolDemand? Demand { get; init; }

    /// <summary>The wait that one of a hundred may exceed, where they come from outside; null for the model's default.</summary>
    public TimeSpan? P99Wait { get; init; }
}
