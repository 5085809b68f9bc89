using Infra.Pooling.Connections;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Connections;

public sealed class ConnectionStringsTests
{
    private static readonly string[] AllForms =
        ["npgsql", "uri", "keywords", "psycopg", "asyncpg", "sqlalchemy", "jdbc", "pgx", "node-postgres", "prisma"];

    [Fact]
    public void For_PlainOptions_GivesEveryForm() =>
        Assert.Equal(AllForms, ConnectionStrings.For(Sample.Plain).Select(one => one.Name));

    [Theory]
    [InlineData("a/b", "node-postgres")]
    [InlineData("a?b", "node-postgres")]
    [InlineData("a#b", "node-postgres")]
    [InlineData("..", "node-postgres prisma")]
    public void For_DatabaseThatAFormCannotCarry_LeavesItOut(string database, string missing) =>
        Assert.Equal(
            AllForms.Except(missing.Split(' ')),
            ConnectionStrings.For(Sample.Plain with { Target = Sample.Plain.Target with { Database = database } }).Select(one => one.Name));

    [Theory]
    [InlineData(Driver.Npgsql, "npgsql")]
    [InlineData(Driver.Libpq, "uri")]
    [InlineData(Driver.Psycopg, "psycopg")]
    [InlineData(Driver.Asyncpg, "asyncpg")]
    [InlineData(Driver.SqlalchemyAsyncpg, "sqlalchemy")]
    [InlineData(Driver.Jdbc, "jdbc")]
    [InlineData(Driver.Pgx, "pgx")]
    [InlineData(Driver.NodePostgres, "node-postgres")]
    [InlineData(Driver.Prisma, "prisma")]
    public void For_Driver_GivesItsForm(Driver driver, string form) => Assert.Equal(form, ConnectionStrings.For(Sample.Plain, driver).Name);

    [Fact]
    public void For_EveryDriver_IsKnown() =>
        Assert.Equal(Enum.GetValues<Driver>().Length, Enum.GetValues<Driver>().Select(driver => ConnectionStrings.For(Sample.Plain, driver).Name).Distinct().Count());

    [Fact]
    public void For_RdsProxy_NeverSendsAStartupParameterThatItRefuses()
    {
        foreach (var connection in ConnectionStrings.For(Sample.Transaction with { Pooler = PoolerKind.RdsProxy }))
        {
            Assert.DoesNotMatch("(?i)[?&; ](options|search.?path|currentSchema|schema|statement_timeout)=", connection.Text);
            Assert.DoesNotContain(connection.Arguments.Keys, key => key is "options" or "server_settings" or "connect_args.server_settings");
        }
    }

    [Fact]
    public void For_NoPassword_LeavesItOutOfEveryForm()
    {
        var options = Sample.Transaction with { Password = "Secret!1" };

        foreach (var (with, without) in ConnectionStrings.For(options).Zip(ConnectionStrings.For(options.WithoutPassword())))
        {
            Assert.Contains("Secret", with.Text, StringComparison.Ordinal);
            Assert.DoesNotMatch("(?i)secret|password|app:", without.Text);
            Assert.Equal(with.Text.Length, without.Text.Length + PasswordLength(with.Name));
        }
    }

    [Fact]
    public void ToString_OptionsAndResult_NeverShowThePassword()
    {
        var options = Sample.Plain with { Password = "Secret!1" };

        Assert.Equal("app at ConnectionTarget { Host = db.example.com, Port = 6432, Database = app, Route = ReadWrite }", options.ToString());
        Assert.Equal("uri", ConnectionStrings.Uri(options).ToString());
    }

    [Fact]
    public void For_ArgumentsAndNotes_NeverHoldThePassword()
    {
        foreach (var connection in ConnectionStrings.For(Sample.Transaction with { Password = "Secret1" }))
            Assert.DoesNotContain("Secret1", $"{connection.Arguments.Lines()}\n{string.Join('\n', connection.Notes)}", StringComparison.Ordinal);
    }

    private static int PasswordLength(string form) => form switch
    {
        ConnectionForms.Npgsql => ";Password=Secret!1".Length,
        ConnectionForms.Keywords => " password='Secret!1'".Length,
        ConnectionForms.Jdbc => "&password=Secret%211".Length,
        _ => ":Secret%211".Length,
    };
}
