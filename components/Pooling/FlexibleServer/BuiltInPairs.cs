using System.Collections.Immutable;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.FlexibleServer;

/// <summary>
/// The pools of each server: one for each pair of user and database, and on a server that takes every route one pair counts once.
/// </summary>
internal sealed class BuiltInPairs(PoolingSpecification specification)
{
    /// <summary>The roles that log in on the way to the primary, sorted.</summary>
    public ImmutableArray<string> Primary { get; } = BudgetPlanner.RolesOn(specification, Route.ReadWrite);

    /// <summary>The roles that log in on the way to a replica, sorted.</summary>
    public ImmutableArray<string> Replica { get; } = BudgetPlanner.RolesOn(specification, Route.ReadOnly);

    /// <summary>The roles of a server that takes both ways, sorted.</summary>
    public ImmutableArray<string> Both => [.. Primary.Union(Replica).Order(StringComparer.Ordinal)];

    /// <summary>The workloads of a role on a way; all its pooled ones where the way is null.</summary>
    public ImmutableArray<WorkloadOptions> Workloads(string role, Route? route) =>
    [
        .. specification.Workloads.Where(workload => workload.Route != Route.Direct
            && (route is null || workload.Route == route)
            && (workload.User ?? specification.Database.User) == role),
    ];
}
