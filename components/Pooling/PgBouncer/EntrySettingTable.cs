using System.Collections.Immutable;
using static Infra.Pooling.PgBouncer.SettingTable;

namespace Infra.Pooling.PgBouncer;

/// <summary>
/// The settings inside the connection strings of <c>[databases]</c>, <c>[users]</c> and <c>[peers]</c>: what the functions
/// parse_database, parse_user and parse_peer of PgBouncer's src/loader.c know, compared release by release from 1.5 to 1.25.2, and
/// doc/config.md, "Section [databases]", "Section [users]" and "Section [peers]". A RELOAD applies all of them. query_wait_timeout
/// is dated 1.26 after the development tree that followed 1.25.2.
/// </summary>
internal static class EntrySettingTable
{
    public static readonly ImmutableArray<Setting> All =
    [
        Database("application_name", SettingKind.Text),
        Database("auth_dbname", SettingKind.Text) with { Since = V(19) },
        Database("auth_query", SettingKind.Text) with { Since = V(22) },
        Database("auth_user", SettingKind.Text) with { Since = V(6) },
        Database("client_encoding", SettingKind.Text),
        Database("connect_query", SettingKind.Text),
        Database("datestyle", SettingKind.Text),
        Database("dbname", SettingKind.Text),
        Database("host", SettingKind.List),
        Database("load_balance_hosts", SettingKind.Choice) with
        {
            Since = V(24),
            Choices = ["disable", "round-robin"],
            Default = "round-robin",
        },
        Database("max_db_client_connections", SettingKind.Number) with { Since = V(24) },
        Database("max_db_connections", SettingKind.Number) with { Since = V(6) },
        Database("min_pool_size", SettingKind.Number) with { Since = V(16) },
        Database("password", SettingKind.Text),
        Database("pool_mode", SettingKind.Choice) with { Since = V(6), Choices = PoolModes },
        Database("pool_size", SettingKind.Number),
        Database("port", SettingKind.Number) with { Default = "5432", Min = 1, Max = 65535 },
        Database("query_wait_timeout", SettingKind.WholeSeconds) with { Since = V(26), Min = -1 },
        Database("reserve_pool", SettingKind.Number) with { Replacement = "reserve_pool_size" },
        Database("reserve_pool_size", SettingKind.Number) with { Since = V(24) },
        Database("server_lifetime", SettingKind.WholeSeconds) with { Since = V(23) },
        Database("timezone", SettingKind.Text),
        Database("user", SettingKind.Text),

        User("client_idle_timeout", SettingKind.WholeSeconds) with { Since = V(24) },
        User("idle_transaction_timeout", SettingKind.WholeSeconds) with { Since = V(24) },
        User("max_user_client_connections", SettingKind.Number) with { Since = V(24) },
        User("max_user_connections", SettingKind.Number),
        User("pool_mode", SettingKind.Choice) with { Choices = PoolModes },
        User("pool_size", SettingKind.Number) with { Since = V(23) },
        User("query_timeout", SettingKind.WholeSeconds) with { Since = V(24) },
        User("query_wait_timeout", SettingKind.WholeSeconds) with { Since = V(26), Min = -1 },
        User("reserve_pool_size", SettingKind.Number) with { Since = V(24) },
        User("transaction_timeout", SettingKind.WholeSeconds) with { Since = V(25) },

        Peer("host", SettingKind.Text),
        Peer("pool_size", SettingKind.Number),
        Peer("port", SettingKind.Number) with { Default = "6432", Min = 1, Max = 65535 },
    ];

    private static Setting Database(string name, SettingKind kind) => new(name, SettingScope.Database, kind);

    private static Setting User(string name, SettingKind kind) => new(name, SettingScope.User, kind) { Since = V(6) };

    private static Setting Peer(string name, SettingKind kind) => new(name, SettingScope.Peer, kind) { Since = V(19) };
}
