using System.Collections.Immutable;
using System.Text.Json;
using Infra.Pooling;
using Pulumi;
using Pulumi.Testing;

namespace Pooled.Tests;

public class PooledStackTests
{
    [Fact]
    public void Plan_OfAServerWith100Connections_Fits()
    {
        var plan = PoolPlan.Create(PooledStack.Specification("postgres.databases.svc", "app", 100), new DateOnly(2026, 1, 1));

        Assert.Empty(plan.Findings);
    }

    [Fact]
    public async Task Preview_OfTheStack_MakesThePooler()
    {
        var made = new Made();
        Environment.SetEnvironmentVariable("PULUMI_CONFIG", JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["test:databaseHost"] = "postgres.databases.svc",
            ["test:databaseName"] = "app",
            ["test:maxConnections"] = "100",
            ["test:namespace"] = "default",
            ["test:appPassword"] = "one",
            ["test:adminPassword"] = "two",
            ["test:statsPassword"] = "three",
        }));

        await Deployment.TestAsync(made, new TestOptions { ProjectName = "test", IsPreview = true }, PooledStack.Make);

        Assert.Contains("pooling:kubernetes:PgBouncerPool pooler", made.Resources);
        Assert.Contains("pooling:index:ConnectionClaim api", made.Resources);
    }

    /// <summary>Answers as a preview does, and keeps what was asked for.</summary>
    private sealed class Made : IMocks
    {
        public ImmutableSortedSet<string> Resources { get; private set; } = [];

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            Resources = Resources.Add($"{args.Type} {args.Name}");
            return Task.FromResult<(string?, object)>((null, args.Inputs));
        }

        public Task<object> CallAsync(MockCallArgs args) => throw new NotSupportedException(args.Token);
    }
}
