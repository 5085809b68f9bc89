using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.Estates;

/// <summary>Programs that speak to something else than PostgreSQL.</summary>
public class OtherDatabaseTests
{
    [Theory]
    [InlineData("DB_HOST=mysql.example.com", "DB_PORT=3306")]
    [InlineData("DB_HOST=db.example.com", "DB_CONNECTION=mysql")]
    [InlineData("DB_HOST=db.example.com", "DB_ENGINE=django.db.backends.mysql")]
    [InlineData("DB_POOL_SIZE=5", "DATABASE_URL=mysql://a@db.example.com/app")]
    [InlineData("ConnectionStrings__App=Server=tcp:db.example.com,1433;Initial Catalog=app;User ID=a", "")]
    [InlineData("ConnectionStrings__App=Server=db.example.com;Database=app;Encrypt=True", "")]
    [InlineData("ConnectionStrings__App=Server=db.example.com;Database=app;Uid=a;Pwd=hunter2", "")]
    [InlineData("ConnectionStrings__App=host=rabbit;username=guest", "")]
    [InlineData("ConnectionStrings__Redis=?", "")]
    [InlineData("MYSQL_DATABASE_URL=?", "")]
    [InlineData("RABBITMQ=host=10.0.0.1;username=guest", "")]
    [InlineData("POOL_SIZE=8", "")]
    public void Environment_OfAnother_IsNoClient(string first, string second)
    {
        var program = GivenKubernetes.Deployment("api", "2", "0", [Variable(first), .. second.Length == 0 ? Array.Empty<(string, string)>() : [Variable(second)]]);

        Assert.Equal(["not applicable"], Judged.By("client-unbounded", GivenAws.Instance("null"), program));
        Assert.Equal(["not applicable"], Judged.By("budget-within-capacity", GivenAws.Instance("null"), program));
    }

    [Theory]
    [InlineData("DB_HOST=db.example.com POOL_SIZE=8")]
    [InlineData("DB_CONNECTION=pgsql DB_HOST=db.example.com DB_POOL_SIZE=8")]
    [InlineData("DB_CONNECTION=mysql DB_HOST=other.example.com PGHOST=db.example.com DB_POOL_SIZE=8")]
    [InlineData("ConnectionStrings__App=Server=db.example.com;Port=5432;Uid=a;MaxPoolSize=8")]
    public void Environment_OfPostgres_IsAClient(string variables) => Assert.Equal(
        ["ok"],
        Judged.By("client-unbounded", GivenAws.Instance("null"), GivenKubernetes.Deployment("api", "2", "0", [.. variables.Split(' ').Select(Variable)])));

    [Fact]
    public void Lambda_OfMysql_NeedsNoReservedConcurrency() => Assert.Equal(
        ["not applicable"],
        Judged.By("lambda-reserved-concurrency", Given.Resource("aws:lambda/function:Function", "fn", """
            {"environment": {"variables": {"DB_HOST": "mysql.example.com", "DB_PORT": "3306"}}}
            """)));

    [Fact]
    public void Exporter_HasTwoConnections() => Assert.Equal(
        ["ok"],
        Judged.By("client-unbounded", GivenKubernetes.Deployment("exporter", "1", "0", ("DATA_SOURCE_NAME", "postgres://stats@db.example.com/postgres"))));

    [Fact]
    public void Host_OfAServerOfAnotherEngine_IsNoClient() =>
        Assert.Equal(["not applicable"], Judged.By("client-unbounded", Mysql, GivenKubernetes.Deployment("api", "2", "0", ("DB_HOST", "other.example.com"))));

    [Fact]
    public void Way_ToAServerOfAnotherEngine_IsNotToTheOnlyPostgres() => Assert.Equal(
        [
            "undecided urn:fn: `environment.variables.DB_HOST`: whether the connections fit cannot be told; it depends on `urn:fn#environment.variables.DB_HOST`.",
        ],
        Judged.By("budget-undecidable", GivenAws.Instance("null"), Mysql, Given.Resource("aws:lambda/function:Function", "fn", """
            {"reservedConcurrentExecutions": 900, "environment": {"variables": {"DB_HOST": "?", "DB_POOL_SIZE": "2"}}}
            """, "mysql")));

    [Theory]
    [InlineData("MYSQL")]
    [InlineData("SQLSERVER")]
    public void Proxy_OfAnotherFamily_IsNotJudged(string family)
    {
        var proxy = Given.Resource("aws:rds/proxy:Proxy", "proxy", $$"""{"engineFamily": "{{family}}", "requireTls": false}""");

        Assert.Equal(["not applicable"], Judged.By("rdsproxy-tls", proxy));
        Assert.Null(Remediation.Of(proxy, Judged.With("""{"rdsproxy-tls": "remediate"}""")));
    }

    [Fact]
    public void Proxy_OfAnUnknownFamily_IsUndecided()
    {
        var proxy = Given.Resource("aws:rds/proxy:Proxy", "proxy", """{"engineFamily": "?", "requireTls": false}""");

        Assert.Equal(
            ["undecided urn:proxy: `requireTls`: whether the proxy refuses clients without TLS cannot be told; it depends on `urn:proxy#engineFamily`."],
            Judged.By("rdsproxy-tls", proxy));
        Assert.Null(Remediation.Of(proxy, Judged.With("""{"rdsproxy-tls": "remediate"}""")));
    }

    private static ResourceNode Mysql { get; } =
        Given.Resource("aws:rds/instance:Instance", "mysql", """{"engine": "mysql", "instanceClass": "db.m7g.large", "address": "other.example.com"}""");

    private static (string Name, string Value) Variable(string text) => (text[..text.IndexOf('=')], text[(text.IndexOf('=') + 1)..]);
}
