using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Infra.Cli.Doctor.Addresses;

namespace Infra.Cli.Doctor.Wire;

/// <summary>Makes a connection a TLS one and judges the certificate as strictly as can be, whatever the address demands.</summary>
internal static class TlsClient
{
    private static readonly byte[] _request = [.. WireStream.Number(8), .. WireStream.Number(80877103)];

    /// <summary>Asks for TLS and, where the server offers it, starts it.</summary>
    /// <returns>What came of it; null when the server offers none.</returns>
    /// <exception cref="WireException">The address demands more than the server gives, or the server answers something else.</exception>
    public static async Task<TlsFacts?> StartAsync(WireStream wire, Address address, CancellationToken cancellation)
    {
        await wire.SendAsync(_request, cancellation);
        switch (await wire.ReadByteAsync(cancellation))
        {
            case null:
                throw new WireException(WireFailure.NotPostgres, "what listens there closed the connection without a word");
            case (byte)'N' when address.Tls.IsDemanded:
                throw new WireException(WireFailure.Tls, $"the server offers no TLS, which sslmode={address.Tls.Mode} demands");
            case (byte)'N':
                return null;
            case (byte)'S':
                return await HandshakeAsync(wire, address, cancellation);
            case { } other:
                throw WireStream.NotPostgres(other);
        }
    }

    private static async Task<TlsFacts> HandshakeAsync(WireStream wire, Address address, CancellationToken cancellation)
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (address.Tls.RootFile is { } file)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.ImportFromPemFile(file);
        }

        string? untrusted = null;
        var otherName = false;
        var secure = new SslStream(wire.Transport);
        try
        {
            await secure.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = address.Host,
                    CertificateChainPolicy = policy,
                    ClientCertificates = address.Tls.ClientCertificate is { } own ? [own] : null,
                    RemoteCertificateValidationCallback = (_, _, chain, errors) =>
                    {
                        otherName = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
                        if ((errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
                            untrusted = Reason(chain);
                        return (untrusted is null || !address.Tls.IsChainVerified) && (!otherName || !address.Tls.IsNameVerified);
                    },
                },
                cancellation);
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException or CryptographicException)
        {
            throw new WireException(WireFailure.Tls, untrusted is null && !otherName
                ? "the TLS handshake failed"
                : $"the certificate does not satisfy sslmode={address.Tls.Mode}: {TlsFacts.DoubtsOf(untrusted, otherName)}");
        }

        wire.Transport = secure;
        using var certificate = new X509Certificate2(secure.RemoteCertificate!);
        return new(Name(secure.SslProtocol), secure.NegotiatedCipherSuite.ToString(), untrusted, otherName, certificate.NotAfter);
    }

    private static string Name(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls13 => "TLSv1.3",
        SslProtocols.Tls12 => "TLSv1.2",
        _ => protocol.ToString(),
    };

    private static string Reason(X509Chain? chain) => chain?.ChainStatus.Select(status => status.Status).ToArray() switch
    {
        { } all when all.Contains(X509ChainStatusFlags.NotTimeValid) => "its time is over or has not come",
        { } all when all.Contains(X509ChainStatusFlags.UntrustedRoot) || all.Contains(X509ChainStatusFlags.PartialChain) =>
            "no trusted authority has signed it",
        { Length: > 0 } all => $"{all[0]}",
        _ => "the server showed no certificate",
    };
}
