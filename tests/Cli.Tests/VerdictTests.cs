namespace Infra.Cli.Tests;

public sealed class VerdictTests : IDisposable
{
    private const string Exceeded = """
        target: kubernetes
        database: {name: app, user: app, host: db.example.com, maxConnections: 100}
        pooler: {replicas: {min: 2, max: 2, surge: 1}, settings: {default_pool_size: 50}}
        workloads:
          - {name: api, replicas: 2, pool: {size: 10}}
        """;

    private const string Undecided = """
        target: kubernetes
        database: {name: app, user: app, host: db.example.com}
        workloads:
          - {name: api, replicas: 2, pool: {size: 10}}
        """;

    private readonly Project _project = new Project().Specified("exceeded", Exceeded).Specified("undecided", Undecided);

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Preview_Exceeded_FailsWithTheFindingAndMakesNothing()
    {
        var result = await _project.RunAsync("preview", "exceeded", "--json");

        Assert.Equal(1, result.Code);
        Assert.Equal("", result.Error);
        Assert.Empty(result.Json["resources"]!.AsArray());
        Assert.Empty(result.Json["outputs"]!.AsObject());
        var findings = result.Json["findings"]!.AsArray().Where(finding => finding!["level"]!.ToString() == "mandatory").ToList();
        Assert.Equal(["budget-within-capacity", "budget-within-capacity"], findings.Select(finding => finding!["id"]!.ToString()));
        Assert.Equal(
            "`pooler.settings.default_pool_size`: at steady, peak and failover, 2 × 1 × (50 + 0) = 100 server connections exceed the 87 available "
            + "(100 minus 13 reserved); set default_pool_size to at most 21 or raise max_connections to at least 213.",
            findings[0]!["message"]!.ToString());
        Assert.Equal(
            ["steady exceeded", "peak exceeded", "rollout exceeded", "failover exceeded"],
            result.Json["budget"]!["scenarios"]!.AsArray().Select(scenario => $"{scenario!["name"]} {scenario["verdict"]}"));
    }

    [Theory]
    [InlineData("preview", "exceeded")]
    [InlineData("outputs", "exceeded")]
    public async Task Command_Exceeded_NamesTheFinding(params string[] arguments)
    {
        var result = await _project.RunAsync(arguments);

        Assert.Equal(1, result.Code);
        Assert.Contains("mandatory budget-within-capacity: `pooler.settings.default_pool_size`: at steady, peak and failover, ", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("to create", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OutputsJson_Exceeded_LeavesStandardOutputToJson()
    {
        var result = await _project.RunAsync("outputs", "exceeded", "--json");

        Assert.Equal(1, result.Code);
        Assert.Equal("", result.Output);
        Assert.Contains("mandatory budget-within-capacity: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_Undecided_NamesWhatWouldDecide()
    {
        var result = await _project.RunAsync("preview", "undecided", "--json");

        Assert.Equal(0, result.Code);
        Assert.NotEmpty(result.Json["resources"]!.AsArray());
        Assert.Null(result.Json["budget"]!["maxConnections"]);
        Assert.Null(result.Json["budget"]!["usable"]);
        Assert.Equal(
            "`database.maxConnections`: whether the connections fit at steady, peak, rollout and failover cannot be told; state `database.maxConnections`.",
            Assert.Single(result.Json["findings"]!.AsArray(), finding => finding!["id"]!.ToString() == "budget-undecidable")!["message"]!.ToString());
    }

    [Fact]
    public async Task Preview_UndecidedInTables_NamesWhatWouldDecide()
    {
        var result = await _project.RunAsync("preview", "undecided");

        Assert.Equal(0, result.Code);
        Assert.Contains("undecided (database.maxConnections)", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_WaiverInForce_IsAdvisory()
    {
        _project.Specified("waived", $$"""
            {{Exceeded}}
            budget:
              waivers:
                - {scenario: steady, connections: 100, owner: team-data, reason: moving, until: 2099-12-31}
                - {scenario: peak, connections: 100, owner: team-data, reason: moving, until: 2099-12-31}
                - {scenario: rollout, connections: 115, owner: team-data, reason: moving, until: 2099-12-31}
                - {scenario: failover, connections: 100, owner: team-data, reason: moving, until: 2099-12-31}
            """);

        var result = await _project.RunAsync("preview", "waived", "--json");

        Assert.Equal(0, result.Code);
        Assert.NotEmpty(result.Json["resources"]!.AsArray());
        Assert.DoesNotContain(result.Json["findings"]!.AsArray(), finding => finding!["level"]!.ToString() == "mandatory");
    }
}
