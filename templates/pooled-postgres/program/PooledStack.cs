using Infra.Pooling;
using Infra.Pooling.Claims;
using Infra.Pooling.Kubernetes;
using Infra.Pooling.Specification;
using Pulumi;

namespace Pooled;

/// <summary>PgBouncer in front of a PostgreSQL server.</summary>
public static class PooledStack
{
    /// <summary>Makes everything; returns the outputs.</summary>
    public static IDictionary<string, object?> Make()
    {
        var config = new Config();

        // Refused here, before the first resource, if the connections do not fit.
        var plan = PoolPlan.Create(
            Specification(config.Require("databaseHost"), config.Require("databaseName"), config.RequireInt32("maxConnections")),
            DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        var pool = new PgBouncerPool("pooler", new PgBouncerPoolArgs
        {
            Plan = plan,
            Credentials = new InputMap<string>
            {
                ["app"] = config.RequireSecret("appPassword"),
                ["pooler_admin"] = config.RequireSecret("adminPassword"),
                ["pooler_stats"] = config.RequireSecret("statsPassword"),
            },
            // With cert-manager: PoolerCertificates.FromIssuer("ClusterIssuer", "…", "database-ca").
            Certificates = PoolerCertificates.FromSecrets("pooler-tls", "database-ca"),
            Namespace = config.Require("namespace"),
        });

        // What each workload asks of the database, for the check of pull requests.
        foreach (var workload in plan.Specification.Workloads)
            _ = new ConnectionClaim(workload.Name, ConnectionClaimArgs.Of(workload, plan));

        return new Dictionary<string, object?>
        {
            ["host"] = pool.ReadWriteHost,
            ["port"] = pool.Port,
            ["databaseSql"] = pool.DatabaseSql,
        };
    }

    /// <summary>The database and the programs that use it. Describe yours here.</summary>
    public static PoolingSpecification Specification(string host, string database, int maxConnections) => new()
    {
        Target = Target.Kubernetes,
        Database = new()
        {
            Name = database,
            User = "app",
            Host = host,
            MaxConnections = maxConnections,
            Reserve = new() { Admin = 10, Other = 10 },
        },
        Pooler = new() { Kind = PoolerKind.PgBouncer },
        Workloads =
        [
            new()
            {
                Name = "api",
                Replicas = new(2, 6, Surge.Percent(25)),
                Pool = new(10),
                Driver = Driver.Npgsql,
                Load = new(300, TimeSpan.FromMilliseconds(10)),
            },
        ],
    };
}
