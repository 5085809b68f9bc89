using System.Text.Json;
using Infra.Pooling;
using Infra.Pooling.Aws;
using Infra.Pooling.Azure;
using Infra.Pooling.Kubernetes;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Samples.Tests.Components;

/// <summary>Small plans for every component, and arguments for them.</summary>
internal static class Given
{
    public static readonly PoolPlan Instance = Plan("\"target\": \"aws\"", "\"instanceClass\": \"db.m7g.large\"");

    public static readonly PoolPlan Aurora = Plan("\"target\": \"aws\"", "\"instanceClass\": \"db.r7g.large\", \"aurora\": {\"instances\": 2}");

    public static readonly PoolPlan Azure = Plan("\"target\": \"azure\"", "\"sku\": \"Standard_D4ds_v5\", \"replicas\": 1");

    public static readonly PoolPlan Kubernetes = Plan("\"target\": \"kubernetes\"", "\"host\": \"db.example.com\", \"maxConnections\": 200");

    public static readonly ExistingDatabase Address = new() { Host = "db.example.com", SecurityGroupId = "sg-db" };

    public static readonly PoolerCertificates Certificates = PoolerCertificates.FromSecrets("pooler-tls", "database-ca");

    public static AwsNetwork Network => new() { VpcId = "vpc-1", Subnets = [new("euw1-az1", "subnet-1"), new("euw1-az2", "subnet-2")] };

    public static PoolPlan Plan(string target, string database)
    {
        using var json = JsonDocument.Parse($$"""
            {{{target}},
             "database": {"name": "orders", "user": "orders", {{database}}},
             "workloads": [{"name": "api", "replicas": 2, "pool": {"size": 10} }]}
            """);
        return PoolPlan.Create(PoolingSpecification.Read(json.RootElement), new DateOnly(2026, 11, 1));
    }

    public static InputMap<string> Credentials(PoolPlan plan) => plan.Roles.ToDictionary(role => role, _ => Sample.Password);

    public static RdsProxyPoolArgs Proxy(PoolPlan plan, ProxyDatabase database) =>
        new RdsProxyPoolArgs { Plan = plan, Database = database, Network = Network }.AddUser(PooledUser.WithPassword("orders", Sample.Password));

    public static PgBouncerPoolArgs PgBouncer(PoolPlan plan, PoolerCertificates? certificates = null) =>
        new() { Plan = plan, Credentials = Credentials(plan), Certificates = certificates ?? Certificates };

    public static FlexibleServerPoolArgs Server(PoolPlan plan, FlexibleServerNetwork? network = null, SecretVault? vault = null) => new()
    {
        Plan = plan,
        Credentials = Credentials(plan),
        ResourceGroupName = "rg",
        Network = network ?? FlexibleServerNetwork.Public(),
        Vault = vault,
    };

    /// <summary>A specification that was built in code, so that nobody has read it.</summary>
    public static PoolPlan Built(PoolPlan plan, Func<PoolingSpecification, PoolingSpecification> change) =>
        PoolPlan.Create(change(plan.Specification), new DateOnly(2026, 11, 1));
}
