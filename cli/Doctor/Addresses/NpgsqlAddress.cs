using Npgsql;

namespace Infra.Cli.Doctor.Addresses;

/// <summary>An address as Npgsql takes it, with all that a client says on the way in.</summary>
internal static class NpgsqlAddress
{
    // Seconds.
    private const int ConnectTimeout = 15;

    /// <param name="address">The address.</param>
    /// <param name="application">Name by which the server sees the client.</param>
    public static string ToNpgsql(this Address address, string application) => new NpgsqlConnectionStringBuilder
    {
        Host = address.Host,
        Port = address.Port,
        Database = address.Database,
        Username = address.User,
        Password = address.Password,
        Timeout = ConnectTimeout,
        SslMode = address.Tls.Mode switch
        {
            "disable" => SslMode.Disable,
            "allow" => SslMode.Allow,
            "require" => SslMode.Require,
            "verify-ca" => SslMode.VerifyCA,
            "verify-full" => SslMode.VerifyFull,
            _ => SslMode.Prefer,
        },
        RootCertificate = address.Tls.RootFile,
        SslCertificate = address.Tls.CertificateFile,
        SslKey = address.Tls.KeyFile,
        ApplicationName = application,
        Options = address.Startup.GetValueOrDefault("options"),
        SearchPath = address.Startup.GetValueOrDefault("search_path"),
        Timezone = address.Startup.GetValueOrDefault("TimeZone"),
    }.ConnectionString;
}
