namespace Infra.Cli.Tests.Report;

public sealed class ReportTests : IDisposable
{
    private readonly Project _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Report_Nothing_IsRefused() => (await _project.RunAsync("report")).Refused(
        ExitCode.Usage, "error: no stack is named; name one, or give --all\nsee: ./infra report --help\n");

    [Fact]
    public async Task Report_StackAndAll_IsRefused() => (await _project.RunAsync("report", "one", "--all")).Refused(
        ExitCode.Usage, "error: a stack and --all exclude each other; name one of them\nsee: ./infra report --help\n");

    [Fact]
    public async Task Report_AllWithoutStacks_IsRefused() => (await _project.RunAsync("report", "--all")).Refused(
        ExitCode.Usage, "error: there are no stacks; fix: write stacks/config/Pulumi.<stack>.yaml\n");

    [Fact]
    public async Task Report_UnknownStack_IsRefused() => (await _project.Specified("one").RunAsync("report", "two")).Refused(
        ExitCode.Usage, "error: there is no stack `two`; allowed: one; fix: name one of them, or write stacks/config/Pulumi.two.yaml\n");

    [Fact]
    public async Task Report_NoWorkloads_IsRefusedAsEverywhere()
    {
        var result = await _project.Specified("one", """
            target: kubernetes
            database: {name: app, user: app, host: db.example.com, maxConnections: 100}
            workloads: []
            """).RunAsync("report", "one");

        Assert.Equal(ExitCode.Usage, result.Code);
        Assert.Equal("", result.Output);
        Assert.StartsWith("error: infra:pooling has 1 fault:\n  `workloads`: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_Folder_IsRefused()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_project.Root, "out")).FullName;

        (await _project.Specified("one").RunAsync("report", "one", "-o", folder)).Refused(
            ExitCode.Usage, $"error: {folder} is a folder; fix: name a file, such as {folder}/report.html\n");
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task Output_MissingFolder_IsRefused() => (await _project.Specified("one").RunAsync("report", "one", "-o", $"{_project.Root}/no/report.html")).Refused(
        ExitCode.Usage, $"error: {_project.Root}/no/report.html: there is no folder {_project.Root}/no; fix: make it, or name a file elsewhere\n");

    [Fact]
    public async Task Output_Device_IsRefused() => (await _project.Specified("one").RunAsync("report", "one", "-o", "/dev/null")).Refused(
        ExitCode.Usage, "error: /dev/null is not a file that can be replaced; fix: leave --output out for standard output\n");

    [Fact]
    public async Task Output_File_IsReplacedAsAWhole()
    {
        var file = _project.Write("report.html", new string('x', 1_000_000));

        var result = await _project.Specified("one").RunAsync("report", "one", "-o", file);

        Assert.Equal(($"written to {file}\n", "", ExitCode.Fine), (result.Error, result.Output, result.Code));
        Assert.Equal((await _project.RunAsync("report", "one")).Output, await File.ReadAllTextAsync(file));
        Assert.DoesNotContain(Directory.GetFiles(_project.Root), name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Output_Link_StaysOne()
    {
        var target = _project.Write("target.html", "old");
        var link = Path.Combine(_project.Root, "link.html");
        File.CreateSymbolicLink(link, target);

        var result = await _project.Specified("one").RunAsync("report", "one", "-o", link);

        Assert.Equal(ExitCode.Fine, result.Code);
        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(target), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("html", "<!DOCTYPE html>\n<html lang=\"en\">")]
    [InlineData("svg", "<svg viewBox=")]
    [InlineData("markdown", "## one: ✓ fits\n\nPgBouncer on Kubernetes\n\n### Budget\n\n| scenario | clients |")]
    public async Task Format_Each_BeginsAsItShould(string format, string beginning)
    {
        var result = await _project.Specified("one").RunAsync("report", "one", "--format", format);

        result.Fine();
        Assert.StartsWith(beginning, result.Output, StringComparison.Ordinal);
        Assert.Equal(result.Output, (await _project.RunAsync("report", "one", "--format", format)).Output);
    }

    [Fact]
    public async Task Format_Markdown_SaysWhatAppliesEachSettingAsThePageDoes()
    {
        var result = await _project.Specified("one").RunAsync("report", "one", "--format", "markdown");

        result.Fine();
        const string Title = "### What applies each setting";
        var settings = result.Output[result.Output.IndexOf($"{Title}\n", StringComparison.Ordinal)..].TrimEnd('\n').Split('\n');
        Assert.Equal([Title, "", "| setting | where | value | takes effect |", "|---|---|---|---|"], settings[..4]);
        Assert.Contains("| pool\\_mode | PgBouncer | transaction | by a reload |", settings);
        Assert.Contains("| listen\\_port | PgBouncer | 6432 | when its pods are replaced |", settings);
        // The page has the same table.
        Assert.Contains(
            $">All {settings.Length - 4} settings, and what applies each</summary>", (await _project.RunAsync("report", "one")).Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_RefusedStack_IsWrittenAndFails()
    {
        var result = await _project.Specified("one", $"{Project.Specification}\npooler: {{settings: {{default_pool_size: 60}}}}").RunAsync("report", "one");

        Assert.Equal(ExitCode.Failed, result.Code);
        Assert.Contains("✕ exceeded", result.Output, StringComparison.Ordinal);
        Assert.Contains("There are none, because a mandatory finding stands against this stack.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_Password_IsNowhere()
    {
        const string Password = "hunter2-of-app";
        _project.Specified("one", more: $"  infra:credentials: {{app: {Password}, pooler_admin: {Password}, pooler_stats: {Password}}}\n");
        foreach (var format in (string[])["html", "svg", "markdown"])
            Assert.DoesNotContain(Password, (await _project.RunAsync("report", "one", "--format", format)).Output, StringComparison.Ordinal);
    }
}
