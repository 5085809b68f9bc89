using Infra.Pooling.Connections;

namespace Infra.Pooling.Tests.Connections;

public sealed class PythonFormTests
{
    [Theory]
    [InlineData("session", "")]
    [InlineData("transaction", "prepare_threshold=None")]
    [InlineData("statement", "prepare_threshold=None")]
    [InlineData("tracked", "")]
    [InlineData("rds", "prepare_threshold=None")]
    [InlineData("direct", "")]
    public void Psycopg_EachPoolMode_TakesLibpqsUriAndSaysTheRest(string situation, string arguments)
    {
        var connection = ConnectionStrings.Psycopg(Sample.In(situation));

        Assert.Equal(
            ("postgresql://app:pw@db.example.com:6432/app?sslmode=disable&gssencmode=disable", arguments),
            (connection.Text, connection.Arguments.Lines()));
    }

    [Fact]
    public void Psycopg_SmallPool_LowersTheMinimumToo() =>
        Assert.Equal(
            "max_idle=120\nmax_lifetime=1800\nmax_size=3\nmin_size=3\nprepare_threshold=None",
            ConnectionStrings.Psycopg(Sample.Transaction with { Client = Sample.Transaction.Client with { PoolSize = 3 } }).Arguments.Lines());

    [Theory]
    [InlineData("session", "")]
    [InlineData("transaction", "statement_cache_size=0")]
    [InlineData("statement", "statement_cache_size=0")]
    [InlineData("tracked", "statement_cache_size=0")]
    [InlineData("rds", "statement_cache_size=0")]
    [InlineData("direct", "")]
    public void Asyncpg_EachPoolMode_SaysWhatItNeeds(string situation, string arguments)
    {
        var connection = ConnectionStrings.Asyncpg(Sample.In(situation));

        Assert.Equal(
            ("postgresql://app:pw@db.example.com:6432/app?sslmode=disable", arguments),
            (connection.Text, connection.Arguments.Lines()));
    }

    [Fact]
    public void Asyncpg_AllSettings_KeepsOutOfTheDsnWhatWouldReachTheServer()
    {
        var connection = ConnectionStrings.Asyncpg(Sample.Transaction);

        Assert.Equal("postgresql://app:pw@db.example.com:6432/app?sslmode=verify-full&sslrootcert=%2Fetc%2Fpki%2Fca.crt&application_name=api%201", connection.Text);
        Assert.Equal("command_timeout=30\nmax_inactive_connection_lifetime=120\nmax_size=8\nmin_size=8\nstatement_cache_size=0\ntimeout=10", connection.Arguments.Lines());
    }

    [Theory]
    [InlineData("session", "", "")]
    [InlineData("transaction", "&prepared_statement_cache_size=0", "connect_args.prepared_statement_name_func=lambda: f\"__asyncpg_{uuid4()}__\"\nconnect_args.statement_cache_size=0")]
    [InlineData("statement", "&prepared_statement_cache_size=0", "connect_args.prepared_statement_name_func=lambda: f\"__asyncpg_{uuid4()}__\"\nconnect_args.statement_cache_size=0")]
    [InlineData("tracked", "&prepared_statement_cache_size=0", "connect_args.statement_cache_size=0")]
    [InlineData("rds", "&prepared_statement_cache_size=0", "connect_args.prepared_statement_name_func=lambda: f\"__asyncpg_{uuid4()}__\"\nconnect_args.statement_cache_size=0")]
    [InlineData("direct", "", "")]
    public void Sqlalchemy_EachPoolMode_SaysWhatItNeeds(string situation, string query, string arguments)
    {
        var connection = ConnectionStrings.Sqlalchemy(Sample.In(situation));

        Assert.Equal(
            ($"postgresql+asyncpg://app:pw@db.example.com:6432/app?ssl=disable{query}", arguments),
            (connection.Text, connection.Arguments.Lines()));
    }

    [Fact]
    public void Sqlalchemy_DatabaseThatNeedsEscapes_StandsInTheQuery() =>
        Assert.Equal(
            "postgresql+asyncpg://app:pw@db.example.com:6432/?database=a%2Fb&ssl=disable&prepared_statement_cache_size=0",
            ConnectionStrings.Sqlalchemy(Sample.Plain with { Target = new("db.example.com", 6432, "a/b") }).Text);

    [Fact]
    public void Sqlalchemy_AllSettings_PutsTheRootCertificateIntoTheInnerDsn()
    {
        var connection = ConnectionStrings.Sqlalchemy(Sample.Transaction);

        Assert.Equal(
            "postgresql+asyncpg://app:pw@db.example.com:6432/app?ssl=verify-full"
            + "&dsn=postgresql%3A%2F%2F%3Fsslrootcert%3D%252Fetc%252Fpki%252Fca.crt%26application_name%3Dapi%25201&command_timeout=30&prepared_statement_cache_size=0",
            connection.Text);
        Assert.Equal(
            "connect_args.prepared_statement_name_func=lambda: f\"__asyncpg_{uuid4()}__\"\nconnect_args.statement_cache_size=0\nconnect_args.timeout=10\nmax_overflow=0\npool_recycle=1800\npool_size=8",
            connection.Arguments.Lines());
    }
}
