using System.Collections.Immutable;
using Infra.Pooling.Sizing;

namespace Infra.Cli.Measuring;

/// <summary>What was measured, and what follows from it.</summary>
internal sealed record Measurement
{
    /// <summary>Equal pools.</summary>
    public required int Pools { get; init; }

    /// <summary>Whether the size of the pools was set, or as many clients worked as connections are meant.</summary>
    public required bool Sized { get; init; }

    /// <summary>Every size that was tried, by size; the median of its throughputs where it was tried again.</summary>
    public required ImmutableArray<MeasuredSize> Sizes { get; init; }

    /// <summary>The work that explains them.</summary>
    public required PoolWork Work { get; init; }

    /// <summary>What the model recommends for it.</summary>
    public required PoolRecommendation Model { get; init; }

    /// <summary>The recommended size: the smallest that was tried and does nearly what the best does; the model's where transactions come at a pace.</summary>
    public required int Size { get; init; }

    /// <summary>Throughput of the recommended size over that of the best one that was tried with it; null where the size is the model's for a pace.</summary>
    public required double? Share { get; init; }

    /// <summary>What it takes to serve the rate that was asked for; null when it is served, or none was.</summary>
    public string? Needed { get; init; }
}
