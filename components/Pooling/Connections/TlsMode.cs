namespace Infra.Pooling.Connections;

/// <summary>What a client demands of the transport.</summary>
public enum TlsMode
{
    /// <summary>No TLS.</summary>
    Disable,

    /// <summary>TLS, to whoever answers: it protects against listening, not against a forged server.</summary>
    Require,

    /// <summary>TLS, to a server whose certificate a trusted authority has signed.</summary>
    VerifyCa,

    /// <summary>As <see cref="VerifyCa"/>, and the certificate names the host.</summary>
    VerifyFull,
}
