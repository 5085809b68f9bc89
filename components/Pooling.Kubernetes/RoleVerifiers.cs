using System.Collections.Immutable;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;
using Infra.Pooling.Sql;

namespace Infra.Pooling.Kubernetes;

/// <summary>SCRAM verifiers of a plan's roles, the very same for the user list and for the server.</summary>
internal static class RoleVerifiers
{
    /// <exception cref="SpecificationException">A role has no password.</exception>
    public static ImmutableArray<UserlistEntry> Of(PoolPlan plan, ImmutableDictionary<string, string> credentials)
    {
        var faults = plan.Roles.Where(role => !credentials.ContainsKey(role))
            .Select(role => new Fault($"credentials.{role}", "is missing", null, "a password for each role of the plan", $"give {role} a password"))
            .ToImmutableArray();
        if (!faults.IsEmpty)
            throw new SpecificationException(faults);

        var others = AlternateLogin.RolesWithOne(plan, credentials.Keys).Select(AlternateLogin.Of);
        return [.. plan.Roles.Concat(others).Order(StringComparer.Ordinal).Select(role => new UserlistEntry(role, RoleVerifier.Of(plan.Specification.Database, role, credentials[role])))];
    }

    /// <summary>
    /// What the pooler keeps of them: all, or with auth_query only its console's. The role that asks logs in to the server without any
    /// client, for which a verifier is not enough, so its password stands there in plain text.
    /// </summary>
    public static ImmutableArray<UserlistEntry> Kept(PoolPlan plan, ImmutableDictionary<string, string> credentials) =>
        !plan.Specification.Pooler.UsesAuthQuery ? Of(plan, credentials) :
        [
            .. Of(plan, credentials).Where(entry => entry.Role is PgBouncerPlanner.AdminRole or PgBouncerPlanner.StatsRole),
            new UserlistEntry(AuthQuery.Role, credentials[AuthQuery.Role]),
        ];

    /// <summary>The SQL of the database's side, with the very verifiers that the pooler holds.</summary>
    public static string Sql(PoolPlan plan, IEnumerable<UserlistEntry> users) =>
        DatabaseScript.Of(plan, users.ToImmutableDictionary(user => user.Role, user => user.Secret));
}
