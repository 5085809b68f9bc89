namespace Infra.Cli.Load;

/// <summary>How long a part of a transaction takes.</summary>
/// <param name="Mean">Mean; 0 or more.</param>
/// <param name="Variation">Standard deviation over mean: 0 is always the same, 1 varies as much as an exponential time does.</param>
internal readonly record struct ServiceTime(TimeSpan Mean, double Variation = 0)
{
    public static ServiceTime None => default;

    public static ServiceTime Of(double milliseconds, double variation = 0) => new(TimeSpan.FromMilliseconds(milliseconds), variation);

    /// <summary>The next one. Log-normal, which query times resemble and which has every variation in one formula.</summary>
    public TimeSpan Next(Random random)
    {
        if (Variation == 0 || Mean == TimeSpan.Zero)
            return Mean;
        double variance = Math.Log(1 + (Variation * Variation));
        double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return Mean * Math.Exp((normal * Math.Sqrt(variance)) - (variance / 2));
    }

    /// <summary>An exponential time, as between arrivals at random.</summary>
    public static TimeSpan Exponential(TimeSpan mean, Random random) => mean * -Math.Log(1 - random.NextDouble());
}
