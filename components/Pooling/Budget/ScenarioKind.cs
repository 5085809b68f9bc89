namespace Infra.Pooling.Budget;

/// <summary>A situation in which the connections must fit.</summary>
public enum ScenarioKind
{
    /// <summary>The fewest replicas of everything.</summary>
    Steady,

    /// <summary>The most replicas of everything.</summary>
    Peak,

    /// <summary>The most replicas and their surge, of the workloads and of the pooler at once, and the pooler pods that still drain.</summary>
    Rollout,

    /// <summary>The most replicas, one pooler pod lost, and a replica promoted: one server takes every route.</summary>
    Failover,
}
