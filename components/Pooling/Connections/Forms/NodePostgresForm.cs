using Infra.Pooling.Specification;

namespace Infra.Pooling.Connections.Forms;

/// <summary>
/// node-postgres: https://node-postgres.com/apis/client and its package pg-connection-string. Without uselibpqcompat, version 8
/// takes every sslmode from «prefer» on for verify-full.
/// </summary>
internal sealed class NodePostgresForm : Form
{
    // pg-connection-string reads the path with decodeURI(), which leaves the escapes of these alone; in a path they need none.
    private const string LeftAlone = ";:@&=+$,";

    protected override string Name => ConnectionForms.NodePostgres;

    public override Fault? Refusal(ConnectionOptions options) =>
        options.Target.Database is "." or ".." || options.Target.Database.AsSpan().IndexOfAny("?#/") >= 0
            ? new(
                "database",
                "cannot be written in a connection string of node-postgres",
                $"`{options.Target.Database}`",
                "a name without `?`, `#` and `/`, and not only dots",
                "rename the database, or give host, port, user, password and database as single options")
            : null;

    protected override string Text(ConnectionOptions options)
    {
        Parameters query = new()
        {
            { "uselibpqcompat", "true", Mode(options) is TlsMode.Require or TlsMode.VerifyCa },
            { "sslmode", Values.SslMode(Mode(options)) },
            { "sslrootcert", options.TrustedRoot },
            { "application_name", options.ApplicationName },
        };
        return PercentEncoding.Uri("postgresql", options, Path(options.Target.Database), query);
    }

    protected override Parameters Arguments(ConnectionOptions options) => new()
    {
        { "max", Values.Text(options.Client.PoolSize) },
        { "connectionTimeoutMillis", Values.Milliseconds(options.Client.ConnectTimeout) },
        { "query_timeout", Values.Milliseconds(options.Client.CommandTimeout) },
        { "idleTimeoutMillis", Values.Milliseconds(options.Client.IdleLifetime) },
        { "maxLifetimeSeconds", Values.Seconds(options.Client.ConnectionLifetime) },
        { "keepAlive", "true", options.Client.KeepaliveIdle is not null },
        { "keepAliveInitialDelayMillis", Values.Milliseconds(options.Client.KeepaliveIdle) },
    };

    protected override Sentences Notes(ConnectionOptions options) => new()
    {
        { true, "Pass the arguments to new Pool() beside connectionString." },
        {
            Mode(options) is TlsMode.Require or TlsMode.VerifyCa,
            "A version of pg without uselibpqcompat verifies the host too."
        },
        { Mode(options) != options.Tls, "verify-ca needs a root certificate here, so verify-full stands in for it." },
        { options.LosesPrepared, "No query with a name: the pooler does not carry prepared statements." },
    };

    private static TlsMode Mode(ConnectionOptions options) =>
        options is { Tls: TlsMode.VerifyCa, RootCertificate: null } ? TlsMode.VerifyFull : options.Tls;

    private static string Path(string database) => string.Concat(
        database.EnumerateRunes().Select(rune => rune.ToString()).Select(one =>
            LeftAlone.Contains(one, StringComparison.Ordinal) ? one : Uri.EscapeDataString(one)));
}
