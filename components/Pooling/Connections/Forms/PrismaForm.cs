using Infra.Pooling.Specification;

namespace Infra.Pooling.Connections.Forms;

/// <summary>
/// Prisma with its own engine: https://www.prisma.io/docs/orm/overview/databases/postgresql. Its sslcert is the server's
/// authority, and sslaccept decides about verification.
/// </summary>
internal sealed class PrismaForm : Form
{
    protected override string Name => ConnectionForms.Prisma;

    public override Fault? Refusal(ConnectionOptions options) =>
        options.Target.Database is "." or ".."
            ? new(
                "database",
                "cannot be written in a connection string of Prisma",
                $"`{options.Target.Database}`",
                "a name that is not only dots",
                "rename the database")
            : null;

    protected override string Text(ConnectionOptions options) => PercentEncoding.Uri("postgresql", options, new()
    {
        { "sslmode", options.Tls == TlsMode.Disable ? "disable" : "require" },
        { "sslaccept", options.Verifies ? "strict" : "accept_invalid_certs", options.Tls != TlsMode.Disable },
        { "sslcert", options.TrustedRoot },
        // It sends DEALLOCATE ALL, which pins a session on RDS Proxy; that one shares prepared statements of the protocol by itself.
        { "pgbouncer", "true", options is { LosesPrepared: true, Pooler: not PoolerKind.RdsProxy } },
        { "connection_limit", Values.Text(options.Client.PoolSize) },
        { "connect_timeout", Values.Seconds(options.Client.ConnectTimeout) },
        { "socket_timeout", Values.Seconds(options.Client.CommandTimeout) },
        { "max_idle_connection_lifetime", Values.Seconds(options.Client.IdleLifetime) },
        { "max_connection_lifetime", Values.Seconds(options.Client.ConnectionLifetime) },
        { "application_name", options.ApplicationName },
    });

    protected override Sentences Notes(ConnectionOptions options) => new()
    {
        { true, "With a driver adapter (@prisma/adapter-pg, the rule from Prisma 7 on) take the form of node-postgres." },
        { options.Tls == TlsMode.VerifyCa, "sslaccept=strict checks the host's name too." },
        { options.SharesSessions, "Prisma Migrate needs a session of its own: give it the direct route in directUrl." },
        {
            Uri.EscapeDataString(options.Target.Database) != options.Target.Database,
            "Engines of Prisma from before 2026 take the database's name undecoded and do not find this one."
        },
        { options.Client.KeepaliveIdle is not null, "Prisma does not set TCP keepalive." },
    };
}
