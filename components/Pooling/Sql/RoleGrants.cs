using System.Collections.Immutable;

namespace Infra.Pooling.Sql;

/// <summary>What the roles of a plan may do in the database's schema public, now and with tables that the owner makes later.</summary>
internal static class RoleGrants
{
    public static IEnumerable<string> Of(string database, ImmutableArray<DatabaseRole> roles)
    {
        var owner = roles.Single(role => role.Access == DatabaseAccess.Owner);
        var (on, by) = (SqlText.Name(database), SqlText.Name(owner.Name));
        yield return $"GRANT CONNECT, CREATE, TEMPORARY ON DATABASE {on} TO {by};";
        // From PostgreSQL 15 on, nobody may create in public unless told so.
        yield return $"GRANT USAGE, CREATE ON SCHEMA public TO {by};";
        if (roles.Length == 1)
            yield break;

        // Default privileges are the owner's, so whoever runs this must be a member of it; a superuser already counts as one.
        yield return SqlText.Unless($"pg_catalog.pg_has_role(current_user, {SqlText.Literal(owner.Name)}, 'USAGE')", $"GRANT {by} TO CURRENT_USER");
        foreach (var role in roles.Where(role => role.Access != DatabaseAccess.Owner))
        {
            var to = SqlText.Name(role.Name);
            var (schema, tables, sequences) = role.Access == DatabaseAccess.ReadOnly
                ? ("USAGE", "SELECT", "SELECT")
                : ("USAGE, CREATE", "SELECT, INSERT, UPDATE, DELETE", "USAGE, SELECT");
            yield return $"GRANT CONNECT ON DATABASE {on} TO {to};";
            yield return $"REVOKE ALL ON SCHEMA public FROM {to};";
            yield return $"GRANT {schema} ON SCHEMA public TO {to};";
            yield return $"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {to};";
            yield return $"GRANT {tables} ON ALL TABLES IN SCHEMA public TO {to};";
            yield return $"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {to};";
            yield return $"GRANT {sequences} ON ALL SEQUENCES IN SCHEMA public TO {to};";
            yield return $"ALTER DEFAULT PRIVILEGES FOR ROLE {by} IN SCHEMA public REVOKE ALL ON TABLES FROM {to};";
            yield return $"ALTER DEFAULT PRIVILEGES FOR ROLE {by} IN SCHEMA public GRANT {tables} ON TABLES TO {to};";
            yield return $"ALTER DEFAULT PRIVILEGES FOR ROLE {by} IN SCHEMA public REVOKE ALL ON SEQUENCES FROM {to};";
            yield return $"ALTER DEFAULT PRIVILEGES FOR ROLE {by} IN SCHEMA public GRANT {sequences} ON SEQUENCES TO {to};";
        }
    }
}
