using Infra.Pooling.Specification;

namespace Infra.Pooling.Profiles;

/// <summary>
/// What Reducto's two kinds of pod share. Its guide names every variable but that of the URL, which the chart takes from the pooler:
/// DATABASE_URL is libpq's URI, which SQLAlchemy takes as it is with psycopg2, its default.
/// </summary>
internal static class Reducto
{
    public const string Source = "Reducto guide \"Connection architecture\": 4 connections and an overflow of 8 in each process";

    public static PoolOptions Pool(LoadOptions? load) => new(4, 8);

    public static VariableSet Variables(ProfileContext context) => new VariableSet()
        .Secret("DATABASE_URL", context.Own.Uri)
        .Plain("DB_POOL_SIZE", context.Pool?.Size)
        .Plain("DB_MAX_OVERFLOW", context.Pool?.Overflow)
        .Seconds("DB_POOL_TIMEOUT", context.Timeouts.Client.PoolAcquire)
        .Plain("DB_POOL_PRE_PING", true)
        // The client recycles before the pooler closes; without a limit of its own it would find dead connections.
        .Seconds("DB_POOL_RECYCLE", context.Timeouts.Client.ConnectionLifetime)
        .Milliseconds("DB_LOCK_TIMEOUT_MS", context.Timeouts.Options.Lock)
        .Milliseconds("DB_STATEMENT_TIMEOUT_MS", context.Timeouts.Options.Statement);
}
