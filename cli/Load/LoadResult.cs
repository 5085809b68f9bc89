using System.Collections.Immutable;

namespace Infra.Cli.Load;

/// <summary>What the clients of a load saw in the measured time.</summary>
internal sealed record LoadResult
{
    /// <summary>Transactions that ended well.</summary>
    public required long Transactions { get; init; }

    /// <summary>The measured time.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Failed transactions by SQLSTATE, or by the name of the exception where there is none; those of the warm-up count too.</summary>
    public required ImmutableSortedDictionary<string, long> Failures { get; init; }

    /// <summary>Whether <see cref="LoadRequest.MostFailures"/> ended the load.</summary>
    public required bool GaveUp { get; init; }

    /// <summary>From the wish to begin to the end of the transaction.</summary>
    public required Times Latency { get; init; }

    /// <summary>From sending the first statement until the server began with it, and the way of its answer. Empty where each transaction logs in.</summary>
    public required Times Wait { get; init; }

    /// <summary>The rest: how long a server connection was in use.</summary>
    public required Times Service { get; init; }

    public double PerSecond => Transactions / Elapsed.TotalSeconds;

    public long Failed => Failures.Values.Sum();
}

/// <summary>A distribution of times.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="P50">Median.</param>
/// <param name="P99">99th percentile.</param>
/// <param name="Variation">Standard deviation over mean.</param>
internal sealed record Times(TimeSpan Mean, TimeSpan P50, TimeSpan P99, double Variation)
{
    public static Times None { get; } = new(default, default, default, 0);

    /// <summary>The distribution of some seconds; <see cref="None"/> when there are none.</summary>
    public static Times Of(double[] seconds)
    {
        if (seconds.Length == 0)
            return None;
        Array.Sort(seconds);
        double mean = seconds.Average();
        double deviation = Math.Sqrt(seconds.Sum(value => (value - mean) * (value - mean)) / seconds.Length);
        return new Times(TimeSpan.FromSeconds(mean), At(0.5), At(0.99), mean > 0 ? deviation / mean : 0);

        TimeSpan At(double share) => TimeSpan.FromSeconds(seconds[(int)Math.Min(seconds.Length - 1, Math.Floor(share * seconds.Length))]);
    }
}
