using Infra.Pooling.Connections;
using Infra.Pooling.Connections.Forms;

namespace Infra.Pooling.Profiles;

/// <summary>
/// URLs for programs whose driver sends every parameter that it does not know to the server, where PgBouncer refuses it: pgx, lib/pq
/// and all Go services on top of them. So they hold nothing but what libpq, pgx, lib/pq and node-postgres have in common.
/// </summary>
internal static class PlainUrl
{
    /// <summary>For any of these drivers; the limits of its pool are set elsewhere.</summary>
    public static string Of(ConnectionOptions options) => PercentEncoding.Uri("postgres", options, Common(options));

    /// <summary>
    /// For Ory's services, which take max_conns, max_idle_conns and max_conn_lifetime off their DSN (ory/x, sqlcon); without them a
    /// service opens two connections for each processor. Idle ones are kept: closing and opening costs more than keeping.
    /// </summary>
    public static string OfOry(ConnectionOptions options)
    {
        var parameters = Common(options);
        parameters.Add("default_query_exec_mode", "exec", options.LosesPrepared);
        parameters.Add("max_conns", Values.Text(options.Client.PoolSize));
        parameters.Add("max_idle_conns", Values.Text(options.Client.PoolSize));
        parameters.Add("max_conn_lifetime", Values.Seconds(options.Client.ConnectionLifetime) is { } seconds ? $"{seconds}s" : null);
        return PercentEncoding.Uri("postgres", options, parameters);
    }

    private static Parameters Common(ConnectionOptions options) => new()
    {
        { "sslmode", Values.SslMode(options.Tls) },
        { "sslrootcert", options.TrustedRoot },
        { "connect_timeout", Values.Seconds(options.Client.ConnectTimeout) },
        { "application_name", options.ApplicationName },
    };
}
