using System.Collections.Immutable;
using System.Text;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;

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

    /// <summary>SQL that gives the server the verifiers and the time-outs of the roles that work there.</summary>
    public static string Sql(PoolPlan plan, IEnumerable<UserlistEntry> users)
    {
        var sql = new StringBuilder();
        foreach (var user in users.Where(user => plan.WorkloadRoles.Contains(user.Role)))
        {
            sql.Append($"ALTER ROLE {Identifier(user.Role)} PASSWORD {Literal(user.Secret)};\n");
            foreach (var (parameter, value) in plan.Timeouts.DatabaseParameters.Where(item => item.Key.EndsWith("_timeout", StringComparison.Ordinal)))
                sql.Append($"ALTER ROLE {Identifier(user.Role)} SET {parameter} = {Literal(value)};\n");
        }

        return sql.ToString();
    }

    private static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
