using Infra.Pooling.Specification;

namespace Infra.Pooling.Kubernetes.Tests;

public sealed class FallbackTests
{
    private const string Replicas = """
        "host": "db.example.com", "maxConnections": 200, "readHosts": ["one.example.com", "two.example.com"]
        """;

    [Theory]
    [InlineData("", "host=one.example.com,two.example.com port=5432 dbname=app max_db_connections=20")]
    [InlineData("\"readFallback\": \"primary\"", "host=one.example.com,two.example.com,db.example.com port=5432 dbname=app load_balance_hosts=disable max_db_connections=20")]
    public async Task Reads_Fallback_DecidesTheHosts(string pooler, string expected)
    {
        var (run, _) = await Run.PoolAsync(Given.Args(Given.Plan(Replicas, pooler)));

        var ini = run["ConfigMap"]["data"]!["pgbouncer.ini"]!.ToString();
        Assert.Contains($"\napp_ro = {expected}\n", ini, StringComparison.Ordinal);
        Assert.Contains("\nserver_login_retry = 2\n", ini, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_FallbackThatPgBouncerCannotDo_IsRefused()
    {
        // It could not verify several servers by name either.
        const string Pooler = "\"readFallback\": \"primary\", \"version\": \"1.23.0\", \"settings\": {\"server_tls_sslmode\": \"verify-ca\"}";

        var error = Assert.Throws<SpecificationException>(() => Given.Plan(Replicas, Pooler));

        Assert.Contains("`pooler.readFallback`: needs PgBouncer 1.24 and the primary on the port of the replicas", error.Message, StringComparison.Ordinal);
    }
}
