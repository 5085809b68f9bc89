using System.Text.Json.Nodes;
using Infra.Pooling;
using Infra.Pooling.Claims;
using Infra.Pooling.Specification;

namespace Infra.Samples.Tests.Components;

/// <summary>Which host a claim is about.</summary>
public sealed class ClaimTests
{
    [Fact]
    public async Task Of_AWorkload_NamesTheServerOnlyWhereItConnectsToThat()
    {
        var preview = await ClaimAsync(Plan(Given.Kubernetes, Workload("api", Route.ReadWrite), Workload("migrations", Route.Direct)));

        var (pooled, direct) = (Inputs(preview, "api"), Inputs(preview, "migrations"));
        Assert.Equal("db.example.com", direct["host"]!.ToString());
        Assert.Equal("5432", direct["port"]!.ToString());
        Assert.False(pooled.ContainsKey("host") || pooled.ContainsKey("port"));
    }

    [Fact]
    public async Task Of_AWorkloadOfADatabaseThatItsProgramMakes_NamesNoHost() =>
        Assert.Null(Inputs(await ClaimAsync(Plan(Given.Instance, Workload("migrations", Route.Direct))), "migrations")["host"]);

    [Fact]
    public async Task Judge_ClaimsOfTwoStacksOnOneHost_AreAddedUp()
    {
        var one = await ClaimAsync(Plan(Given.Kubernetes, Workload("orders", Route.Direct)));
        var other = await ClaimAsync(Plan(Given.Kubernetes, Workload("billing", Route.Direct)));

        var budget = Assert.Single(Preview.Judge(one, other).Budgets);

        Assert.Equal("db.example.com", budget.Title);
        Assert.Equal(["billing", "orders"], budget.Plan.Lines.Select(line => line.Name).Intersect(["billing", "orders"]).Order(StringComparer.Ordinal));
    }

    private static WorkloadOptions Workload(string name, Route route) =>
        new() { Name = name, Replicas = new(1, 2, Surge.Count(0)), Pool = new(5), Route = route };

    private static PoolPlan Plan(PoolPlan plan, params WorkloadOptions[] workloads) => Given.Built(plan, asked => asked with { Workloads = [.. workloads] });

    private static Task<Preview> ClaimAsync(PoolPlan plan) => Preview.OfAsync(
        "claims",
        () =>
        {
            foreach (var workload in plan.Specification.Workloads)
                _ = new ConnectionClaim(workload.Name, ConnectionClaimArgs.Of(workload, plan));
            return new Dictionary<string, object?>();
        },
        new Dictionary<string, string>());

    private static JsonObject Inputs(Preview preview, string claim) => (JsonObject)preview.Resources.Single(resource => resource.Name == claim).Inputs;
}
