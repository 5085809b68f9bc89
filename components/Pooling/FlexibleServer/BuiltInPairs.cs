using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.FlexibleServer;

/// <summary>
/// The pools of each server: one for each pair of user and database, and on a server that takes every route one pair counts once.
/// </summary>
internal sealed class BuiltInPairs(PoolingSpecification specification)
{
    /// <summary>The pairs on the way to the primary, sorted.</summary>
    public ImmutableArray<BuiltInPair> Primary => On(Route.ReadWrite);

    /// <summary>The pairs on the way to a replica, sorted.</summary>
    public ImmutableArray<BuiltInPair> Replica => On(Route.ReadOnly);

    /// <summary>The pairs of a server that takes both ways, sorted.</summary>
    public ImmutableArray<BuiltInPair> Both => On(Route.ReadWrite, Route.ReadOnly);

    /// <summary>The pooled workloads of a pair.</summary>
    public ImmutableArray<WorkloadOptions> Workloads(BuiltInPair pair) =>
        [.. specification.Workloads.Where(workload => workload.Route != Route.Direct && Of(workload) == pair)];

    /// <summary>A pair as a reason calls it: the role alone where the database goes without saying.</summary>
    public string Called(BuiltInPair pair) => pair.Database == specification.Database.Name ? pair.User : $"{pair.User} on {pair.Database}";

    private ImmutableArray<BuiltInPair> On(params ImmutableArray<Route> routes) =>
    [
        .. specification.Workloads.Where(workload => routes.Contains(workload.Route)).Select(Of).Distinct()
            .OrderBy(pair => pair.User, StringComparer.Ordinal).ThenBy(pair => pair.Database, StringComparer.Ordinal),
    ];

    private BuiltInPair Of(WorkloadOptions workload) =>
        new(workload.User ?? specification.Database.User, workload.Database ?? specification.Database.Name);
}

/// <summary>What has a pool of its own on a server.</summary>
/// <param name="User">The role that logs in.</param>
/// <param name="Database">The database that it uses.</param>
internal readonly record struct BuiltInPair(string User, string Database);
