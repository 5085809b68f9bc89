using Infra.Cli.Report;
using Infra.Cli.Report.Data;
using Infra.Pooling.Budget;

namespace Infra.Cli.Tests.Report;

/// <summary>Specifications that are unlike the usual one, in every format.</summary>
public sealed class CaseTests : IDisposable
{
    private readonly Project _project = Project.WithShippedStacks();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Unknowns_AreDrawnAndNamed()
    {
        _project.Specified("one", Plans.Unbounded);
        var page = PageTests.Read((await _project.RunAsync("report", "one")).Output);

        Assert.Contains("It depends on workloads[1].pool, workloads[1].replicas.max.", Text(page), StringComparison.Ordinal);
        Assert.Contains(page.Descendants(), element => (string?)element.Attribute("class") == "maybe rw open");
        Assert.Contains(page.Descendants("li"), item => item.Value == "not certain; without an end where nothing bounds it");
        Assert.Contains(
            "| Peak | 23 or more | 100 | 40 | 187 | ? undecided, depends on workloads\\[1].pool, workloads\\[1].replicas.max |",
            (await _project.RunAsync("report", "one", "--format", "markdown")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyWorkloads_AreAllThere()
    {
        var names = Enumerable.Range(0, 40).Select(number => $"{new string('w', 60)}{number:000}").ToArray();
        _project.Specified("one", $$$"""
            target: kubernetes
            database: {name: app, user: app, host: db.example.com, maxConnections: 400}
            pooler: {settings: {default_pool_size: 20}}
            workloads:
            {{{string.Join('\n', names.Select(name => $"  - {{name: {name}, replicas: 2, pool: {{size: 2}}}}"))}}}
            """);

        var page = PageTests.Read((await _project.RunAsync("report", "one")).Output);

        Assert.All(names, name => Assert.Contains(page.Descendants("th"), cell => cell.Value == name));
    }

    [Fact]
    public async Task ReadsBehindPgBouncer_HaveTwoBudgets()
    {
        var staging = await File.ReadAllTextAsync(Path.Combine(Project.Shipped.StackFolder, "Pulumi.staging-aws.yaml"));
        _project.Stack("reads", staging.Replace("reads: direct", "reads: pgbouncer", StringComparison.Ordinal));

        var result = await _project.RunAsync("report", "reads");

        var headings = PageTests.Read(result.Output).Descendants("h3").Select(heading => heading.Value).ToArray();
        Assert.Equal(
            [
                "From clients to the server", "From clients to the server, in front of the read replicas", "Budget", "Budget, in front of the read replicas",
                "Workloads", "Time-outs", "Time-outs, in front of the read replicas", "Endpoints", "Findings", "What applies when",
            ],
            headings);
    }

    [Fact]
    public async Task AuroraServerless_IsReported()
    {
        var production = await File.ReadAllTextAsync(Path.Combine(Project.Shipped.StackFolder, "Pulumi.prod-aws.yaml"));
        _project.Stack("serverless", production
            .Replace("      instanceClass: db.r7g.xlarge\n", "", StringComparison.Ordinal)
            .Replace("aurora: {instances: 3}", "serverless: {minAcu: 2, maxAcu: 16}\n      replicas: 2", StringComparison.Ordinal));

        var result = await _project.RunAsync("report", "serverless");

        result.Fine();
        Assert.Contains("max_connections needed; the server has 3360", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void NoWorkloads_OfAPlanMadeInCode_AreSaid()
    {
        var plan = Plans.Plan(Plans.Usual);
        var none = Pooling.PoolPlan.Create(plan.Specification with { Workloads = [] }, new DateOnly(2026, 11, 1));
        var report = new StackReport(new("none", none, [], [], [], []));

        var page = PageTests.Read(ReportFormats.All["html"](new([report], IsAll: false, new DateOnly(2026, 11, 1))));

        Assert.Contains(page.Descendants("p"), text => text.Value == "There are none.");
        Assert.Equal(Verdict.Within, report.Verdict);
    }

    private static string Text(System.Xml.Linq.XElement page) => string.Join('\n', page.Descendants("p").Select(text => text.Value));
}
