namespace Infra.Pooling.Sizing;

/// <summary>What the recommended size of a pool must reach.</summary>
public sealed record PoolTarget
{
    /// <summary>The longest wait that is taken for granted; the bound that operators of Olympus watch for as <c>maxwait</c>.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);

    /// <summary>The share of the processors that a server should be built for: above it, waits grow faster than the work.</summary>
    internal const double BusyProcessors = 0.7;

    /// <summary>Share of the largest possible throughput; above 0, at most 1, default 0.98. More connections than that only queue elsewhere.</summary>
    public double Throughput { get; init; } = 0.98;

    /// <summary>
    /// Largest share of the connections in use on average, for arrivals from outside and clients with pauses; above 0, at most 1,
    /// default 0.8, as the guide of Fides asks for.
    /// </summary>
    public double Utilisation { get; init; } = 0.8;

    /// <summary>
    /// The wait that at most one of a hundred exceeds, of arrivals from outside and of clients with pauses; null (the default) for the
    /// mean time that a connection is held, and at most 100 ms.
    /// </summary>
    public TimeSpan? P99Wait { get; init; }

    /// <summary>The largest size of each pool that can be had; 1 to 262143, default 10000.</summary>
    public int Most { get; init; } = 10_000;

    internal TimeSpan WaitFor(PoolWork work) => P99Wait ?? (work.Hold < LongestWait ? work.Hold : LongestWait);

    internal void Guard()
    {
        PoolWork.RequireNumber(Throughput, double.Epsilon, 1, nameof(Throughput));
        PoolWork.RequireNumber(Utilisation, double.Epsilon, 1, nameof(Utilisation));
        ArgumentOutOfRangeException.ThrowIfLessThan(Most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Most, 262_143);
        if (P99Wait is { } wait)
            ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero);
    }
}
