using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.PgBouncer;

namespace Infra.Cli.Bench;

/// <summary>Where the pooler under test stands, and what is the same for every one of them.</summary>
/// <param name="PoolerPort">Its port on 127.0.0.1.</param>
/// <param name="DatabasePort">Port of the server behind it.</param>
/// <param name="Version">The PgBouncer that all of them are.</param>
internal sealed record BenchAddress(int PoolerPort, int DatabasePort, PgBouncerVersion Version)
{
    public const string Host = "127.0.0.1";
    public const string Database = "bench";
    public const string Role = "bench";

    /// <summary>Processes of our pod: PgBouncer has one thread, so one for each processor, two at most.</summary>
    public int Processes { get; init; } = Math.Min(2, Environment.ProcessorCount);

    /// <summary>max_connections of the server behind the poolers.</summary>
    public const int MaxConnections = 200;

    /// <summary>
    /// Address, login and TLS: every way has TLS on each of its legs and SCRAM, as our plan asks for, whatever a peer's default is. What is
    /// compared is pooling, not the price of encryption.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Common { get; } = new Dictionary<string, string>
    {
        ["listen_addr"] = Host,
        ["listen_port"] = PoolerPort.ToString(CultureInfo.InvariantCulture),
        ["unix_socket_dir"] = "",
        ["auth_type"] = "scram-sha-256",
        ["auth_file"] = PgBouncerPlanner.UserlistFile,
        ["client_tls_sslmode"] = "require",
        ["client_tls_cert_file"] = PgBouncerPlanner.CertificateFile,
        ["client_tls_key_file"] = PgBouncerPlanner.PrivateKeyFile,
        ["server_tls_sslmode"] = "verify-full",
        ["server_tls_ca_file"] = PgBouncerPlanner.DatabaseAuthorityFile,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
