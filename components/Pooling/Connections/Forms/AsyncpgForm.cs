namespace Infra.Pooling.Connections.Forms;

/// <summary>
/// asyncpg: https://magicstack.github.io/asyncpg/current/api/. What it does not know in its DSN it sends to the server as a
/// setting, so nothing else of libpq may stand there.
/// </summary>
internal sealed class AsyncpgForm : Form
{
    // create_pool refuses a max_size below its min_size.
    private const int DefaultMinSize = 10;

    protected override string Name => ConnectionForms.Asyncpg;

    protected override string Text(ConnectionOptions options) => PercentEncoding.Uri("postgresql", options, new()
    {
        { "sslmode", Values.SslMode(options.Tls) },
        { "sslrootcert", options.TrustedRoot },
        { "application_name", options.ApplicationName },
    });

    protected override Parameters Arguments(ConnectionOptions options) => new()
    {
        { "statement_cache_size", "0", options.SharesSessions },
        { "timeout", Values.Seconds(options.Client.ConnectTimeout) },
        { "command_timeout", Values.Seconds(options.Client.CommandTimeout) },
        { "min_size", options.Client.PoolSize < DefaultMinSize ? Values.Text(options.Client.PoolSize) : null },
        { "max_size", Values.Text(options.Client.PoolSize) },
        { "max_inactive_connection_lifetime", Values.Seconds(options.Client.IdleLifetime) },
    };

    protected override Sentences Notes(ConnectionOptions options) => new()
    {
        {
            true,
            "The arguments are those of create_pool(), times in seconds; connect() does not take those of the pool."
        },
        { options.Verifies && options.RootCertificate is null, Libpq.NoRootCertificate },
        { options.LosesPrepared, "No Connection.prepare(): the pooler does not carry prepared statements." },
        {
            options.SharesSessions,
            "On release the pool sends RESET ALL to whatever session is free: from 0.30 on pass a reset coroutine that does nothing."
        },
        { options.Client.ConnectionLifetime is not null, "asyncpg does not limit the age of a connection." },
        { options.Client.KeepaliveIdle is not null, "asyncpg does not set TCP keepalive." },
    };
}
