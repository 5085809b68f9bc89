using Infra.Pooling.Connections;

namespace Infra.Pooling.Tests.Connections;

public sealed class OptionFaultsTests
{
    [Fact]
    public void Render_NulInThePassword_IsRefusedWithoutShowingIt() =>
        Refused(
            Sample.Plain with { Password = "Secret\0" },
            "`password`: contains the character NUL; allowed: any text without NUL; fix: choose another, PostgreSQL cannot store it");

    [Fact]
    public void Render_HalfASurrogatePairInThePassword_IsRefusedWithoutShowingIt() =>
        Refused(
            Sample.Plain with { Password = "Secret\uD83D" },
            "`password`: holds half of a surrogate pair; allowed: valid Unicode; fix: choose another");

    [Fact]
    public void Render_EmptyPassword_IsRefused() =>
        Refused(Sample.Plain with { Password = "" }, "`password`: is empty; allowed: at least one character; fix: give the password");

    [Fact]
    public void Render_NulInTheUser_IsRefused() =>
        Refused(
            Sample.Plain with { User = "a\0b" },
            "`user`: contains the character NUL (received `a\uFFFDb`); allowed: any text without NUL; fix: choose another, PostgreSQL cannot store it");

    [Theory]
    [InlineData("")]
    [InlineData("a,b")]
    [InlineData("a b")]
    [InlineData("host:5432")]
    [InlineData("[::1]")]
    [InlineData("fe80::1%eth0")]
    [InlineData("/var/run/postgresql")]
    [InlineData("hôte")]
    [InlineData("a;b")]
    [InlineData("user@host")]
    public void Render_HostThatIsNotOneHost_IsRefused(string host) =>
        Refused(
            Sample.Plain with { Target = Sample.Plain.Target with { Host = host } },
            $"`host`: is not one host (received `{host}`); allowed: one host name or IP address in ASCII, without brackets and port; fix: give the name that the server's certificate holds");

    [Theory]
    [InlineData(0)]
    [InlineData(65536)]
    public void Render_PortOutOfRange_IsRefused(int port) =>
        Refused(
            Sample.Plain with { Target = Sample.Plain.Target with { Port = port } },
            $"`port`: is out of range (received {port}); allowed: 1 to 65535; fix: give the port on which the server or the pooler listens");

    [Fact]
    public void Render_ConnectTimeoutAboveNpgsqlsLimit_IsRefused() =>
        Refused(
            Sample.Plain with { Client = new() { ConnectTimeout = TimeSpan.FromSeconds(1024.5) } },
            "`client.connectTimeout`: is out of range (received 1024.5 s); allowed: more than 0 s, at most 1024 s; fix: leave it out for the driver's default");

    [Fact]
    public void Render_ZeroTimeout_IsRefused() =>
        Refused(
            Sample.Plain with { Client = new() { CommandTimeout = TimeSpan.Zero } },
            "`client.commandTimeout`: is out of range (received 0 s); allowed: more than 0 s, at most 2147483 s; fix: leave it out for the driver's default");

    [Fact]
    public void Render_KeepaliveIntervalAlone_IsRefused() =>
        Refused(
            Sample.Plain with { Client = new() { KeepaliveInterval = TimeSpan.FromSeconds(5) } },
            "`client.keepaliveInterval`: is given without client.keepaliveIdle (received 5 s); allowed: both or only the idle time; fix: give client.keepaliveIdle too");

    [Fact]
    public void Render_DatabaseThatNodePostgresCannotCarry_IsRefusedByItAlone()
    {
        var options = Sample.Plain with { Target = Sample.Plain.Target with { Database = "a/b" } };

        var thrown = Assert.Throws<ArgumentException>(() => ConnectionStrings.NodePostgres(options));

        Assert.Equal(
            "`database`: cannot be written in a connection string of node-postgres (received `a/b`); allowed: a name without `?`, `#` and `/`, and not only dots; "
            + "fix: rename the database, or give host, port, user, password and database as single options (Parameter 'options')",
            thrown.Message);
    }

    [Theory]
    [InlineData("db.example.com")]
    [InlineData("my_host-1")]
    [InlineData("localhost")]
    [InlineData("10.0.0.1")]
    [InlineData("::1")]
    [InlineData("2001:db8::1")]
    public void Render_OneHost_IsAccepted(string host) =>
        Assert.Equal(10, ConnectionStrings.For(Sample.Plain with { Target = Sample.Plain.Target with { Host = host } }).Length);

    private static void Refused(ConnectionOptions options, string message)
    {
        var thrown = Assert.Throws<ArgumentException>(() => ConnectionStrings.For(options));
        Assert.Equal($"{message} (Parameter 'options')", thrown.Message);
    }
}
