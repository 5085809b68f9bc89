namespace Infra.Pooling.Sizing;

/// <summary>How transactions come to a pool: <see cref="Open"/> or <see cref="Closed"/>.</summary>
public abstract record PoolDemand
{
    private PoolDemand()
    {
    }

    /// <summary>Whether time lies between them, at a rate or in clients that pause, so that a pool can be idle.</summary>
    public bool IsPaced => this is Open or Closed { Think.Ticks: > 0 };

    internal abstract void Guard();

    /// <summary>They come at a rate that does not depend on how the pool is doing, as requests of many users do.</summary>
    /// <param name="PerSecond">Transactions a second over all pools; more than 0.</param>
    public sealed record Open(double PerSecond) : PoolDemand
    {
        /// <summary>Standard deviation of the times between arrivals, divided by their mean; 0 to 100, default 1 (at random).</summary>
        public double Variation { get; init; } = 1;

        internal override void Guard()
        {
            PoolWork.RequireNumber(PerSecond, double.Epsilon, 1e15, nameof(PerSecond));
            PoolWork.RequireNumber(Variation, 0, 100, nameof(Variation));
        }
    }

    /// <summary>Clients, each with one transaction at a time: who waits asks for nothing more, as in a load test.</summary>
    /// <param name="Clients">How many over all pools; 1 to 1000000.</param>
    /// <param name="Think">Mean time from the end of a client's transaction to its next one; 0 or more.</param>
    public sealed record Closed(int Clients, TimeSpan Think) : PoolDemand
    {
        internal override void Guard()
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(Clients, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(Clients, 1_000_000);
            ArgumentOutOfRangeException.ThrowIfLessThan(Think, TimeSpan.Zero);
        }
    }
}
