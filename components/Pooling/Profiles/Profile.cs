using System.Collections.Immutable;
using Infra.Pooling.Budget;
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

    /// <summary>Where its Helm chart takes a list of environment variables, as a path of keys; default <c>env</c>.</summary>
    public string HelmPath { get; init; } = "env";

    /// <summary>Extensions of PostgreSQL that it needs in its database.</summary>
    public ImmutableArray<string> Extensions { get; init; } = [];

    /// <summary>Startup parameters that its driver sends and PgBouncer refuses unless it is told to ignore them.</summary>
    public ImmutableArray<string> StartupParameters { get; init; } = [];

    /// <summary>
    /// Server settings of its role besides the time-outs: where PgBouncer ignores a startup parameter, the role has to say it.
    /// </summary>
    public ImmutableSortedDictionary<string, string> RoleSettings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What speaks against the plan for this system; each with the path and the way out. Default nothing.</summary>
    public Func<ProfileCase, IEnumerable<Finding>> Advice { get; init; } = _ => [];

    /// <summary>Its environment variables for a pooled database.</summary>
    public required Func<ProfileContext, ImmutableSortedDictionary<string, EnvironmentValue>> Variables { get; init; }
}
