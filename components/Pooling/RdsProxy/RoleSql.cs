using System.Collections.Immutable;
using System.Text;
using Infra.Pooling.Specification;
using Infra.Pooling.Sql;

namespace Infra.Pooling.RdsProxy;

/// <summary>SQL that makes the roles of a plan on a server of AWS, to be run once by its master user. It may be run again.</summary>
public static class RoleSql
{
    /// <summary>Writes it. Only SCRAM verifiers stand in it, but it is a secret all the same.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="roles">The roles.</param>
    /// <param name="passwords">Passwords by role; a role without one is left without.</param>
    public static string Of(PoolPlan plan, IEnumerable<string> roles, ImmutableDictionary<string, string> passwords)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(roles);
        ArgumentNullException.ThrowIfNull(passwords);
        var database = plan.Specification.Database;
        var verifiers = passwords.ToImmutableDictionary(login => login.Key, login => RoleVerifier.Of(database, login.Key, login.Value));
        var isIam = database.Rds.Authentication == RdsAuthentication.IamEndToEnd;
        var sql = new StringBuilder(DatabaseScript.Of(plan, isIam ? ImmutableDictionary<string, string>.Empty : verifiers));
        foreach (var role in roles)
        {
            var name = SqlText.Name(role);
            if (!plan.WorkloadRoles.Contains(role))
            {
                sql.Append($"{SqlText.Unless($"EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = {SqlText.Literal(role)})", $"CREATE ROLE {name} LOGIN")}\n");
                sql.Append($"GRANT CONNECT ON DATABASE {SqlText.Name(database.Name)} TO {name};\n");
                if (!isIam && verifiers.TryGetValue(role, out var verifier))
                    sql.Append($"ALTER ROLE {name} PASSWORD {SqlText.Literal(verifier)};\n");
            }

            if (isIam)
                sql.Append($"GRANT rds_iam TO {name};\n");
        }

        return sql.ToString();
    }
}
