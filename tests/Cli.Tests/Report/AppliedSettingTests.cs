using Infra.Cli.Report.Data;

namespace Infra.Cli.Tests.Report;

public sealed class AppliedSettingTests : IDisposable
{
    private readonly Project _project = Project.WithShippedStacks();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void Of_PgBouncer_TellsReloadFromReplacedPods()
    {
        var settings = AppliedSetting.Of(Plans.Plan(Plans.Usual));

        Assert.Contains(new("PgBouncer", "default_pool_size", "20", "by a reload"), settings);
        Assert.Contains(new("PgBouncer", "listen_port", "6432", "when its pods are replaced"), settings);
    }

    [Fact]
    public void Of_ServerOfSomebodyElse_TellsWhatTheSqlSetsFromWhatARestartSets()
    {
        var settings = AppliedSetting.Of(Plans.Plan(Plans.Usual));

        Assert.Contains(new("server", "statement_timeout", "20000", "at the next login, once the stack's SQL has run"), settings);
        Assert.Contains(new("server", "tcp_keepalives_idle", "60", "by a reload of the server"), settings);
        Assert.Contains(new("server", "max_connections", "200", "when the server restarts"), settings);
    }

    [Theory]
    [InlineData("prod-aws", "maxConnectionsPercent", "20", "RDS Proxy", "at once")]
    [InlineData("prod-aws", "statement_timeout", "15000", "server", "at once")]
    [InlineData("prod-aws", "shared_preload_libraries", "pg_stat_statements", "server", "when the server restarts")]
    [InlineData("prod-azure", "max_connections", "2000", "server", "when the server restarts")]
    [InlineData("prod-azure", "statement_timeout", "20000", "server", "at once")]
    public async Task Page_OfACloud_TellsWhatAppliesASetting(string stack, string name, string value, string place, string applies)
    {
        var page = PageTests.Read((await _project.RunAsync("report", stack)).Output);

        Assert.Contains(page.Descendants("tr"), row => row.Elements().Select(cell => cell.Value).SequenceEqual([name, place, value, applies]));
    }

    [Fact]
    public async Task Page_OfRds_TellsWhatWaitsForARestartByReason()
    {
        var page = PageTests.Read((await _project.RunAsync("report", "prefect-aws")).Output);

        Assert.Contains(
            page.Descendants("li"),
            item => item.Value == "max_connections, rds.force_ssl: a change takes effect when the server restarts, because it is static");
        Assert.Contains(page.Descendants("li"), item => item.Value.StartsWith("before pulumi up, set the password of ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("local", "This stack makes no server: whoever runs it sets the server's parameters.")]
    [InlineData("staging-azure", "No server has to be restarted for this plan.")]
    public async Task Page_NothingWaits_SaysWhy(string stack, string expected) =>
        Assert.Contains(PageTests.Read((await _project.RunAsync("report", stack)).Output).Descendants("p"), text => text.Value == expected);

    [Fact]
    public async Task Page_HostsThatAreNotKnown_SaysWhenTheyAre()
    {
        var page = PageTests.Read((await _project.RunAsync("report", "prod-aws")).Output);

        Assert.Contains(
            page.Descendants("tr"),
            row => row.Elements().Select(cell => cell.Value).SequenceEqual(["read-write", "known after pulumi up", "5432", "orders", "orders"]));
    }
}
