namespace Infra.Pooling.Connections.Forms;

/// <summary>
/// psycopg 3: libpq's URI, and arguments of connect() and ConnectionPool: https://www.psycopg.org/psycopg3/docs/advanced/prepare.html.
/// </summary>
internal sealed class PsycopgForm : Form
{
    // ConnectionPool refuses a max_size below its min_size.
    private const int DefaultMinSize = 4;

    protected override string Name => ConnectionForms.Psycopg;

    protected override string? SeveralHosts => Libpq.SeveralHosts;

    protected override string Text(ConnectionOptions options) => PercentEncoding.Uri("postgresql", options, Libpq.Settings(options));

    protected override Parameters Arguments(ConnectionOptions options) => new()
    {
        { "prepare_threshold", "None", options.LosesPrepared },
        { "min_size", options.Client.PoolSize < DefaultMinSize ? Values.Text(options.Client.PoolSize) : null },
        { "max_size", Values.Text(options.Client.PoolSize) },
        { "max_idle", Values.Seconds(options.Client.IdleLifetime) },
        { "max_lifetime", Values.Seconds(options.Client.ConnectionLifetime) },
    };

    protected override Sentences Notes(ConnectionOptions options)
    {
        var notes = Libpq.Notes(options);
        notes.Add(options.LosesPrepared, "Pass prepare_threshold to connect(), or in kwargs to ConnectionPool.");
        notes.Add(
            options.CarriesPrepared,
            "Prepared statements need psycopg 3.2, libpq 17 and PgBouncer 1.22; with an older libpq set the connection's prepared_max to None.");
        notes.Add(
            options.Client is not { PoolSize: null, IdleLifetime: null, ConnectionLifetime: null },
            "min_size, max_size, max_idle and max_lifetime are arguments of ConnectionPool and AsyncConnectionPool, in seconds.");
        return notes;
    }
}
