using Infra.Pooling.Connections;

namespace Infra.Pooling.Tests.Connections;

public sealed class OtherFormTests
{
    [Theory]
    [InlineData("session", "")]
    [InlineData("transaction", "&prepareThreshold=0")]
    [InlineData("statement", "&prepareThreshold=0")]
    [InlineData("tracked", "")]
    [InlineData("rds", "&prepareThreshold=0&assumeMinServerVersion=12")]
    [InlineData("direct", "")]
    public void Jdbc_EachPoolMode_SaysWhatItNeeds(string situation, string end) =>
        Assert.Equal(
            $"jdbc:postgresql://db.example.com:6432/app?user=app&password=pw&sslmode=disable&gssEncMode=disable{end}",
            ConnectionStrings.Jdbc(Sample.In(situation)).Text);

    [Theory]
    [InlineData("::1", "[0:0:0:0:0:0:0:1]")]
    [InlineData("2001:DB8::ff:1", "[2001:db8:0:0:0:0:ff:1]")]
    [InlineData("10.0.0.1", "10.0.0.1")]
    public void Jdbc_Address_IsWrittenAsJavaComparesIt(string host, string written) =>
        Assert.Equal(
            $"jdbc:postgresql://{written}:6432/app?user=app&password=pw&sslmode=disable&gssEncMode=disable&prepareThreshold=0",
            ConnectionStrings.Jdbc(Sample.Plain with { Target = new(host, 6432, "app") }).Text);

    [Fact]
    public void Jdbc_AllSettings_WritesThemInOneOrder()
    {
        var connection = ConnectionStrings.Jdbc(Sample.Transaction);

        Assert.Equal(
            "jdbc:postgresql://db.example.com:6432/app?user=app&password=pw&sslmode=verify-full&sslrootcert=%2Fetc%2Fpki%2Fca.crt&gssEncMode=disable"
            + "&connectTimeout=10&socketTimeout=30&tcpKeepAlive=true&ApplicationName=api%201&prepareThreshold=0",
            connection.Text);
        Assert.Equal("idleTimeout=120000\nmaxLifetime=1800000\nmaximumPoolSize=8", connection.Arguments.Lines());
    }

    [Theory]
    [InlineData("session", "")]
    [InlineData("transaction", "&default_query_exec_mode=exec")]
    [InlineData("statement", "&default_query_exec_mode=exec")]
    [InlineData("tracked", "")]
    [InlineData("rds", "&default_query_exec_mode=exec")]
    [InlineData("direct", "")]
    public void Pgx_EachPoolMode_SaysWhatItNeeds(string situation, string end) =>
        Assert.Equal($"postgresql://app:pw@db.example.com:6432/app?sslmode=disable{end}", ConnectionStrings.Pgx(Sample.In(situation)).Text);

    [Fact]
    public void Pgx_AllSettings_WritesThemInOneOrder() =>
        Assert.Equal(
            "postgresql://app:pw@db.example.com:6432/app?sslmode=verify-full&sslrootcert=%2Fetc%2Fpki%2Fca.crt&connect_timeout=10&application_name=api%201"
            + "&default_query_exec_mode=exec&pool_max_conns=8&pool_max_conn_idle_time=120s&pool_max_conn_lifetime=1800s",
            ConnectionStrings.Pgx(Sample.Transaction).Text);

    [Theory]
    [InlineData("session", "")]
    [InlineData("transaction", "No query with a name: the pooler does not carry prepared statements.")]
    [InlineData("tracked", "")]
    [InlineData("rds", "No query with a name: the pooler does not carry prepared statements.")]
    [InlineData("direct", "")]
    public void NodePostgres_EachPoolMode_SaysWhatItNeeds(string situation, string note)
    {
        var connection = ConnectionStrings.NodePostgres(Sample.In(situation));

        Assert.Equal("postgresql://app:pw@db.example.com:6432/app?sslmode=disable", connection.Text);
        Assert.Equal(note, string.Join('\n', connection.Notes.Skip(1)));
    }

    [Theory]
    [InlineData(TlsMode.Require, "/ca", "uselibpqcompat=true&sslmode=require")]
    [InlineData(TlsMode.VerifyCa, "/ca", "uselibpqcompat=true&sslmode=verify-ca&sslrootcert=%2Fca")]
    [InlineData(TlsMode.VerifyCa, null, "sslmode=verify-full")]
    [InlineData(TlsMode.VerifyFull, "/ca", "sslmode=verify-full&sslrootcert=%2Fca")]
    public void NodePostgres_EachTlsMode_MeansWhatLibpqMeans(TlsMode mode, string? root, string query) =>
        Assert.Equal(
            $"postgresql://app:pw@db.example.com:6432/app?{query}",
            ConnectionStrings.NodePostgres(Sample.Plain with { Tls = mode, RootCertificate = root }).Text);

    [Fact]
    public void NodePostgres_AllSettings_AreOptionsOfThePool() =>
        Assert.Equal(
            "connectionTimeoutMillis=10000\nidleTimeoutMillis=120000\nkeepAlive=true\nkeepAliveInitialDelayMillis=60000\nmax=8\nmaxLifetimeSeconds=1800\nquery_timeout=30000",
            ConnectionStrings.NodePostgres(Sample.Transaction).Arguments.Lines());

    [Fact]
    public void NodePostgres_ReservedCharactersInTheDatabase_AreNotEscaped() =>
        Assert.Equal(
            "postgresql://app:pw@db.example.com:6432/a;b:c@d&e=f+g$h,i%20j%25k?sslmode=disable",
            ConnectionStrings.NodePostgres(Sample.Plain with { Target = new("db.example.com", 6432, "a;b:c@d&e=f+g$h,i j%k") }).Text);

    [Theory]
    [InlineData("session", "")]
    [InlineData("transaction", "&pgbouncer=true")]
    [InlineData("statement", "&pgbouncer=true")]
    [InlineData("tracked", "")]
    [InlineData("rds", "")]
    [InlineData("direct", "")]
    public void Prisma_EachPoolMode_SaysWhatItNeeds(string situation, string end) =>
        Assert.Equal($"postgresql://app:pw@db.example.com:6432/app?sslmode=disable{end}", ConnectionStrings.Prisma(Sample.In(situation)).Text);

    [Fact]
    public void Prisma_AllSettings_WritesThemInOneOrder() =>
        Assert.Equal(
            "postgresql://app:pw@db.example.com:6432/app?sslmode=require&sslaccept=strict&sslcert=%2Fetc%2Fpki%2Fca.crt&pgbouncer=true&connection_limit=8"
            + "&connect_timeout=10&socket_timeout=30&max_idle_connection_lifetime=120&max_connection_lifetime=1800&application_name=api%201",
            ConnectionStrings.Prisma(Sample.Transaction).Text);

    [Fact]
    public void Prisma_Require_AcceptsAnyCertificate() =>
        Assert.Equal(
            "postgresql://app:pw@db.example.com:6432/app?sslmode=require&sslaccept=accept_invalid_certs&pgbouncer=true",
            ConnectionStrings.Prisma(Sample.Plain with { Tls = TlsMode.Require }).Text);
}
