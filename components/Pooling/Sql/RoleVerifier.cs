using Infra.Pooling.PgBouncer;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sql;

/// <summary>
/// The SCRAM verifier of a role: equal input gives an equal one, so that the server and every pooler in front of it hold the very same.
/// PgBouncer logs in to the server with the keys of the client's own login, which works only then. The host is no part of it: a server
/// that was promoted or restored under another name has the verifiers of the one before.
/// </summary>
public static class RoleVerifier
{
    /// <summary>Makes it; a secret.</summary>
    /// <param name="database">The database.</param>
    /// <param name="role">The role.</param>
    /// <param name="password">Its password.</param>
    public static string Of(DatabaseOptions database, string role, string password)
    {
        ArgumentNullException.ThrowIfNull(database);
        return ScramVerifier.Create(password, ScramVerifier.DeterministicSalt(database.Name, role).AsSpan()).ToString();
    }
}
