using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Pooling.Specification;

/// <summary>A program that uses the database.</summary>
public sealed record WorkloadOptions
{
    /// <summary>Unique name: lower-case letters, digits and hyphens, 1 to 63, as a Kubernetes label.</summary>
    public required string Name { get; init; }

    /// <summary>The system whose figures and variables apply; null for none.</summary>
    public string? Profile { get; init; }

    /// <summary>Pods or machines.</summary>
    public required ReplicaRange Replicas { get; init; }

    /// <summary>Processes in each replica, every one with its own pool; 1 to 1024, default 1.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>Connections that one process may hold; null when nothing limits them.</summary>
    public PoolOptions? Pool { get; init; }

    /// <summary>Client library; default libpq, or the profile's.</summary>
    public Driver Driver { get; init; } = Driver.Libpq;

    /// <summary>Way to the database; default readWrite.</summary>
    public Route Route { get; init; } = Route.ReadWrite;

    /// <summary>Role of its own, hence a pool of its own; null for the database's.</summary>
    public string? User { get; init; }

    /// <summary>
    /// The database that it uses, hence a pool of its own; null for <see cref="DatabaseOptions.Name"/>. Another one is possible on Azure,
    /// where it is one of <see cref="FlexibleServerOptions.Databases"/>.
    /// </summary>
    public string? Database { get; init; }

    /// <summary>What it does at its peak; null when not known.</summary>
    public LoadOptions? Load { get; init; }

    /// <summary>Session features that it relies on.</summary>
    public ImmutableArray<SessionFeature> Needs { get; init; } = [];
}

/// <summary>The client-side pool of one process.</summary>
/// <param name="Size">Connections that it keeps; 1 to 100000.</param>
/// <param name="Overflow">Connections on top of that at a peak; 0 to 100000.</param>
public sealed record PoolOptions(int Size, int Overflow = 0);

/// <summary>Work at the peak, over all replicas.</summary>
/// <param name="PeakRps">Requests a second; 0.001 to 1000000000.</param>
/// <param name="MeanQuery">Mean time that a transaction holds a server connection; more than 0, at most 24 h.</param>
public sealed record LoadOptions(decimal PeakRps, TimeSpan MeanQuery)
{
    /// <summary>Transactions of one request; 0.001 to 1000, null for 1.</summary>
    public decimal? Transactions { get; init; }

    /// <summary>
    /// Standard deviation of the times that transactions hold a connection, divided by their mean; 0 (all alike) to 100, null for 1
    /// (exponential).
    /// </summary>
    public decimal? Variation { get; init; }

    /// <summary>
    /// Share of <see cref="MeanQuery"/> in which a processor of the server is at work rather than waiting for disk, locks, network or
    /// client; 0 to 1, null for not known.
    /// </summary>
    public decimal? Busy { get; init; }

    /// <summary>Share of the requests that only read, and could be served by a replica; 0 to 1, null for not known.</summary>
    public decimal? Reads { get; init; }

    /// <summary>Transactions a second at the peak.</summary>
    public decimal PerSecond => PeakRps * (Transactions ?? 1);

    /// <summary>Server connections that are in use on average at the peak, by Little's law: arrivals a second times seconds of use.</summary>
    public decimal MeanBusy => PerSecond * (decimal)MeanQuery.TotalSeconds;

    /// <summary>Whether it says more than how much there is to do: then a queueing model tells the size of its pool.</summary>
    public bool IsDetailed => Variation is not null || Busy is not null;

    /// <summary><see cref="MeanBusy"/> as a product, such as <c>300/s × 2 × 0.02 s</c>.</summary>
    internal string Product => Transactions is { } each
        ? $"{Text(PeakRps)}/s × {Text(each)} × {Text((decimal)MeanQuery.TotalSeconds)} s"
        : $"{Text(PeakRps)}/s × {Text((decimal)MeanQuery.TotalSeconds)} s";

    private static string Text(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
