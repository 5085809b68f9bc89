using Infra.Cli.Configuration;
using Infra.Cli.Evaluation;
using Infra.Pooling;
using Infra.Pooling.Budget;

namespace Infra.Cli.Tests.Systems;

/// <summary>The figures of the four systems' own guides, as <c>budget.lines</c> shows them for their stacks.</summary>
public sealed class FiguresTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    public static TheoryData<string, string> Lines => new()
    {
        { "fides", "fides client readOnly: 3 × 1 × (300 + 0) = 900" },
        { "fides", "fides-api client readWrite: 3 × 1 × (50 + 50) = 300" },
        { "fides", "fides_ro server readOnly: 2 × 1 × (25 + 0) = 50" },
        // Pool size × workers + other services + 50: what Fides's guide asks of a server without a pooler.
        { "fides", "max_connections without pooler required : 3 × 1 × (300 + 0) + 3 + 47 + 20 = 970" },
        { "fides", "max_connections required : 2 × 1 × (25 + 0) + 3 + 47 + 20 = 120" },
        { "fides-medium", "fides client readOnly: 3 × 1 × (100 + 25) = 375" },
        { "fides-dev", "fides client readOnly: 1 × 1 × (10 + 5) = 15" },
        { "reducto-aws", "http client readWrite: 10 × 8 × (4 + 8) = 960" },
        { "reducto-aws", "worker client readWrite: 20 × 1 × (4 + 8) = 240" },
        { "reducto-azure", "http client readWrite: 10 × 8 × (4 + 8) = 960" },
        { "reducto-azure", "worker client readWrite: 20 × 1 × (4 + 8) = 240" },
        { "prefect-aws", "api client readWrite: 4 × 1 × (5 + 10) = 60" },
        { "prefect-aws", "prefect server readWrite: 2 × 1 × (50 + 20) = 140" },
        { "prefect-aws", "clients clientCapacity : 2000 × 1 × (2 − 1) = 2000" },
        { "olympus", "kratos client readWrite: 1 × 1 × (50 + 0) = 50" },
        { "olympus", "hydra client readWrite: 1 × 1 × (50 + 0) = 50" },
        { "olympus", "athena client readWrite: 1 × 1 × (30 + 0) = 30" },
        { "olympus", "olympus server readWrite: 1 × 1 × (25 + 5) = 30" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Budget_OfAStack_ShowsTheLine(string stack, string line) => Assert.Contains(
        line,
        Plan(stack).Budget.ToJson()["lines"]!.AsArray().Select(one => $"{one!["name"]} {one["kind"]} {one["route"]}: {one["formula"]} = {one["connections"]}"));

    [Theory]
    [InlineData("fides", 50, 200)]
    [InlineData("prefect-aws", 140, 400)]
    [InlineData("olympus", 30, 100)]
    public void Budget_OfAStack_AsksForNoMoreThanItsSystemSays(string stack, int server, int maxConnections)
    {
        var budget = Plan(stack).Budget;

        Assert.Equal(Interval.Exactly(server), budget[ScenarioKind.Peak].ServerDemand);
        Assert.Equal(Interval.Exactly(maxConnections), budget.Input.Capacity.MaxConnections);
        Assert.All(budget.Scenarios, scenario => Assert.Equal(Verdict.Within, scenario.Verdict));
    }

    /// <summary>One container, and none beside it during an update.</summary>
    [Fact]
    public void Budget_OfOlympus_KeepsThirtyBackendsForAHundredAndThirtyClientsInEveryScenario() => Assert.All(Plan("olympus").Budget.Scenarios, scenario =>
        Assert.Equal((Interval.Exactly(130), Interval.Exactly(30)), (scenario.ClientDemand, scenario.ServerDemand)));

    [Theory]
    [InlineData("http", 8, 96)]
    [InlineData("worker", 1, 12)]
    public void Workload_OfReducto_HasTheConnectionsOfItsGuideInAPod(string workload, int processes, int connections)
    {
        var options = Plan("reducto-aws").Specification.Workloads.Single(one => one.Name == workload);

        Assert.Equal((processes, connections), (options.Processes, options.Processes * (options.Pool!.Size + options.Pool.Overflow)));
    }

    [Fact]
    public void Pooler_OfPrefect_IsToldWhatItsAnswersRecommend() => Assert.Equal(
        "50 20 2000 300 transaction",
        string.Join(' ', new[] { "default_pool_size", "reserve_pool_size", "max_client_conn", "server_idle_timeout", "pool_mode" }
            .Select(name => Plan("prefect-aws").PgBouncer!.Settings[name])));

    [Theory]
    [InlineData("fides")]
    [InlineData("fides-medium")]
    [InlineData("fides-dev")]
    [InlineData("reducto-aws")]
    [InlineData("reducto-azure")]
    [InlineData("prefect-aws")]
    [InlineData("olympus")]
    public void Findings_OfAStack_AreNone(string stack) => Assert.Empty(Plan(stack).Findings.Select(finding => finding.Message));

    private static PoolPlan Plan(string stack) => StackEvaluator.Plan(StackFile.Load(Workspace.Find(AppContext.BaseDirectory, named: null), stack), Today);
}
