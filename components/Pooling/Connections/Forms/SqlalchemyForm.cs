namespace Infra.Pooling.Connections.Forms;

/// <summary>
/// SQLAlchemy over asyncpg: https://docs.sqlalchemy.org/en/20/dialects/postgresql.html. The query of the URL becomes
/// arguments of asyncpg.connect(), all of them text, so that numbers asyncpg does not convert go into connect_args.
/// asyncpg has no argument for a root certificate; it reads one from its dsn argument, whose other parts the URL overrides.
/// </summary>
internal sealed class SqlalchemyForm : Form
{
    protected override string Name => ConnectionForms.Sqlalchemy;

    protected override string Text(ConnectionOptions options)
    {
        var dsn = PercentEncoding.Query(new()
        {
            { "sslrootcert", options.TrustedRoot },
            { "application_name", options.ApplicationName },
        });
        // SQLAlchemy decodes the path only from 2.1 on, but its query always.
        var path = Uri.EscapeDataString(options.Target.Database) == options.Target.Database ? options.Target.Database : "";
        return PercentEncoding.Uri("postgresql+asyncpg", options, path, new()
        {
            { "database", options.Target.Database, path.Length == 0 },
            { "ssl", Values.SslMode(options.Tls) },
            { "dsn", dsn.Length == 0 ? null : $"postgresql://{dsn}" },
            { "command_timeout", Values.Seconds(options.Client.CommandTimeout) },
            { "prepared_statement_cache_size", "0", options.SharesSessions },
        });
    }

    protected override Parameters Arguments(ConnectionOptions options) => new()
    {
        { "connect_args.statement_cache_size", "0", options.SharesSessions },
        // SQLAlchemy prepares every statement, and asyncpg's own names repeat from process to process. No name at all does not work.
        { "connect_args.prepared_statement_name_func", "lambda: f\"__asyncpg_{uuid4()}__\"", options.LosesPrepared },
        { "connect_args.timeout", Values.Seconds(options.Client.ConnectTimeout) },
        { "pool_size", Values.Text(options.Client.PoolSize) },
        { "max_overflow", "0", options.Client.PoolSize is not null },
        { "pool_recycle", Values.Seconds(options.Client.ConnectionLifetime) },
    };

    protected override Sentences Notes(ConnectionOptions options) => new()
    {
        { true, "Pass the arguments to create_async_engine(); connect_args.x is the key x of its dictionary connect_args." },
        { options.Verifies && options.RootCertificate is null, Libpq.NoRootCertificate },
        { options.LosesPrepared, "prepared_statement_name_func needs SQLAlchemy 2.0.10 or later, and from uuid import uuid4." },
        {
            options.LosesPrepared,
            "Not with isolation level AUTOCOMMIT, where prepare and execute may reach two sessions, unless the pooler carries them."
        },
        { options.Client.IdleLifetime is not null, "SQLAlchemy's pool does not close idle connections." },
        { options.Client.KeepaliveIdle is not null, "asyncpg does not set TCP keepalive." },
    };
}
