using Infra.Pooling.PgBouncer;

namespace Infra.Pooling.Sql;

/// <summary>
/// The function that PgBouncer's auth_query may ask for a verifier, for those who keep no user list: it knows the roles of the plan and
/// no other, names every object with its schema (CVE-2025-12819) and gives nothing once VALID UNTIL has passed (CVE-2025-2291). Where
/// the verifiers cannot be read, as on every managed server, there is no function, and the user list is the way.
/// </summary>
internal static class UserLookup
{
    /// <summary>The role of PgBouncer's auth_user; it can log in where the plan makes use of it.</summary>
    private const string Role = AuthQuery.Role;

    /// <summary>Schema and name of the function.</summary>
    public const string Function = "pooler.user_lookup";

    /// <summary>Whether whoever runs the script may read verifiers, as SQL.</summary>
    private const string MayRead = "pg_catalog.has_table_privilege('pg_catalog.pg_authid', 'SELECT')";

    /// <summary>Refuses to go on where the function could never answer, instead of leaving it out.</summary>
    public static string Requirement { get; } = SqlText.Unless(
        MayRead,
        "RAISE EXCEPTION 'pooler.auth: query needs a role that may read pg_catalog.pg_authid, such as a superuser; "
        + "with a managed server, write userlist'");

    public static IEnumerable<string> Of(IEnumerable<string> logins)
    {
        var known = string.Join(", ", logins.Select(SqlText.Literal));
        var function = SqlText.Quoted($"""

            SELECT rolname::text, CASE WHEN rolvaliduntil < pg_catalog.now() THEN NULL ELSE rolpassword END
            FROM pg_catalog.pg_authid WHERE rolname = $1 AND rolcanlogin AND rolname IN ({known})

            """);
        yield return SqlText.Unless($"EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '{Role}')", $"CREATE ROLE {Role}");
        yield return SqlText.Unless(
            $"NOT {MayRead}",
            $"""
            CREATE SCHEMA IF NOT EXISTS pooler;
            CREATE OR REPLACE FUNCTION {Function}(text) RETURNS TABLE (username text, password text)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS {function};
            REVOKE ALL ON FUNCTION {Function}(text) FROM PUBLIC;
            GRANT USAGE ON SCHEMA pooler TO {Role};
            GRANT EXECUTE ON FUNCTION {Function}(text) TO {Role}
            """);
    }
}
