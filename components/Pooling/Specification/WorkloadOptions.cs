using System.Collections.Immutable;

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
/// <param name="MeanQuery">Mean time that a request holds a server connection; more than 0, at most 24 h.</param>
public sealed record LoadOptions(decimal PeakRps, TimeSpan MeanQuery);
