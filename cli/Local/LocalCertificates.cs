using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Infra.Cli.Local;

/// <summary>The CA of this local target and the certificate that its servers and poolers show, all as PEM.</summary>
/// <param name="Ca">Certificate of the CA.</param>
/// <param name="Server">Certificate for localhost and the addresses of all servers.</param>
/// <param name="ServerKey">Private key of the server certificate (PKCS #8).</param>
public sealed record LocalCertificates(string Ca, string Server, string ServerKey)
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);
    // A clock that is set back a little must not make a fresh certificate invalid.
    private static readonly TimeSpan Backdate = TimeSpan.FromHours(1);

    private static IEnumerable<IPAddress> Addresses => Enumerable.Range(0, LocalPorts.MostServers).Select(number => LocalPorts.Server(number, 0).Address);

    /// <summary>Never the key.</summary>
    public override string ToString() => "[secret]";

    internal static string CaFile(LocalFolders folders) => Path.Combine(folders.StateFolder, "tls", "ca.crt");

    /// <summary>Reads the certificates; makes what is missing or ends within 30 days. CA: ten years. Server: one year.</summary>
    internal static LocalCertificates Load(LocalFolders folders, TimeProvider time)
    {
        string folder = Path.Combine(folders.StateFolder, "tls");
        Files.MakeFolder(folder, null);
        DateTimeOffset now = time.GetUtcNow();
        string caFile = CaFile(folders), caKeyFile = Path.Combine(folder, "ca.key");
        string serverFile = Path.Combine(folder, "server.crt"), serverKeyFile = Path.Combine(folder, "server.key");

        using X509Certificate2 ca = Usable(caFile, caKeyFile, null, now) ?? MakeCa(now, caFile, caKeyFile);
        using X509Certificate2 server = Usable(serverFile, serverKeyFile, ca, now) ?? MakeServer(now, ca, serverFile, serverKeyFile);
        return new LocalCertificates(File.ReadAllText(caFile), File.ReadAllText(serverFile), File.ReadAllText(serverKeyFile));
    }

    private static X509Certificate2? Usable(string file, string keyFile, X509Certificate2? issuer, DateTimeOffset now)
    {
        if (!File.Exists(file) || !File.Exists(keyFile))
            return null;
        X509Certificate2 certificate;
        try
        {
            certificate = X509Certificate2.CreateFromPemFile(file, keyFile);
        }
        catch (Exception torn) when (torn is CryptographicException or ArgumentException)
        {
            // An interrupted renewal can leave a certificate beside another one's key.
            return null;
        }
        if (certificate.NotBefore.ToUniversalTime() <= now && now < certificate.NotAfter.ToUniversalTime() - RenewBefore
            && (issuer is null || (IsIssuedBy(certificate, issuer) && Addresses.All(address => certificate.MatchesHostname(address.ToString())))))
            return certificate;
        certificate.Dispose();
        return null;
    }

    private static bool IsIssuedBy(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(issuer);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(certificate);
    }

    private static X509Certificate2 MakeCa(DateTimeOffset now, string file, string keyFile)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=infra local CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        X509Certificate2 certificate = request.CreateSelfSigned(now - Backdate, now.AddYears(10));
        Write(keyFile, key, file, certificate);
        return certificate;
    }

    private static X509Certificate2 MakeServer(DateTimeOffset now, X509Certificate2 ca, string file, string keyFile)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        foreach (IPAddress address in Addresses)
            names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(ca, true, false));
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        // A serial number is positive: the top bit is its sign.
        serial[0] &= 0x7F;
        X509Certificate2 certificate = request.Create(ca, now - Backdate, now.AddYears(1), serial);
        Write(keyFile, key, file, certificate);
        return certificate;
    }

    private static void Write(string keyFile, ECDsa key, string file, X509Certificate2 certificate)
    {
        Files.Write(keyFile, key.ExportPkcs8PrivateKeyPem() + "\n", null);
        Files.Write(file, certificate.ExportCertificatePem() + "\n", null);
    }
}
