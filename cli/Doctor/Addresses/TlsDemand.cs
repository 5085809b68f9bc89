using System.Security.Cryptography.X509Certificates;

namespace Infra.Cli.Doctor.Addresses;

/// <summary>What the client of an address demands of the transport.</summary>
/// <param name="Mode">libpq's word: disable, allow, prefer, require, verify-ca or verify-full.</param>
/// <param name="RootFile">PEM file of the authorities to trust; null for those of the system.</param>
/// <param name="ClientCertificate">The client's own certificate; null when it has none.</param>
internal sealed record TlsDemand(string Mode, string? RootFile = null, X509Certificate2? ClientCertificate = null)
{
    /// <summary>PEM file of the client's own certificate; null when it has none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file of its key; null when that is in the same file.</summary>
    public string? KeyFile { get; init; }

    public static readonly string[] Modes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

    public bool IsWanted => Mode != "disable";

    public bool IsDemanded => Mode is "require" or "verify-ca" or "verify-full";

    // libpq verifies with sslmode=require too, where a root certificate is given.
    public bool IsChainVerified => Mode is "verify-ca" or "verify-full" || (Mode == "require" && RootFile is not null);

    public bool IsNameVerified => Mode == "verify-full";
}
