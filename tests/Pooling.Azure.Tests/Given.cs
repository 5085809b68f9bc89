using System.Text.Json;
using Infra.Pooling.Specification;
using Pulumi;

namespace Infra.Pooling.Azure.Tests;

/// <summary>Arguments of a small server, with the specification's database section extended.</summary>
internal static class Given
{
    public static PoolPlan Plan(string database = "", string workloads = "")
    {
        using var json = JsonDocument.Parse($$"""
            {"target": "azure",
             "database": {"name": "orders", "user": "app", "sku": "Standard_D4ds_v5"{{database}}},
             "workloads": [{"name": "api", "replicas": 2, "pool": {"size": 10}, "driver": "npgsql"}{{workloads}}]}
            """);
        return PoolPlan.Create(PoolingSpecification.Read(json.RootElement), new DateOnly(2026, 11, 1));
    }

    public static FlexibleServerPoolArgs Args(
        string database = "", string workloads = "", FlexibleServerSource? source = null, FlexibleServerNetwork? network = null,
        SecretVault? vault = null, Input<string>? workspace = null)
    {
        var plan = Plan(database, workloads);
        return new()
        {
            Plan = plan,
            Credentials = plan.Roles.ToDictionary(role => role, role => $"{role}'s p@ss"),
            ResourceGroupName = "rg",
            Source = source ?? FlexibleServerSource.New(),
            Network = network ?? FlexibleServerNetwork.Public(),
            Vault = vault,
            WorkspaceId = workspace,
        };
    }
}
