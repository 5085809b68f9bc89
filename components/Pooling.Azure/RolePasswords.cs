using System.Collections.Immutable;
using Infra.Pooling.Specification;
using Infra.Pooling.Sql;

namespace Infra.Pooling.Azure;

/// <summary>The passwords of a plan's roles.</summary>
internal static class RolePasswords
{
    /// <summary>The same passwords, once there is one for every role.</summary>
    /// <exception cref="SpecificationException">A role has none.</exception>
    public static ImmutableDictionary<string, string> Checked(PoolPlan plan, ImmutableDictionary<string, string> credentials)
    {
        var faults = plan.Roles.Where(role => !credentials.ContainsKey(role))
            .Select(role => new Fault(
                $"credentials.{role}", "is missing", null, "a password for each role of the plan", $"give {role} a password"))
            .ToImmutableArray();
        return faults.IsEmpty ? credentials : throw new SpecificationException(faults);
    }

    /// <summary>
    /// The SQL of one of the databases. It holds verifiers instead of passwords, so that no log of the server shows one; a role has the
    /// same verifier in every database.
    /// </summary>
    public static string Sql(PoolPlan plan, ImmutableDictionary<string, string> credentials, string database) =>
        DatabaseScript.Of(
            plan,
            plan.WorkloadRoles.ToImmutableDictionary(
                role => role,
                role => RoleVerifier.Of(plan.Specification.Database, role, credentials[role])),
            database);
}
