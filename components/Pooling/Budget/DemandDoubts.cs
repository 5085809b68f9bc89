namespace Infra.Pooling.Budget;

/// <summary>Figures of a workload or a pooler that are only lower ends. A largest number that is not known is null instead.</summary>
[Flags]
public enum DemandDoubts
{
    /// <summary>All figures are what they say.</summary>
    None = 0,

    /// <summary>The fewest replicas may be more.</summary>
    Fewest = 1,

    /// <summary>The surge may be more.</summary>
    Surge = 2,

    /// <summary>There may be more processes in a replica.</summary>
    Processes = 4,

    /// <summary>A process may hold more connections.</summary>
    Pool = 8,
}
