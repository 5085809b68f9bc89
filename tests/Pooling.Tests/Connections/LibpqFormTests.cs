using System.Text;
using Infra.Pooling.Connections;

namespace Infra.Pooling.Tests.Connections;

public sealed class LibpqFormTests
{
    [Theory]
    [InlineData("session")]
    [InlineData("transaction")]
    [InlineData("tracked")]
    [InlineData("rds")]
    [InlineData("direct")]
    public void Libpq_EachPoolMode_NeedsNothing(string situation)
    {
        var options = Sample.In(situation);

        Assert.Equal("postgresql://app:pw@db.example.com:6432/app?sslmode=disable&gssencmode=disable", ConnectionStrings.Uri(options).Text);
        Assert.Equal("host=db.example.com port=6432 dbname=app user=app password=pw sslmode=disable gssencmode=disable", ConnectionStrings.Keywords(options).Text);
    }

    [Fact]
    public void Libpq_AllSettings_WritesThemInOneOrder()
    {
        Assert.Equal(
            "postgresql://app:pw@db.example.com:6432/app?sslmode=verify-full&sslrootcert=%2Fetc%2Fpki%2Fca.crt&gssencmode=disable"
            + "&connect_timeout=10&keepalives_idle=60&keepalives_interval=10&application_name=api%201",
            ConnectionStrings.Uri(Sample.Transaction).Text);
        Assert.Equal(
            "host=db.example.com port=6432 dbname=app user=app password=pw sslmode=verify-full sslrootcert=/etc/pki/ca.crt gssencmode=disable"
            + " connect_timeout=10 keepalives_idle=60 keepalives_interval=10 application_name='api 1'",
            ConnectionStrings.Keywords(Sample.Transaction).Text);
        Assert.Equal(
            "libpq has no command time-out: statement_timeout of the role or the database limits a command.",
            string.Join('\n', ConnectionStrings.Uri(Sample.Transaction).Notes));
    }

    [Fact]
    public void Libpq_VerifiedAddressWithoutRoot_SaysWhatThatNeeds()
    {
        var options = Sample.Plain with { Target = new("10.0.0.1", 5432, "app"), Tls = TlsMode.VerifyFull };

        Assert.Equal(
            "To verify an IP address, the certificate must hold it and libpq must be 15 or later.\n"
            + "Without a root certificate the client reads ~/.postgresql/root.crt and fails when there is none; libpq 16 takes sslrootcert=system.",
            string.Join('\n', ConnectionStrings.Keywords(options).Notes));
    }

    [Fact]
    public void Libpq_Require_LeavesTheRootCertificateOut() =>
        Assert.Equal(
            "postgresql://app:pw@db.example.com:6432/app?sslmode=require&gssencmode=disable",
            ConnectionStrings.Uri(Sample.Plain with { Tls = TlsMode.Require, RootCertificate = "/ca.crt" }).Text);

    [Fact]
    public void Keywords_QuotesAndBackslashes_AreEscaped() =>
        Assert.Equal(
            @"host=db.example.com port=6432 dbname=app user=app password='it\'s \\ me' sslmode=disable gssencmode=disable",
            ConnectionStrings.Keywords(Sample.Plain with { Password = @"it's \ me" }).Text);

    [Fact]
    public void Keywords_AnyText_IsReadBackByTheRulesOfLibpq()
    {
        foreach (var text in Sample.Passwords())
        {
            var options = Sample.Plain with { Target = new("::1", 1, $"d{text}"), User = $"u{text}", Password = text, RootCertificate = text, Tls = TlsMode.VerifyCa };

            var read = Read(ConnectionStrings.Keywords(options).Text);

            Assert.Equal(
                [
                    "host=::1", "port=1", $"dbname=d{text}", $"user=u{text}", $"password={text}",
                    "sslmode=verify-ca", $"sslrootcert={text}", "gssencmode=disable",
                ],
                read.Select(one => $"{one.Name}={one.Value}"));
        }
    }

    // Section 34.1.1.1 of PostgreSQL's manual, from its words: name = value, blanks between, quotes around, backslash before.
    private static List<(string Name, string Value)> Read(string text)
    {
        var read = new List<(string, string)>();
        var at = 0;
        while (at < text.Length)
        {
            var equals = text.IndexOf('=', at);
            var name = text[at..equals];
            var value = new StringBuilder();
            at = equals + 1;
            var quoted = text[at] == '\'';
            for (at += quoted ? 1 : 0; at < text.Length && text[at] != (quoted ? '\'' : ' '); at++)
                value.Append(text[at] == '\\' ? text[++at] : text[at]);
            if (quoted)
                Assert.Equal('\'', text[at++]);
            if (at < text.Length)
                Assert.Equal(' ', text[at++]);
            read.Add((name, value.ToString()));
        }

        return read;
    }
}
