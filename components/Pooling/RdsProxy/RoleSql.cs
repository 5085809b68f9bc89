using System.Collections.Immutable;
using System.Text;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;

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
        var sql = new StringBuilder();
        foreach (var role in roles)
        {
            var name = Identifier(role);
            var quote = Quote(name);
            sql.Append($"DO {quote} BEGIN CREATE ROLE {name} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END {quote};\n");
            sql.Append($"GRANT CONNECT ON DATABASE {Identifier(database.Name)} TO {name};\n");
            if (database.Rds.Authentication == RdsAuthentication.IamEndToEnd)
                sql.Append($"GRANT rds_iam TO {name};\n");
            else if (passwords.TryGetValue(role, out var password))
                sql.Append($"ALTER ROLE {name} PASSWORD '{ScramVerifier.Create(password, ScramVerifier.DeterministicSalt("rds", database.Name, role).AsSpan())}';\n");
        }

        return sql.ToString();
    }

    // A dollar quote that the text between does not hold.
    private static string Quote(string text)
    {
        var quote = "$role$";
        while (text.Contains(quote, StringComparison.Ordinal))
            quote = quote.Insert(1, "_");
        return quote;
    }

    private static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
