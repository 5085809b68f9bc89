using Infra.Pooling.Specification;

namespace Infra.Pooling.Budget;

/// <summary>What a line of the budget counts.</summary>
public enum LineKind
{
    /// <summary>Connections that one server leaves for use.</summary>
    Capacity,

    /// <summary>Client connections that the pooler admits.</summary>
    ClientCapacity,

    /// <summary>Client connections that a workload opens to the pooler.</summary>
    Client,

    /// <summary>Server connections that the pooler opens.</summary>
    Server,

    /// <summary>Server connections that a workload opens past the pooler.</summary>
    Direct,

    /// <summary>max_connections that it takes.</summary>
    Required,
}

/// <summary>One sum of the budget that a reader can check by hand.</summary>
/// <param name="Name">What it is about: a workload, an entry of the pooler, <c>usable</c>.</param>
/// <param name="Kind">What it counts.</param>
/// <param name="Route">The way it belongs to; null for a capacity.</param>
/// <param name="Formula">Its arithmetic: <c>10 × 8 × (4 + 8)</c>. A value that is not known reads <c>unknown</c>.</param>
/// <param name="Connections">Its result.</param>
/// <param name="Path">The value that governs it, for messages: <c>workloads[0].replicas.max</c>.</param>
public sealed record BudgetLine(string Name, LineKind Kind, Route? Route, string Formula, Interval Connections, string Path);
