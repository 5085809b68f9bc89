using System.Security.Cryptography.X509Certificates;
using Infra.Cli.Local;

namespace Infra.Integration;

public sealed class CertificateTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Secrets_WithinThirtyDaysOfTheEnd_RenewTheServerCertificateAndKeepTheCa()
    {
        using TestTarget target = new();

        LocalCertificates first = At(target, Start);

        Assert.Equal(first, At(target, Start.AddYears(1).AddDays(-31)));
        LocalCertificates renewed = At(target, Start.AddYears(1).AddDays(-29));
        Assert.NotEqual(first.Server, renewed.Server);
        Assert.Equal(first.Ca, renewed.Ca);
        using X509Certificate2 server = X509Certificate2.CreateFromPem(renewed.Server, renewed.ServerKey);
        Assert.True(server.MatchesHostname("localhost"));
        Assert.True(server.MatchesHostname("127.0.0.1"));
        Assert.NotEqual(first.Ca, At(target, Start.AddYears(10)).Ca);
    }

    [Fact]
    public void Secrets_CertificateBesideAnotherKey_AreMadeAnew()
    {
        using TestTarget target = new();
        LocalCertificates first = At(target, Start);
        File.Copy(Path.Combine(target.Folders.StateFolder, "tls", "ca.key"), Path.Combine(target.Folders.StateFolder, "tls", "server.key"), overwrite: true);

        LocalCertificates repaired = At(target, Start);

        Assert.NotEqual(first.Server, repaired.Server);
        using X509Certificate2 server = X509Certificate2.CreateFromPem(repaired.Server, repaired.ServerKey);
        Assert.True(server.HasPrivateKey);
    }

    private static LocalCertificates At(TestTarget target, DateTimeOffset now)
    {
        using LocalTarget held = LocalTarget.Hold(target.Folders, new Clock(now));
        return held.Secrets().Certificates;
    }

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
