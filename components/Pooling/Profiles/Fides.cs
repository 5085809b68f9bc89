using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Profiles;

/// <summary>
/// Fides: Python workers with SQLAlchemy over asyncpg and a pool for a read-only replica, as its "Async Database Connection Pool
/// Optimization Guide" has it. A workload on the read-only route is such a pool; one on the way to the primary is the pool of Fides's
/// API (<c>API_ENGINE_…</c> of its configuration reference). A process with both has the variables of both, which never differ.
/// </summary>
internal static class Fides
{
    private const string Prefix = "FIDES__DATABASE__";
    private const string ReadOnlyPool = $"{Prefix}ASYNC_READONLY_DATABASE_";
    private const string ApiPool = $"{Prefix}API_ENGINE_";

    // The variables hold JSON, which a path must not be escaped in for HTML.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly Profile Profile = new()
    {
        Name = "fides",
        Source = "Fides guide \"Database Tuning\": example configurations by requests per second; without a load, the defaults 5 and 10",
        Driver = Driver.SqlalchemyAsyncpg,
        Pool = Pool,
        HelmPath = "fides.configuration.additionalEnvVars",
        Variables = Variables,
    };

    private static PoolOptions Pool(LoadOptions? load) => load?.PeakRps switch
    {
        null => new(5, 10),
        >= 500 => new(300, 50),
        >= 100 => new(100, 25),
        _ => new(10, 5),
    };

    private static ImmutableSortedDictionary<string, EnvironmentValue> Variables(ProfileContext context)
    {
        var primary = context.Primary;
        var variables = new VariableSet()
            .Plain($"{Prefix}SERVER", primary.Host)
            .Plain($"{Prefix}PORT", primary.Port)
            .Plain($"{Prefix}DB", primary.Database)
            .Plain($"{Prefix}USER", primary.User)
            .Secret($"{Prefix}PASSWORD", primary.Password)
            .Plain($"{Prefix}PARAMS", Parameters(context));
        if (context.Route != Route.ReadOnly || context.ReadOnly is not { } replica)
        {
            return variables
                .Plain($"{ApiPool}POOL_SIZE", context.Pool?.Size)
                .Plain($"{ApiPool}MAX_OVERFLOW", context.Pool?.Overflow)
                .Plain($"{ApiPool}POOL_PRE_PING", true)
                .ToSorted();
        }

        return variables
            .Plain($"{Prefix}READONLY_SERVER", replica.Host)
            .Plain($"{Prefix}READONLY_PORT", replica.Port)
            .Plain($"{Prefix}READONLY_DB", replica.Database)
            .Plain($"{Prefix}READONLY_USER", replica.User)
            .Secret($"{Prefix}READONLY_PASSWORD", replica.Password)
            .Plain($"{Prefix}READONLY_PARAMS", Parameters(context))
            .Plain($"{ReadOnlyPool}POOL_SIZE", context.Pool?.Size)
            .Plain($"{ReadOnlyPool}MAX_OVERFLOW", context.Pool?.Overflow)
            // The guide warms pools of 100 and more, and leaves those of development cold.
            .Plain($"{ReadOnlyPool}PREWARM", context.Pool?.Size >= 100)
            .Plain($"{ReadOnlyPool}POOL_SKIP_ROLLBACK", true)
            .Plain($"{ReadOnlyPool}AUTOCOMMIT", true)
            .Plain($"{ReadOnlyPool}PRE_PING", true)
            .ToSorted();
    }

    /// <summary>What Fides adds to its URLs; it turns the root certificate into a TLS context for asyncpg itself.</summary>
    private static string Parameters(ProfileContext context)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["sslmode"] = context.SslMode };
        if (context.SslRootCertificate is { } root)
            parameters["sslrootcert"] = root;
        return JsonSerializer.Serialize(parameters, Plain);
    }
}
