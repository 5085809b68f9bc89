using Npgsql;

namespace Infra.Cli.Local;

/// <summary>Makes the roles and the database, and alters only what differs.</summary>
internal static class DatabaseSetup
{
    /// <summary>Roles, database and the replicator; true when anything was made or altered.</summary>
    public static async Task<bool> EnsureAsync(
        NpgsqlConnection server, LocalRequest request, string replicatorPassword, CancellationToken cancellation)
    {
        bool changed = await EnsureReplicatorAsync(server, replicatorPassword, cancellation);
        foreach (LocalRole role in request.Roles)
            changed |= await EnsureRoleAsync(server, role, cancellation);

        LocalRole owner = request.Roles.Single(role => role.Access == RoleAccess.Owner);
        string? present = await OwnerAsync(server, request.Database, cancellation);
        if (present is null)
        {
            await Sql.ExecuteAsync(server,
                $"CREATE DATABASE {Sql.Name(request.Database)} OWNER {Sql.Name(owner.Name)} TEMPLATE template0 ENCODING 'UTF8'", cancellation);
        }
        else if (present != owner.Name)
        {
            await Sql.ExecuteAsync(server, $"ALTER DATABASE {Sql.Name(request.Database)} OWNER TO {Sql.Name(owner.Name)}", cancellation);
        }
        return changed || present != owner.Name;
    }

    /// <summary>What the roles may do inside the database; true when anything was granted or revoked.</summary>
    public static async Task<bool> GrantAsync(NpgsqlConnection database, LocalRequest request, CancellationToken cancellation)
    {
        LocalRole owner = request.Roles.Single(role => role.Access == RoleAccess.Owner);
        bool changed = false;
        foreach (LocalRole role in request.Roles.Where(role => role.Access != RoleAccess.Owner))
        {
            string[] wanted = role.Access == RoleAccess.ReadOnly ? ["SELECT"] : ["DELETE", "INSERT", "SELECT", "UPDATE"];
            // The owner's default privileges are set last, in one transaction with the rest: they tell whether the rest was done.
            List<string> present = await Sql.ColumnAsync<string>(database,
                """
                SELECT DISTINCT entry.privilege_type FROM pg_default_acl AS defaults, aclexplode(defaults.defaclacl) AS entry
                WHERE defaults.defaclrole = $1::regrole AND entry.grantee = $2::regrole AND defaults.defaclobjtype = 'r' ORDER BY 1
                """, cancellation, Sql.Name(owner.Name), Sql.Name(role.Name));
            if (present.SequenceEqual(wanted))
                continue;
            await Sql.ExecuteAsync(database, Grants(request.Database, owner, role, string.Join(", ", wanted)), cancellation);
            changed = true;
        }
        return changed;
    }

    private static string Grants(string database, LocalRole owner, LocalRole role, string privileges)
    {
        string to = Sql.Name(role.Name), by = Sql.Name(owner.Name);
        string sequences = role.Access == RoleAccess.ReadOnly ? "SELECT" : "SELECT, USAGE";
        string schema = role.Access == RoleAccess.ReadOnly ? "USAGE" : "USAGE, CREATE";
        return $"""
            BEGIN;
            GRANT CONNECT ON DATABASE {Sql.Name(database)} TO {to};
            REVOKE ALL ON SCHEMA public FROM {to};
            GRANT {schema} ON SCHEMA public TO {to};
            REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {to};
            GRANT {privileges} ON ALL TABLES IN SCHEMA public TO {to};
            GRANT {sequences} ON ALL SEQUENCES IN SCHEMA public TO {to};
            ALTER DEFAULT PRIVILEGES FOR ROLE {by} IN SCHEMA public REVOKE ALL ON TABLES FROM {to};
            ALTER DEFAULT PRIVILEGES FOR ROLE {by} IN SCHEMA public REVOKE ALL ON SEQUENCES FROM {to};
            ALTER DEFAULT PRIVILEGES FOR ROLE {by} IN SCHEMA public GRANT {sequences} ON SEQUENCES TO {to};
            ALTER DEFAULT PRIVILEGES FOR ROLE {by} IN SCHEMA public GRANT {privileges} ON TABLES TO {to};
            COMMIT
            """;
    }

    private static async Task<bool> EnsureRoleAsync(NpgsqlConnection server, LocalRole role, CancellationToken cancellation)
    {
        List<string?> known = await Sql.ColumnAsync<string?>(server,
            "SELECT coalesce(rolpassword, '') FROM pg_authid WHERE rolname = $1 AND rolcanlogin", cancellation, role.Name);
        if (known is [var verifier] && verifier == role.Verifier)
            return false;
        bool exists = known.Count > 0 || await Sql.ScalarAsync<bool>(server,
            "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)", cancellation, role.Name);
        await Sql.ExecuteAsync(server,
            $"{(exists ? "ALTER" : "CREATE")} ROLE {Sql.Name(role.Name)} LOGIN PASSWORD {Sql.Text(role.Verifier)}", cancellation);
        return true;
    }

    private static async Task<bool> EnsureReplicatorAsync(NpgsqlConnection server, string password, CancellationToken cancellation)
    {
        if (await Sql.ScalarAsync<bool>(server,
            "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)", cancellation, LocalSecrets.Replicator))
            return false;
        // The server stores a verifier; the statement itself is not logged (log_statement, log_min_error_statement).
        await Sql.ExecuteAsync(server,
            $"CREATE ROLE {LocalSecrets.Replicator} LOGIN REPLICATION PASSWORD {Sql.Text(password)}", cancellation);
        return true;
    }

    private static async Task<string?> OwnerAsync(NpgsqlConnection server, string database, CancellationToken cancellation)
    {
        List<string> owners = await Sql.ColumnAsync<string>(server,
            "SELECT pg_get_userbyid(datdba)::text FROM pg_database WHERE datname = $1", cancellation, database);
        return owners is [var owner] ? owner : null;
    }
}
