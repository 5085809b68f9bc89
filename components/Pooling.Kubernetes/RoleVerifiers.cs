using System.Collections.Immutable;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;
using Infra.Pooling.Sql;

namespace Infra.Pooling.Kubernetes;

/// <summary>
/// SCRAM verifiers, made once for both sides: PgBouncer logs in to the server with the keys of the client's own login, which works
/// only when its user list and the server hold the very same verifier.
/// </summary>
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

        var database = plan.Specification.Database;
        return
        [
            .. plan.Roles.Select(role => new UserlistEntry(role, ScramVerifier.Create(
                credentials[role],
                ScramVerifier.DeterministicSalt(database.Host ?? "", database.Name, role).AsSpan()).ToString())),
        ];
    }

    /// <summary>The SQL of the database's side, with the very verifiers that the pooler holds.</summary>
    public static string Sql(PoolPlan plan, IEnumerable<UserlistEntry> users) =>
        DatabaseScript.Of(plan, users.ToImmutableDictionary(user => user.Role, user => user.Secret));
}
