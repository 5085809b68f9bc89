using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Profiles;

/// <summary>What is known about a system: how it pools, and in which variables it wants to be told about its database.</summary>
public sealed record Profile
{
    /// <summary>As a workload names it.</summary>
    public required string Name { get; init; }

    /// <summary>Where its figures and variables come from.</summary>
    public required string Source { get; init; }

    /// <summary>Its client library.</summary>
    public required Driver Driver { get; init; }

    /// <summary>Processes in each replica; default 1.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>The pool of one process, given its load, where that is known.</summary>
    public required Func<LoadOptions?, PoolOptions> Pool { get; init; }

    /// <summary>Session features that it relies on; none of the systems here relies on any.</summary>
    public ImmutableArray<SessionFeature> Needs { get; init; } = [];

    /// <summary>Its environment variables for a pooled database.</summary>
    public required Func<ProfileContext, ImmutableSortedDictionary<string, EnvironmentValue>> Variables { get; init; }
}
