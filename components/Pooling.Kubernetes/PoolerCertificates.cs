using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Kubernetes;

/// <summary>Where the certificates of both legs come from: what clients see, and what the server is checked against.</summary>
public abstract record PoolerCertificates
{
    private PoolerCertificates()
    {
    }

    /// <summary>Existing secrets, for example cert-manager's.</summary>
    /// <param name="server">Name of the secret with <c>tls.crt</c> and <c>tls.key</c> of the pooler.</param>
    /// <param name="databaseAuthority">Name of the secret whose <c>ca.crt</c> signed the database's certificate.</param>
    public static PoolerCertificates FromSecrets(Input<string> server, Input<string> databaseAuthority) =>
        new Secrets(server, databaseAuthority);

    /// <summary>Certificates given as PEM; the component keeps them in a secret of its own.</summary>
    /// <param name="certificate">Certificate chain of the pooler.</param>
    /// <param name="privateKey">Its private key.</param>
    /// <param name="databaseAuthority">Certificate of the authority that signed the database's certificate.</param>
    public static PoolerCertificates FromPem(Input<string> certificate, Input<string> privateKey, Input<string> databaseAuthority) =>
        new Pem(certificate, privateKey, databaseAuthority);

    /// <summary>A certificate that cert-manager makes and renews; running pods take the new one over.</summary>
    /// <param name="kind">Kind of the issuer: <c>Issuer</c> or <c>ClusterIssuer</c>.</param>
    /// <param name="issuer">Its name.</param>
    /// <param name="databaseAuthority">Name of the secret whose <c>ca.crt</c> signed the database's certificate.</param>
    public static PoolerCertificates FromIssuer(string kind, string issuer, Input<string> databaseAuthority) =>
        new Issuer(kind, issuer, databaseAuthority);

    /// <summary>What is missing of it; the factories leave it to the component, which names itself.</summary>
    internal abstract IEnumerable<Fault> Missing();

    private static IEnumerable<Fault> Missing(string part, object? value, string allowed, string factory) =>
        ComponentArgumentException.Missing($"certificates.{part}", value, allowed, $"give it to PoolerCertificates.{factory}");

    internal sealed record Issuer(string Kind, string Name, Input<string> DatabaseAuthority) : PoolerCertificates
    {
        internal override IEnumerable<Fault> Missing() =>
        [
            .. Missing("kind", Kind, "Issuer or ClusterIssuer", nameof(FromIssuer)),
            .. Missing("issuer", Name, "the name of the issuer", nameof(FromIssuer)),
            .. Missing("databaseAuthority", DatabaseAuthority, "the name of a secret with ca.crt", nameof(FromIssuer)),
        ];
    }

    internal sealed record Secrets(Input<string> Server, Input<string> DatabaseAuthority) : PoolerCertificates
    {
        internal override IEnumerable<Fault> Missing() =>
        [
            .. Missing("server", Server, "the name of a secret with tls.crt and tls.key", nameof(FromSecrets)),
            .. Missing("databaseAuthority", DatabaseAuthority, "the name of a secret with ca.crt", nameof(FromSecrets)),
        ];
    }

    internal sealed record Pem(Input<string> Certificate, Input<string> PrivateKey, Input<string> DatabaseAuthority) : PoolerCertificates
    {
        internal override IEnumerable<Fault> Missing() =>
        [
            .. Missing("certificate", Certificate, "the pooler's certificate as PEM", nameof(FromPem)),
            .. Missing("privateKey", PrivateKey, "its private key as PEM", nameof(FromPem)),
            .. Missing("databaseAuthority", DatabaseAuthority, "the database's authority as PEM", nameof(FromPem)),
        ];
    }
}
