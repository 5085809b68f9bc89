using Infra.Pooling.Specification;

namespace Infra.Pooling.Connections;

/// <summary>Everything that a connection string is made of.</summary>
public sealed record ConnectionOptions
{
    /// <summary>Where to.</summary>
    public required ConnectionTarget Target { get; init; }

    /// <summary>Role; any text without NUL.</summary>
    public required string User { get; init; }

    /// <summary>Password of the role, any text without NUL; null leaves it out of the string.</summary>
    public string? Password { get; init; }

    /// <summary>Name that the server shows for the client; null for the driver's own.</summary>
    public string? ApplicationName { get; init; }

    /// <summary>What the client demands of the transport; default verify-full.</summary>
    public TlsMode Tls { get; init; } = TlsMode.VerifyFull;

    /// <summary>
    /// File, on the client's machine, with the authorities to trust; null for the driver's own. Used where a certificate is verified.
    /// </summary>
    public string? RootCertificate { get; init; }

    /// <summary>What pools; without effect on the direct route. Default PgBouncer.</summary>
    public PoolerKind Pooler { get; init; } = PoolerKind.PgBouncer;

    /// <summary>Pool mode that the client meets; without effect on the direct route. Default transaction.</summary>
    public PoolMode Mode { get; init; } = PoolMode.Transaction;

    /// <summary>
    /// The pooler's max_prepared_statements, 0 or more; 0, the default, when it does not carry them. RDS Proxy has no such setting.
    /// </summary>
    public int MaxPreparedStatements { get; init; }

    /// <summary>Time-outs and pool of the client.</summary>
    public ClientSettings Client { get; init; } = new();

    /// <summary>The same without its password: what may be printed.</summary>
    public ConnectionOptions WithoutPassword() => this with { Password = null };

    /// <summary>User and target; never the password.</summary>
    public override string ToString() => $"{User} at {Target}";

    /// <summary>Whether two transactions of one client may reach two server sessions.</summary>
    internal bool SharesSessions => Target.Route != Route.Direct && Mode != PoolMode.Session;

    /// <summary>Whether sessions are shared and the pooler takes a client's prepared statements from one to the next.</summary>
    internal bool CarriesPrepared => SharesSessions && Pooler != PoolerKind.RdsProxy && MaxPreparedStatements > 0;

    /// <summary>Whether a named prepared statement may be missing when it is used.</summary>
    internal bool LosesPrepared => SharesSessions && !CarriesPrepared;

    /// <summary>Whether the client verifies the server's certificate.</summary>
    internal bool Verifies => Tls is TlsMode.VerifyCa or TlsMode.VerifyFull;

    /// <summary>The root certificate where it has a meaning: with sslmode=require libpq would silently verify.</summary>
    internal string? TrustedRoot => Verifies ? RootCertificate : null;
}
