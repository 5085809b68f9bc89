using System.Collections.Immutable;

namespace Infra.Pooling.Sql;

/// <summary>
/// The function that PgBouncer's auth_query may ask for a verifier, for those who keep no user list: it knows the roles of the plan and
/// no other, names every object with its schema (CVE-2025-12819) and gives nothing once VALID UNTIL has passed (CVE-2025-2291). Where
/// the verifiers cannot be read, as on every managed server, there is no function, and the user list is the way.
/// </summary>
internal static class UserLookup
{
    /// <summary>The role of PgBouncer's auth_user; it gets a password from whoever decides to use it.</summary>
    public const string Role = "pooler_auth";

    /// <summary>Schema and name of the function.</summary>
    public const string Function = "pooler.user_lookup";

    public static IEnumerable<string> Of(ImmutableArray<DatabaseRole> roles)
    {
        var known = string.Join(", ", roles.Select(role => SqlText.Literal(role.Name)));
        var function = SqlText.Quoted($"""

            SELECT rolname::text, CASE WHEN rolvaliduntil < pg_catalog.now() THEN NULL ELSE rolpassword END
            FROM pg_catalog.pg_authid WHERE rolname = $1 AND rolcanlogin AND rolname IN ({known})

            """);
        yield return SqlText.Unless($"EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '{Role}')", $"CREATE ROLE {Role}");
        yield return SqlText.Unless(
            "NOT pg_catalog.has_table_privilege('pg_catalog.pg_authid', 'SELECT')",
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
