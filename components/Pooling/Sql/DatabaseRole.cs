using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sql;

/// <summary>What a role may do in the database.</summary>
public enum DatabaseAccess
{
    /// <summary>Owns the database's objects in the schema public.</summary>
    Owner,

    /// <summary>Reads and writes the owner's tables in the schema public, and may make its own.</summary>
    ReadWrite,

    /// <summary>Reads the owner's tables in the schema public.</summary>
    ReadOnly,
}

/// <summary>A role that workloads log in as.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Access">What it may do.</param>
public sealed record DatabaseRole(string Name, DatabaseAccess Access)
{
    /// <summary>The roles of one of a plan's databases, the owner first and the others by name.</summary>
    public static ImmutableArray<DatabaseRole> Of(PoolPlan plan, string database)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return
        [
            .. plan.Specification.Workloads.Where(workload => plan.DatabaseOf(workload) == database).Select(plan.UserOf)
                .Append(plan.Specification.Database.User).Distinct().Order(StringComparer.Ordinal)
                .Select(role => new DatabaseRole(role, AccessOf(plan.Specification, role))).OrderBy(role => role.Access),
        ];
    }

    /// <summary>What a role may do: the databases' own owns, one that only ever reads, in whichever database, reads.</summary>
    public static DatabaseAccess AccessOf(PoolingSpecification specification, string role)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return role == specification.Database.User ? DatabaseAccess.Owner
            : specification.Workloads.Where(workload => workload.User == role).All(workload => workload.Route == Route.ReadOnly) ? DatabaseAccess.ReadOnly
            : DatabaseAccess.ReadWrite;
    }
}
