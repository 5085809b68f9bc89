using System.Net;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Connections.Forms;

/// <summary>
/// pgJDBC: https://jdbc.postgresql.org/documentation/use/. User and password are parameters, because its URL has no user part.
/// It refuses a password that SASLprep (RFC 4013) prohibits, such as one with emoji.
/// </summary>
internal sealed class JdbcForm : Form
{
    protected override string Name => ConnectionForms.Jdbc;

    protected override string? SeveralHosts => "Each new connection takes one of the hosts at random.";

    protected override string Text(ConnectionOptions options) =>
        $"jdbc:postgresql://{PercentEncoding.Authority(Written(options.Target))}"
        + $"/{Uri.EscapeDataString(options.Target.Database)}"
        + PercentEncoding.Query(new()
        {
            { "loadBalanceHosts", "true", options.Target.OtherHosts.Length > 0 },
            { "user", options.User },
            { "password", options.Password },
            { "sslmode", Values.SslMode(options.Tls) },
            { "sslrootcert", options.TrustedRoot },
            { "gssEncMode", "disable" },
            { "connectTimeout", Values.Seconds(options.Client.ConnectTimeout) },
            { "socketTimeout", Values.Seconds(options.Client.CommandTimeout) },
            { "tcpKeepAlive", "true", options.Client.KeepaliveIdle is not null },
            { "ApplicationName", options.ApplicationName },
            { "prepareThreshold", "0", options.LosesPrepared },
            // Without it pgJDBC sends SET after it has connected, which pins the session.
            { "assumeMinServerVersion", "12", SpeaksToRdsProxy(options) },
        });

    protected override Parameters Arguments(ConnectionOptions options) => new()
    {
        { "maximumPoolSize", Values.Text(options.Client.PoolSize) },
        { "idleTimeout", Values.Milliseconds(options.Client.IdleLifetime) },
        { "maxLifetime", Values.Milliseconds(options.Client.ConnectionLifetime) },
    };

    protected override Sentences Notes(ConnectionOptions options) => new()
    {
        {
            options.Client is not { PoolSize: null, IdleLifetime: null, ConnectionLifetime: null },
            "The arguments are HikariCP's, times in milliseconds; it takes no idleTimeout below 10000 and no maxLifetime below 30000."
        },
        {
            options.Verifies && options.RootCertificate is null,
            "Without a root certificate pgJDBC reads ~/.postgresql/root.crt; Java's need sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory."
        },
        { options.Client.KeepaliveIdle is not null, "The operating system decides the times of TCP keepalive." },
    };

    private static ConnectionTarget Written(ConnectionTarget target) =>
        target with { Host = Host(target.Host), OtherHosts = [.. target.OtherHosts.Select(Host)] };

    // pgJDBC compares an address with the certificate as text, and Java writes IPv6 in full.
    private static string Host(string host) => Uri.CheckHostName(host) == UriHostNameType.IPv6
        ? string.Join(':', IPAddress.Parse(host).GetAddressBytes().Chunk(2).Select(pair => $"{(pair[0] << 8) | pair[1]:x}"))
        : host;

    private static bool SpeaksToRdsProxy(ConnectionOptions options) => options is { SharesSessions: true, Pooler: PoolerKind.RdsProxy };
}
