using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Budget;

/// <summary>One program that connects.</summary>
/// <param name="Name">Its name, for the lines of the budget.</param>
/// <param name="Route">Its way to the database. Without a pooler every way is a direct one.</param>
/// <param name="Replicas">Its copies.</param>
/// <param name="Pool">Connections that one process may hold; null when nothing is known to limit them.</param>
public sealed record DemandInput(string Name, Route Route, ReplicaRange Replicas, PoolOptions? Pool)
{
    /// <summary>Processes in each copy; 1 or more, default 1.</summary>
    public int Processes { get; init; } = 1;

    /// <summary>Which of its figures are only lower ends; none by default.</summary>
    public DemandDoubts Doubts { get; init; }

    /// <summary>The role that it logs in as: with <see cref="Database"/> it names a pool of Azure's built-in PgBouncer.</summary>
    public string User { get; init; } = "";

    /// <summary>The database that it connects to.</summary>
    public string Database { get; init; } = "";

    /// <summary>Where it is stated, for messages: <c>workloads[0]</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The workloads of a specification that count in its budget, in its order.</summary>
    public static ImmutableArray<DemandInput> Of(PoolingSpecification specification) =>
    [
        .. from entry in specification.Workloads.Select((workload, index) => (Workload: workload, Index: index))
           let workload = entry.Workload
           where specification.Counts(workload.Route)
           select new DemandInput(workload.Name, workload.Route, workload.Replicas, workload.Pool)
           {
               Processes = workload.Processes,
               User = workload.User ?? specification.Database.User,
               Database = workload.Database ?? specification.Database.Name,
               Path = $"workloads[{entry.Index}]",
           },
    ];
}
