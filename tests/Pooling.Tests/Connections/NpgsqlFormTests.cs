using Infra.Pooling.Connections;
using Npgsql;

namespace Infra.Pooling.Tests.Connections;

public sealed class NpgsqlFormTests
{
    private const string Start = "Host=db.example.com;Port=6432;Database=app;Username=app;Password=pw;SSL Mode=Disable;GSS Encryption Mode=Disable";

    [Theory]
    [InlineData("session", "")]
    [InlineData("transaction", ";No Reset On Close=true")]
    [InlineData("statement", ";No Reset On Close=true")]
    [InlineData("tracked", ";No Reset On Close=true;Max Auto Prepare=20")]
    [InlineData("few tracked", ";No Reset On Close=true;Max Auto Prepare=5")]
    [InlineData("rds", ";No Reset On Close=true")]
    [InlineData("direct", "")]
    public void Npgsql_EachPoolMode_SaysWhatItNeeds(string situation, string end) =>
        Assert.Equal(Start + end, ConnectionStrings.Npgsql(Sample.In(situation)).Text);

    [Fact]
    public void Npgsql_AllSettings_WritesThemInOneOrder()
    {
        Assert.Equal(
            "Host=db.example.com;Port=6432;Database=app;Username=app;Password=pw;SSL Mode=VerifyFull;Root Certificate=/etc/pki/ca.crt;GSS Encryption Mode=Disable;"
            + "Timeout=10;Command Timeout=30;Maximum Pool Size=8;Connection Idle Lifetime=120;Connection Lifetime=1800;"
            + "TCP Keepalive Time=60;TCP Keepalive Interval=10;Application Name=\"api 1\";No Reset On Close=true",
            ConnectionStrings.Npgsql(Sample.Transaction).Text);
    }

    [Theory]
    [InlineData(TlsMode.Disable, SslMode.Disable)]
    [InlineData(TlsMode.Require, SslMode.Require)]
    [InlineData(TlsMode.VerifyCa, SslMode.VerifyCA)]
    [InlineData(TlsMode.VerifyFull, SslMode.VerifyFull)]
    public void Npgsql_EachTlsMode_IsUnderstood(TlsMode mode, SslMode read) =>
        Assert.Equal(read, new NpgsqlConnectionStringBuilder(ConnectionStrings.Npgsql(Sample.Transaction with { Tls = mode }).Text).SslMode);

    [Fact]
    public void Npgsql_AllSettings_AreReadBackByNpgsql()
    {
        var read = new NpgsqlConnectionStringBuilder(ConnectionStrings.Npgsql(Sample.Transaction with { MaxPreparedStatements = 200 }).Text);

        Assert.Equal(
            ("/etc/pki/ca.crt", GssEncryptionMode.Disable, 10, 30, 8, 120, 1800, 60, 10, "api 1", true, 20),
            (read.RootCertificate, read.GssEncryptionMode, read.Timeout, read.CommandTimeout, read.MaxPoolSize, read.ConnectionIdleLifetime,
                read.ConnectionLifetime, read.TcpKeepAliveTime, read.TcpKeepAliveInterval, read.ApplicationName, read.NoResetOnClose, read.MaxAutoPrepare));
    }

    [Fact]
    public void Npgsql_AnyText_IsReadBackByNpgsql()
    {
        foreach (var text in Sample.Passwords())
        {
            var options = Sample.Plain with { Target = new("::1", 1, $"d{text}d"), User = $"u{text}u", Password = text, ApplicationName = text };

            var read = new NpgsqlConnectionStringBuilder(ConnectionStrings.Npgsql(options).Text);

            Assert.Equal(
                (options.Target.Host, options.Target.Port, options.Target.Database, options.User, options.Password, options.ApplicationName),
                (read.Host, read.Port, read.Database, read.Username, read.Password, read.ApplicationName));
        }
    }
}
