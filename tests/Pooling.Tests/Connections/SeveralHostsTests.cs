using Infra.Pooling.Connections;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Tests.Connections;

/// <summary>Several read replicas that clients reach by themselves, in the words of each driver.</summary>
public sealed class SeveralHostsTests
{
    private static readonly ConnectionOptions Options = Sample.Plain with
    {
        Target = new("one.test", 5432, "app", Route.ReadOnly) { OtherHosts = ["two.test", "::1"] },
        Mode = PoolMode.Session,
    };

    public static TheoryData<string, string, string> Forms => new()
    {
        {
            "uri", "postgresql://app:pw@one.test:5432,two.test:5432,[::1]:5432/app?sslmode=disable&gssencmode=disable&load_balance_hosts=random",
            "load_balance_hosts needs libpq 16 or later; without it every client takes the first host that answers."
        },
        {
            "keywords",
            "host='one.test,two.test,::1' port=5432 dbname=app user=app password=pw sslmode=disable gssencmode=disable load_balance_hosts=random",
            "load_balance_hosts needs libpq 16 or later; without it every client takes the first host that answers."
        },
        {
            "npgsql", "Host=one.test,two.test,::1;Port=5432;Load Balance Hosts=true;Database=app;Username=app;Password=pw;SSL Mode=Disable;GSS Encryption Mode=Disable",
            "Each host has a pool of its own of the Maximum Pool Size, and connections take turns among them."
        },
        {
            "jdbc", "jdbc:postgresql://one.test:5432,two.test:5432,[0:0:0:0:0:0:0:1]:5432/app?loadBalanceHosts=true&user=app&password=pw&sslmode=disable&gssEncMode=disable",
            "Each new connection takes one of the hosts at random."
        },
        {
            "pgx", "postgresql://app:pw@one.test:5432,two.test:5432,[::1]:5432/app?sslmode=disable",
            "pgx tries the hosts in their order: the others stand in for the first."
        },
        { "node-postgres", "postgresql://app:pw@one.test:5432/app?sslmode=disable", "The driver takes one host: it uses the first of 3." },
        { "asyncpg", "postgresql://app:pw@one.test:5432/app?sslmode=disable", "The driver takes one host: it uses the first of 3." },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Form_OfSeveralHosts_NamesThoseThatItsDriverTakes(string name, string text, string note)
    {
        var form = ConnectionStrings.For(Options).Single(form => form.Name == name);

        Assert.Equal(text, form.Text);
        Assert.Equal(note, form.Notes[^1]);
    }

    [Fact]
    public void Form_OfAWrongHostAmongSeveral_IsRefused() => Assert.Equal(
        "`host`: is not one host (received `two test`); allowed: one host name or IP address in ASCII, without brackets and port; "
        + "fix: give the name that the server's certificate holds (Parameter 'options')",
        Assert.Throws<ArgumentException>(() =>
            ConnectionStrings.Npgsql(Options with { Target = Options.Target with { OtherHosts = ["two test"] } })).Message);
}
