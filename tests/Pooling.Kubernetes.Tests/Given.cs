using System.Text.Json;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Kubernetes.Tests;

/// <summary>Plans and arguments from small specifications.</summary>
internal static class Given
{
    public const string WithReplica = """
        "host": "db.example.com", "maxConnections": 200, "replicas": 1, "readHosts": ["replica.example.com"]
        """;

    public const string WithoutReplica = """
        "host": "db.example.com", "maxConnections": 200
        """;

    public static readonly IReadOnlyDictionary<string, string> Passwords = new Dictionary<string, string>
    {
        ["app"] = "p w'\"%@\\é",
        ["pooler_admin"] = "admin-password",
        ["pooler_stats"] = "stats-password",
        ["reports"] = "reports-password",
    };

    public static PoolingSpecification Specification(string database = WithReplica, string pooler = "", string workloads = "", string target = "kubernetes")
    {
        using var document = JsonDocument.Parse($$$"""
            {"target": "{{{target}}}", "database": {"name": "app", "user": "app", {{{database}}} }, "pooler": { {{{pooler}}} },
             "workloads": [{"name": "api", "replicas": 2, "pool": {"size": 10}}{{{workloads}}}]}
            """);
        return PoolingSpecification.Read(document.RootElement);
    }

    public static PoolPlan Plan(string database = WithReplica, string pooler = "", string workloads = "") =>
        PoolPlan.Create(Specification(database, pooler, workloads), new DateOnly(2026, 11, 1));

    public static PgBouncerPoolArgs Args(PoolPlan? plan = null, PoolerCertificates? certificates = null, InputMap<string>? credentials = null) => new()
    {
        Plan = plan ?? Plan(),
        Credentials = credentials ?? Credentials(),
        Certificates = certificates ?? PoolerCertificates.FromSecrets("server-tls", "database-ca"),
        Namespace = "pooling",
    };

    public static InputMap<string> Credentials(params string[] without) =>
        Passwords.Where(password => !without.Contains(password.Key)).ToDictionary(password => password.Key, password => password.Value);

    public static PoolerCertificates Pem(string certificate = "CERTIFICATE", string authority = "AUTHORITY") =>
        PoolerCertificates.FromPem(certificate, Output.CreateSecret("PRIVATE KEY"), authority);
}
