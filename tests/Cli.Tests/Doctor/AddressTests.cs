using Infra.Cli.Doctor.Addresses;

namespace Infra.Cli.Tests.Doctor;

public sealed class AddressTests
{
    private const string Forms = "write postgresql://USER@HOST:PORT/DATABASE, libpq's `host=… user=…`, Npgsql's `Host=…;Username=…`, "
        + "or `local`";

    [Theory]
    [InlineData("postgresql://app:p%40ss@db.example:6432/shop?sslmode=verify-full&options=-c%20geqo%3Doff")]
    [InlineData("postgres://app:p%40ss@db.example:6432/shop?sslmode=verify-full&options=-c%20geqo%3Doff&connect_timeout=10&pgbouncer=true")]
    [InlineData("postgresql+asyncpg://app:p%40ss@db.example:6432/shop?sslmode=verify-full&options=-c%20geqo%3Doff")]
    [InlineData("host=db.example port=6432 dbname=shop user=app password=p@ss sslmode=verify-full options='-c geqo=off'")]
    [InlineData("host = 'db.example' port=6432 dbname=shop user=app password='p@ss' sslmode=verify-full options=-c\\ geqo=off")]
    [InlineData("Host=db.example;Port=6432;Database=shop;Username=app;Password=p@ss;SSL Mode=VerifyFull;Options=-c geqo=off")]
    [InlineData("host=db.example;port=6432;database=shop;user id=app;password=p@ss;sslmode=VerifyFull;options='-c geqo=off'")]
    public void Read_EveryForm_IsTheSameAddress(string text)
    {
        var address = Read(text);

        Assert.Equal(
            ("db.example", 6432, "shop", "app", "p@ss", "verify-full"),
            (address.Host, address.Port, address.Database, address.User, address.Password, address.Tls.Mode));
        Assert.Equal(
            ["application_name=infra-doctor", "client_encoding=UTF8", "options=-c geqo=off"],
            address.Startup.Select(one => $"{one.Key}={one.Value}"));
        Assert.Equal("app@db.example:6432/shop", $"{address}");
    }

    [Fact]
    public void Read_NpgsqlParameters_AreSentAsNpgsqlSendsThem() => Assert.Equal(
        ["TimeZone=UTC", "application_name=api", "client_encoding=UTF8", "search_path=shop"],
        Read("Host=h;Username=u;Search Path=shop;Timezone=UTC;Application Name=api").Startup.Select(one => $"{one.Key}={one.Value}"));

    [Fact]
    public void Read_NothingButHostAndUser_TakesLibpqsDefaults()
    {
        var address = Read("postgresql://app@[::1]");

        Assert.Equal(
            ("::1", 5432, "app", "[::1]:5432", "prefer"), (address.Host, address.Port, address.Database, address.Place, address.Tls.Mode));
        Assert.Null(address.Password);
    }

    [Fact]
    public void Read_FolderOfASocket_IsASocket()
    {
        var address = Read("host=/run/postgresql user=app");

        Assert.Equal((true, "/run/postgresql/.s.PGSQL.5432"), (address.IsSocket, address.SocketFile));
    }

    [Fact]
    public void Read_PasswordInTheEnvironment_IsTakenWhereTheAddressHasNone()
    {
        var reader = new AddressReader(name => name == "PGPASSWORD" ? "hush" : null);

        Assert.Equal("hush", reader.Read("postgresql://app@h", "uri").Password);
        Assert.Equal("own", reader.Read("postgresql://app:own@h", "uri").Password);
    }

    [Fact]
    public void Read_PasswordFile_GivesTheFirstLineThatFits()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "# ours\nother:*:*:*:no\ndb.example:6432:shop:ap\\:p:se\\\\cret\n*:*:*:*:last\n");
        var reader = new AddressReader(name => name == "PGPASSFILE" ? file : null);

        Assert.Equal("se\\cret", reader.Read("postgresql://ap%3Ap@db.example:6432/shop", "uri").Password);
        Assert.Equal("last", reader.Read("postgresql://else@db.example:6432/shop", "uri").Password);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            Assert.Null(reader.Read("postgresql://else@db.example:6432/shop", "uri").Password);
        }

        File.Delete(file);
    }

    [Theory]
    [InlineData("db.example", $"uri is no connection string; fix: {Forms}")]
    [InlineData("mysql://u:hush@h", $"uri is no address of PostgreSQL: its scheme is not postgresql; fix: {Forms}")]
    [InlineData("postgresql://u:hush@h:1:2/d", $"uri: the part between `//` and `/` is not one host and port; fix: {Forms}")]
    [InlineData("postgresql://u:hush@one,two/d", "uri names several hosts; fix: name one at a time: each of them may be in another state")]
    [InlineData("postgresql://u:hush%zz@h/d", "uri: a `%` does not begin an escape; fix: write a percent sign as %25")]
    [InlineData("postgresql://u:hush@/d", "uri names no host; fix: write it: localhost, a name, an address, or the folder of a socket")]
    [InlineData("postgresql://h/d", "uri names no user; fix: write it: postgresql://USER@HOST/DATABASE")]
    [InlineData("postgresql://u:hush@h:0/d", "uri: the port is not a number from 1 to 65535; fix: leave it out for 5432")]
    [InlineData("postgresql://u:hush@h/d?sslmod=require", "uri: libpq has no connection parameter `sslmod`; fix: did you mean `sslmode`?")]
    [InlineData("postgresql://u:hush@h/d?sslmode", "uri: a parameter after the question mark has no value; fix: write name=value")]
    [InlineData(
        "postgresql://u:hush@h/d?sslmode=yes",
        "uri: sslmode is not one of disable, allow, prefer, require, verify-ca, verify-full; fix: write verify-full")]
    [InlineData(
        "host=h user=u password=hush sslmdoe=require", "uri: libpq has no connection parameter `sslmdoe`; fix: did you mean `sslmode`?")]
    [InlineData(
        "Host=h;Username=u;Password=hush;Pool=3",
        "uri: Npgsql does not take the key `pool` with its value; fix: see https://www.npgsql.org/doc/connection-string-parameters.html")]
    [InlineData(
        "Host=h;Username=u;Password=hush;Port=many",
        "uri: Npgsql does not take the key `port` with its value; fix: see https://www.npgsql.org/doc/connection-string-parameters.html")]
    [InlineData("=hush;;", $"uri is no connection string; fix: {Forms}")]
    [InlineData("postgresql://u:hush@h/d?sslmode=verify-full&sslrootcert=nowhere.crt", "uri: sslrootcert nowhere.crt cannot be read "
        + "as PEM certificates; fix: name the file with the authority of the server's certificate")]
    [InlineData(
        "postgresql://u:hush@h/d?sslcert=nowhere.crt&sslkey=nowhere.key",
        "uri: sslcert nowhere.crt and sslkey cannot be read as a PEM certificate and its key; fix: name both files")]
    public void Read_BadText_IsRefusedWithoutRepeatingASecret(string text, string message)
    {
        var refused = Assert.Throws<UsageException>(() => Read(text));

        Assert.Equal(message, refused.Message);
        Assert.DoesNotContain("hush", refused.Message, StringComparison.Ordinal);
    }

    private static Address Read(string text) => new AddressReader(_ => null).Read(text, "uri");
}
