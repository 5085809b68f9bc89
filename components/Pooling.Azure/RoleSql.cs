using System.Collections.Immutable;
using System.Text;
using Infra.Pooling.PgBouncer;

namespace Infra.Pooling.Azure;

/// <summary>SQL that makes the roles of the workloads, for psql as the administrator.</summary>
internal static class RoleSql
{
    public static string Of(PoolPlan plan, ImmutableDictionary<string, string> credentials, string host)
    {
        var database = plan.Specification.Database;
        var sql = new StringBuilder();
        foreach (var role in plan.WorkloadRoles)
        {
            // A verifier instead of the password, so that no log of the server shows it.
            var verifier = ScramVerifier.Create(credentials[role], ScramVerifier.DeterministicSalt(host, database.Name, role).AsSpan());
            sql.Append($"SELECT {Literal($"CREATE ROLE {Identifier(role)} LOGIN")} WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {Literal(role)}) \\gexec\n");
            sql.Append($"ALTER ROLE {Identifier(role)} PASSWORD {Literal(verifier.ToString())};\n");
            sql.Append($"GRANT CONNECT ON DATABASE {Identifier(database.Name)} TO {Identifier(role)};\n");
        }

        sql.Append($"GRANT CREATE ON DATABASE {Identifier(database.Name)} TO {Identifier(database.User)};\n");
        return sql.ToString();
    }

    private static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
