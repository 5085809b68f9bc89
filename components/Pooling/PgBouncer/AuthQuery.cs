using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.Specification;
using Infra.Pooling.Sql;

namespace Infra.Pooling.PgBouncer;

/// <summary>
/// PgBouncer asks the server for the verifier of a role that logs in, instead of keeping a list of all of them. Each entry asks its own
/// server, so that reads need no primary; auth_dbname, which would send all questions to one entry, stays unset.
/// </summary>
public static class AuthQuery
{
    /// <summary>The role that asks. It logs in to the server by its password and may do nothing there but ask.</summary>
    public const string Role = "pooler_auth";

    /// <summary>
    /// Server connections for the questions of each entry, in each process. A question is one look-up by key; with two of them, a storm
    /// of new clients waits its turn and takes nothing from those that work.
    /// </summary>
    public const int PoolSize = 2;

    /// <summary>The first version in which one role can have both sizes of a pool for itself (pool_size 1.23, reserve_pool_size 1.24).</summary>
    internal static readonly PgBouncerVersion Since = new(1, 24);

    /// <summary>Server connections of the questions of one entry, in one process; 0 with a user list.</summary>
    internal static int PoolOf(PoolerOptions pooler) => pooler.UsesAuthQuery ? PoolSize : 0;

    /// <summary>The setting that must hold whatever the specification says; none with a user list.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Settings(PoolerOptions pooler) =>
        pooler.UsesAuthQuery ? [new("auth_query", $"SELECT username, password FROM {UserLookup.Function}($1)")] : [];

    /// <summary>The same entry with its own asking role, and not with a common one: the console must ask nobody.</summary>
    internal static DatabaseEntry Asking(DatabaseEntry entry, PoolerOptions pooler) =>
        pooler.UsesAuthQuery ? entry with { Settings = entry.Settings.SetItem("auth_user", Role) } : entry;

    /// <summary>The sizes of its pools.</summary>
    internal static ImmutableArray<UserEntry> Users(PoolerOptions pooler) => !pooler.UsesAuthQuery ? [] :
    [
        new(Role)
        {
            Settings = Entry.NoSettings.Add("pool_size", PoolSize.ToString(CultureInfo.InvariantCulture)).Add("reserve_pool_size", "0"),
        },
    ];
}
