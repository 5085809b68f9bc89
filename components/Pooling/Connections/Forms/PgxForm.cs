namespace Infra.Pooling.Connections.Forms;

/// <summary>
/// pgx 5: https://pkg.go.dev/github.com/jackc/pgx/v5. What it does not know in its URI it sends to the server as a setting.
/// </summary>
internal sealed class PgxForm : Form
{
    protected override string Name => ConnectionForms.Pgx;

    protected override string? SeveralHosts => "pgx tries the hosts in their order: the others stand in for the first.";

    protected override string Text(ConnectionOptions options) => PercentEncoding.Uri("postgresql", options, new()
    {
        { "sslmode", Values.SslMode(options.Tls) },
        { "sslrootcert", options.TrustedRoot },
        { "connect_timeout", Values.Seconds(options.Client.ConnectTimeout) },
        { "application_name", options.ApplicationName },
        { "default_query_exec_mode", "exec", options.LosesPrepared },
        { "pool_max_conns", Values.Text(options.Client.PoolSize) },
        { "pool_max_conn_idle_time", Duration(options.Client.IdleLifetime) },
        { "pool_max_conn_lifetime", Duration(options.Client.ConnectionLifetime) },
    });

    protected override Sentences Notes(ConnectionOptions options) => new()
    {
        {
            options.Client is not { PoolSize: null, IdleLifetime: null, ConnectionLifetime: null },
            "The parameters pool_* are pgxpool's; take them out for pgx.Connect() and database/sql, which send them to the server."
        },
        { options.Client.CommandTimeout is not null, "pgx has no command time-out: give the context of each call a deadline." },
        { options.Client.KeepaliveIdle is not null, "The times of TCP keepalive belong to the dialer: set ConnConfig.DialFunc." },
    };

    private static string? Duration(TimeSpan? time) => time is null ? null : $"{Values.Seconds(time)}s";
}
