using System.Net;

namespace Infra.Pooling.Connections.Forms;

/// <summary>What every form on top of libpq shares: https://www.postgresql.org/docs/current/libpq-connect.html.</summary>
internal static class Libpq
{
    /// <summary>Parameters besides host, port, database, user and password; never <c>options</c>, which poolers refuse or drop.</summary>
    public static Parameters Settings(ConnectionOptions options) => new()
    {
        { "sslmode", Values.SslMode(options.Tls) },
        { "sslrootcert", options.TrustedRoot },
        { "gssencmode", "disable" },
        { "connect_timeout", Values.Seconds(options.Client.ConnectTimeout) },
        { "keepalives_idle", Values.Seconds(options.Client.KeepaliveIdle) },
        { "keepalives_interval", Values.Seconds(options.Client.KeepaliveInterval) },
        { "application_name", options.ApplicationName },
        { "load_balance_hosts", "random", options.Target.OtherHosts.Length > 0 },
    };

    public static Sentences Notes(ConnectionOptions options) => new()
    {
        {
            options.Tls == TlsMode.VerifyFull && IPAddress.TryParse(options.Target.Host, out _),
            "To verify an IP address, the certificate must hold it and libpq must be 15 or later."
        },
        { options.Verifies && options.RootCertificate is null, NoRootCertificate },
        {
            options.Client.CommandTimeout is not null,
            "libpq has no command time-out: statement_timeout of the role or the database limits a command."
        },
    };

    /// <summary>How libpq chooses among several hosts.</summary>
    public const string SeveralHosts = "load_balance_hosts needs libpq 16 or later; without it every client takes the first host that answers.";

    /// <summary>libpq and what imitates it do not fall back to the system's authorities.</summary>
    public const string NoRootCertificate =
        "Without a root certificate the client reads ~/.postgresql/root.crt and fails when there is none; libpq 16 takes sslrootcert=system.";
}
