namespace Infra.Pooling.Sizing;

/// <summary>The transactions of a pool, and what they run on.</summary>
/// <param name="Hold">
/// Mean time that a transaction holds a server connection while it has the server for itself; more than 0, at most 24 h.
/// </param>
public sealed record PoolWork(TimeSpan Hold)
{
    /// <summary>
    /// The busy share of work of which nothing is known. Its source is the rule of thumb "cores × 2" for the number of connections
    /// (PostgreSQL wiki, "Number Of Database Connections"), which holds where every second connection waits.
    /// </summary>
    public const double DefaultBusyShare = 0.5;

    /// <summary>The coefficient of variation of exponential times: what is assumed of work of which nothing is known.</summary>
    public const double DefaultVariation = 1;

    /// <summary>
    /// Standard deviation of the times that connections are held, divided by their mean; 0 (all alike) to 100, default 1 (exponential).
    /// </summary>
    public double Variation { get; init; } = DefaultVariation;

    /// <summary>
    /// Share of <see cref="Hold"/> in which a processor of the server is at work; the rest waits for disk, locks, the network or the
    /// client. 0 to 1, default 0.5.
    /// </summary>
    public double BusyShare { get; init; } = DefaultBusyShare;

    /// <summary>Processors of the server that this work may have; more than 0; null when not known, and then they are no limit.</summary>
    public double? VCpu { get; init; }

    /// <summary>
    /// Part of <see cref="Hold"/> in which the pooler itself is at work, which has one processor for each process; 0 or more, default 0.
    /// Together with the busy share at most the whole.
    /// </summary>
    public TimeSpan PoolerTime { get; init; }

    /// <summary>Equal pools (pods × processes) that share the work evenly; 1 or more, default 1.</summary>
    public int Pools { get; init; } = 1;

    internal double HoldSeconds => Hold.TotalSeconds;

    internal double BusySeconds => Hold.TotalSeconds * BusyShare;

    internal void Guard()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Hold, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Hold, TimeSpan.FromHours(24));
        ArgumentOutOfRangeException.ThrowIfLessThan(PoolerTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Pools, 1);
        RequireNumber(Variation, 0, 100, nameof(Variation));
        RequireNumber(BusyShare, 0, 1, nameof(BusyShare));
        if (VCpu is { } processors)
            RequireNumber(processors, 0.001, 1_000_000, nameof(VCpu));
        // A tick of rounding is no contradiction.
        if (BusySeconds + PoolerTime.TotalSeconds > HoldSeconds + 1e-7)
            throw new ArgumentOutOfRangeException(nameof(PoolerTime), "The busy share and the pooler's time are more than the whole.");
    }

    internal static void RequireNumber(double value, double min, double max, string name)
    {
        // Written so that NaN is refused as well.
        if (!(value >= min && value <= max))
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"Allowed is a number from {min} to {max}."));
    }
}
