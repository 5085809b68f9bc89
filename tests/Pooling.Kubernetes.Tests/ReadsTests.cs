using System.Collections.Immutable;
using Infra.Pooling.PgBouncer;
using Infra.Pooling.RdsProxy;

namespace Infra.Pooling.Kubernetes.Tests;

/// <summary>The pooler in front of RDS read replicas, beside RDS Proxy for everything else.</summary>
public sealed class ReadsTests
{
    private const string Report = """
        , {"name": "report", "replicas": 2, "pool": {"size": 5}, "route": "readOnly", "user": "reports"}
        """;

    private static readonly PoolPlan Plan = PoolPlan.Create(
        Given.Specification("\"instanceClass\": \"db.m7g.large\", \"replicas\": 2, \"rds\": {\"reads\": \"pgbouncer\"}", workloads: Report, target: "aws"),
        new(2026, 11, 1));

    [Fact]
    public async Task Pool_OfReads_HasOneWayToTheReplicasAndNoneToThePrimary()
    {
        var (run, pool) = await Run.PoolAsync(Args());

        var databases = run["ConfigMap"]["data"]!["pgbouncer.ini"]!.ToString().Split("\n\n")[0];
        Assert.Equal("[databases]\napp_ro = host=one.test,two.test port=5432 dbname=app max_db_connections=20", databases);
        Assert.Equal(["kubernetes:core/v1:Service pool", "kubernetes:core/v1:Service pool-peers"], run.Registered.Where(name => name.Contains(":Service ", StringComparison.Ordinal)));
        Assert.Equal("pool.pooling.svc", await Run.ValueAsync(pool.ReadOnlyHost));
    }

    [Fact]
    public async Task Userlist_OfReads_HoldsTheVerifiersThatTheProxysSqlGivesTheServer()
    {
        var (run, _) = await Run.PoolAsync(Args());

        var sql = RoleSql.Of(Plan, Plan.WorkloadRoles, Given.Passwords.ToImmutableDictionary());
        var verifier = Userlist.Parse(run["Secret", "pool-users"]["stringData"]!["userlist.txt"]!.ToString()).Entries.Single(entry => entry.Role == "reports").Secret;
        Assert.StartsWith("SCRAM-SHA-256$", verifier, StringComparison.Ordinal);
        Assert.Contains($"ALTER ROLE \"reports\" LOGIN PASSWORD '{verifier}';", sql, StringComparison.Ordinal);
        Assert.Contains("ALTER ROLE \"reports\" SET default_transaction_read_only = 'on';", sql, StringComparison.Ordinal);
    }

    private static PgBouncerPoolArgs Args() => new()
    {
        Plan = Plan.Reads!,
        Credentials = Given.Credentials(),
        Certificates = PoolerCertificates.FromSecrets("server-tls", "database-ca"),
        Namespace = "pooling",
        Hosts = new("primary.test", "one.test,two.test"),
    };
}
