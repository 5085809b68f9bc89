using System.Collections.Immutable;

namespace Infra.Pooling.Budget;

/// <summary>Everything that the budget is calculated from. It can be built from a specification or from any resource graph.</summary>
/// <param name="Capacity">What one server admits.</param>
/// <param name="Pooler">What stands between the workloads and the servers.</param>
/// <param name="Workloads">The programs that connect.</param>
public sealed record BudgetInput(CapacityInput Capacity, PoolerInput Pooler, ImmutableArray<DemandInput> Workloads)
{
    /// <summary>Share of the usable connections that should stay free at peak and rollout, in percent; 0 to 90, default 20.</summary>
    public int HeadroomPercent { get; init; } = 20;

    /// <summary>Further ways to the same servers: other poolers with the workloads behind them; none by default.</summary>
    public ImmutableArray<BudgetFront> Beside { get; init; } = [];

    /// <summary>The same input with the way of a line first; lines of no way change nothing.</summary>
    internal BudgetInput LedBy(BudgetLine line)
    {
        var index = Beside.IndexOf(Beside.FirstOrDefault(front => front.Holds(line))!);
        return index < 0 ? this : this with
        {
            Pooler = Beside[index].Pooler,
            Workloads = Beside[index].Workloads,
            Beside = Beside.SetItem(index, new(Pooler, Workloads)),
        };
    }
}

/// <summary>One of several ways to the same servers.</summary>
/// <param name="Pooler">What stands there.</param>
/// <param name="Workloads">The programs that come this way. Their paths differ from those of all other ways.</param>
public sealed record BudgetFront(PoolerInput Pooler, ImmutableArray<DemandInput> Workloads)
{
    internal bool Holds(BudgetLine line) =>
        Starts(line, Pooler.Path) || Workloads.Any(workload => Starts(line, workload.Path));

    private static bool Starts(BudgetLine line, string path) => line.Path.StartsWith($"{path}.", StringComparison.Ordinal);
}

/// <summary>What one server admits. Every replica has the capacity of the primary.</summary>
/// <param name="MaxConnections">max_connections; <see cref="Interval.AtLeast"/> 0 when it is not known.</param>
public sealed record CapacityInput(Interval MaxConnections)
{
    /// <summary>superuser_reserved_connections; 0 or more, default 3, as in PostgreSQL.</summary>
    public long SuperuserReserved { get; init; } = 3;

    /// <summary>Connections that the provider keeps for itself beyond that; 0 or more, default 0.</summary>
    public long ProviderReserved { get; init; }

    /// <summary>Connections kept for administrators and monitoring; 0 or more, default 0.</summary>
    public long Admin { get; init; }

    /// <summary>Connections kept for programs that the budget does not see; 0 or more, default 0.</summary>
    public long Other { get; init; }

    /// <summary>Read replicas; 0 or more, default 0.</summary>
    public int Replicas { get; init; }

    /// <summary>Where the capacity is stated, for messages; default <c>database</c>.</summary>
    public string Path { get; init; } = "database";

    /// <summary>Everything that is kept from the workloads and the pooler.</summary>
    public Interval Kept =>
        Interval.Exactly(SuperuserReserved) + Interval.Exactly(ProviderReserved) + Interval.Exactly(Admin) + Interval.Exactly(Other);

    /// <summary>What the workloads and the pooler may use.</summary>
    public Interval Usable => MaxConnections - Kept;
}
