using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sizing;

/// <summary>Sizes for a specification, each with its reason.</summary>
public sealed record SizeAdvice
{
    /// <summary>The specification with these sizes in it.</summary>
    public required PoolingSpecification Specification { get; init; }

    /// <summary>The processors of each server.</summary>
    public required ServerProcessors Processors { get; init; }

    /// <summary>Connections that a server leaves to the pooler and to what bypasses it; null when not known.</summary>
    public required long? Usable { get; init; }

    /// <summary>The pools, the read-write ones first.</summary>
    public required ImmutableArray<PoolAdvice> Pools { get; init; }

    /// <summary>The settings of the pooler.</summary>
    public required ImmutableArray<SettingAdvice> Settings { get; init; }

    /// <summary>The pools inside the workloads whose load is known.</summary>
    public required ImmutableArray<ClientAdvice> Clients { get; init; }

    /// <summary>Rules of thumb, and what they say.</summary>
    public required ImmutableArray<CrossCheck> Checks { get; init; }

    /// <summary>What should be known about the figures, each a sentence.</summary>
    public required ImmutableArray<string> Notes { get; init; }

    /// <summary>What it takes to serve what comes, each a sentence; empty when it is served.</summary>
    public required ImmutableArray<string> Needed { get; init; }

    /// <summary>The sizes of PgBouncer in front of RDS read replicas; null when there is none.</summary>
    public SizeAdvice? Reads { get; init; }
}

/// <summary>The pool of one role on one route.</summary>
/// <param name="Route">Its route.</param>
/// <param name="User">Its role.</param>
/// <param name="Database">Its database.</param>
/// <param name="Pools">Equal pools that share the load: pods × processes.</param>
/// <param name="Sized">What the model says; null when no load is known.</param>
/// <param name="Prediction">What the recommended settings do with the load; null when no load is known.</param>
/// <param name="Reason">One paragraph with the inputs.</param>
public sealed record PoolAdvice(
    Route Route, string User, string Database, int Pools, PoolRecommendation? Sized, PoolPrediction? Prediction, string Reason);

/// <summary>One setting.</summary>
/// <param name="Name">Its own name, such as <c>default_pool_size</c>; <c>replicas</c> for the pods.</param>
/// <param name="Path">Where a specification has it; null where it has no place.</param>
/// <param name="Value">The recommended value.</param>
/// <param name="Reason">One paragraph with the inputs.</param>
public sealed record SettingAdvice(string Name, string? Path, int Value, string Reason);

/// <summary>The pool inside each process of a workload.</summary>
/// <param name="Workload">Its name.</param>
/// <param name="Processes">Processes at the peak.</param>
/// <param name="Pool">The recommended pool.</param>
/// <param name="Reason">One paragraph with the inputs.</param>
public sealed record ClientAdvice(string Workload, int Processes, PoolOptions Pool, string Reason);

/// <summary>What a rule of thumb says beside the model.</summary>
/// <param name="Rule">The rule and whose it is.</param>
/// <param name="Formula">Its arithmetic.</param>
/// <param name="Says">What it comes to.</param>
/// <param name="Model">What is recommended.</param>
/// <param name="Agrees">Whether both say about the same.</param>
/// <param name="Comment">Why they differ, or that they do not; a sentence.</param>
public sealed record CrossCheck(string Rule, string Formula, string Says, string Model, bool Agrees, string Comment);
