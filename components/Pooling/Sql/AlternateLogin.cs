using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sql;

/// <summary>
/// A second login of a role, so that a password can be changed while nobody uses it: it is a member of the role and becomes it at once,
/// so that whatever it makes is the role's. Clients use one of the two, and the next rotation is the other's turn.
/// </summary>
public static class AlternateLogin
{
    /// <summary>Its name.</summary>
    /// <param name="role">The role.</param>
    public static string Of(string role) => $"{role}_b";

    /// <summary>The workloads' roles whose second login has a password, sorted. One whose name a role of the plan has is none.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="named">Names of everybody with a password.</param>
    public static ImmutableArray<string> RolesWithOne(PoolPlan plan, IEnumerable<string> named)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var known = named.ToHashSet(StringComparer.Ordinal);
        return [.. plan.WorkloadRoles.Where(role => known.Contains(Of(role)) && !plan.Roles.Contains(Of(role)))];
    }

    /// <summary>The passwords, if they are enough for clients that use the second logins.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="credentials">Password by role.</param>
    /// <exception cref="SpecificationException">A second login has no password.</exception>
    public static ImmutableDictionary<string, string> Required(PoolPlan plan, ImmutableDictionary<string, string> credentials)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(credentials);
        ImmutableArray<Fault> faults =
        [
            .. plan.WorkloadRoles.Select(Of).Where(login => !credentials.ContainsKey(login)).Select(login => new Fault(
                $"credentials.{login}", "is missing, and clients are to log in with it", null, "a password for the second login of each role",
                $"give {login} a password, or set `infra:login` to a")),
        ];
        return faults.IsEmpty ? credentials : throw new SpecificationException(faults);
    }

    /// <summary>The same plan for clients that use the second logins; everything else stays as it is.</summary>
    /// <param name="plan">The plan.</param>
    public static PoolPlan Used(PoolPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var specification = plan.Specification;
        return plan with
        {
            Specification = specification with
            {
                Database = specification.Database with { User = Of(specification.Database.User) },
                Workloads = [.. specification.Workloads.Select(workload => workload with { User = Of(plan.UserOf(workload)) })],
            },
        };
    }
}
