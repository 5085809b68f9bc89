namespace Infra.Cli.Doctor.Wire;

/// <summary>What the transport turned out to be.</summary>
/// <param name="Protocol">TLSv1.3, TLSv1.2, …</param>
/// <param name="Cipher">The cipher suite.</param>
/// <param name="Untrusted">Why the certificate does not lead to a trusted authority; null when it does.</param>
/// <param name="OtherName">Whether the certificate is made out to another name than the address has.</param>
/// <param name="NotAfter">End of the certificate's life.</param>
internal sealed record TlsFacts(string Protocol, string Cipher, string? Untrusted, bool OtherName, DateTimeOffset NotAfter)
{
    /// <summary>Whether sslmode=verify-full would accept it.</summary>
    public bool Verified => Untrusted is null && !OtherName;

    /// <summary>Why it would not; empty when it would.</summary>
    public string Doubts => DoubtsOf(Untrusted, OtherName);

    public static string DoubtsOf(string? untrusted, bool otherName) =>
        string.Join(" and ", new[] { untrusted, otherName ? "it is made out to another name" : null }.OfType<string>());
}
