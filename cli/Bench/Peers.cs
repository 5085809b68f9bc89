using System.Collections.Immutable;

namespace Infra.Cli.Bench;

/// <summary>
/// What others emit by default, as their charts, operators, images and documentation had it in November 2026. Each runs as one process, as
/// it does where nobody changes anything.
/// </summary>
internal static class Peers
{
    public static ImmutableArray<Peer> All { get; } =
    [
        Of("cloudnative-pg", "CloudNativePG Pooler", ("ignore_startup_parameters", "extra_float_digits,options")),
        Of("crunchy", "Crunchy PGO", ("ignore_startup_parameters", "extra_float_digits")),
        Of("edoburu", "edoburu image", ("ignore_startup_parameters", "extra_float_digits")),
        Of("icoretech", "icoretech chart",
            ("server_reset_query", "SELECT pg_advisory_unlock_all()"), ("server_reset_query_always", "1")),
        Of("cradlepoint", "cradlepoint chart",
            ("max_client_conn", "200"), ("default_pool_size", "200"), ("min_pool_size", "15"), ("reserve_pool_size", "25")),
        Of("stackgres", "StackGres",
            ("max_client_conn", "1000"), ("default_pool_size", "1000"), ("application_name_add_host", "1")),
        Of("zalando", "Zalando postgres-operator",
            ("pool_mode", "transaction"), ("max_client_conn", "10000"), ("max_db_connections", "30"), ("default_pool_size", "15"),
            ("reserve_pool_size", "7"), ("max_prepared_statements", "200"), ("idle_transaction_timeout", "600"), ("server_login_retry", "5")),
        Of("azure", "Azure built-in PgBouncer",
            ("pool_mode", "transaction"), ("max_client_conn", "5000"), ("default_pool_size", "50"), ("min_pool_size", "0"),
            ("max_prepared_statements", "0"), ("query_wait_timeout", "120"), ("server_idle_timeout", "600")),
    ];

    private static Peer Of(string id, string title, params (string Name, string Value)[] settings) =>
        new(id, title, settings.ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal));
}
