namespace Infra.Cli.Load;

/// <summary>When transactions begin.</summary>
internal sealed record Arrivals
{
    private Arrivals()
    {
    }

    /// <summary>Mean of the exponential pause of each client; null when transactions arrive whatever the clients do.</summary>
    public TimeSpan? Think { get; private init; }

    /// <summary>Transactions a second; 0 when the clients decide.</summary>
    public double PerSecond { get; private init; }

    /// <summary>Each client begins the next one when the last has ended, without a pause or after an exponential one.</summary>
    public static Arrivals Closed(TimeSpan think = default) => new() { Think = think };

    /// <summary>At random (Poisson) at a rate; one that finds every client busy waits for a client.</summary>
    public static Arrivals Open(double perSecond) => new() { PerSecond = perSecond };
}
