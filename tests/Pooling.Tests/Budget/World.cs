using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Budget;

internal enum PoolerChoice
{
    None,
    PgBouncer,
    RdsProxy,
    BuiltIn,
}

/// <summary>A world in which every number is known.</summary>
internal sealed record World
{
    public required PoolerChoice Pooler { get; init; }
    public required long MaxConnections { get; init; }
    public required long[] Kept { get; init; }
    public required int Replicas { get; init; }
    public required List<WorldWorkload> Workloads { get; init; }
    public required long PodsMin { get; init; }
    public required long PodsMax { get; init; }
    public required Surge PodSurge { get; init; }
    public required int Draining { get; init; }
    public required int Processes { get; init; }
    public required long MaxClientConn { get; init; }
    public required List<WorldDatabase> Databases { get; init; }
    public required long Percent { get; init; }
    public required long? ClientLimit { get; init; }
    public required long DefaultPoolSize { get; init; }
}

internal sealed record WorldWorkload(Route Route, long Min, long Max, Surge Surge, int Processes, long Pool, string User, string Database);

internal sealed record WorldDatabase(Route Route, long? Limit, List<(long Size, long Reserve)> Pools, long Auth);

/// <summary>A number of a random input that is known, or lies in a range, or has no upper end; with the values that the oracle tries for it.</summary>
internal sealed class Slot(string path, Interval interval, long huge)
{
    public string Path { get; } = path;

    public Interval Interval { get; } = interval;

    public long Value { get; set; } = interval.Min;

    /// <summary>All values of a range; without an upper end the lowest two and one that outgrows everything else.</summary>
    public IReadOnlyList<long> Candidates { get; } = interval.Max is { } max
        ? [.. Enumerable.Range(0, (int)(max - interval.Min) + 1).Select(step => interval.Min + step)]
        : [interval.Min, interval.Min + 1, huge];
}
