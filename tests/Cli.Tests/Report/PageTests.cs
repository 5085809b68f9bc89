using System.Text.RegularExpressions;
using System.Xml.Linq;
using Infra.Cli.Report.Html;

namespace Infra.Cli.Tests.Report;

public sealed partial class PageTests : IDisposable
{
    private readonly Project _project = Project.WithShippedStacks();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task All_ShippedStacks_AreOnePageThatAsksNobody()
    {
        var result = await _project.RunAsync("report", "--all");

        result.Fine();
        var page = Read(result.Output);
        Assert.Equal(["All stacks", .. Configuration.StackFile.Names(Project.Shipped)], page.Descendants("h2").Select(heading => heading.Value));
        Assert.Empty(page.Descendants("script"));
        Assert.Equal(["icon"], page.Descendants("link").Select(link => (string?)link.Attribute("rel")));
        // Nothing is loaded: what addresses there are name a part of the page, hold their own data, or name the language of drawings.
        Assert.All(page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "href" or "src"), attribute =>
            Assert.Matches("^(#|data:)", attribute.Value));
        Assert.DoesNotContain("@import", StyleSheet.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", StyleSheet.Page, StringComparison.Ordinal);
        Assert.DoesNotContain(
            page.Descendants().Attributes(), attribute => attribute.Name.LocalName == "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_ShippedStacks_HaveIdsThatOccurOnceAndReferencesThatLead()
    {
        var page = Read((await _project.RunAsync("report", "--all")).Output);

        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToArray();
        Assert.Equal(ids.Distinct(), ids);
        var known = ids.ToHashSet();
        Assert.All(page.Descendants("a").Attributes("href"), link => Assert.Contains(link.Value[1..], known));
        Assert.All(page.Descendants().Attributes("aria-labelledby").SelectMany(label => label.Value.Split(' ')), id => Assert.Contains(id, known));
        Assert.All(page.Descendants().Attributes("fill").Select(fill => Reference().Match(fill.Value).Groups[1].Value).Where(id => id.Length > 0), id => Assert.Contains(id, known));
    }

    [Fact]
    public async Task All_Policy_NamesThisStyleAndNothingElse()
    {
        var page = Read((await _project.RunAsync("report", "local")).Output);

        var policy = page.Descendants("meta").Single(meta => (string?)meta.Attribute("http-equiv") == "Content-Security-Policy").Attribute("content")!.Value;
        Assert.Matches("^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; img-src data:; base-uri 'none'; form-action 'none'$", policy);
        Assert.Equal(StyleSheet.Page, page.Descendants("style").Single().Value);
    }

    [Fact]
    public async Task Tables_Each_HaveACaptionAndScopes()
    {
        var page = Read((await _project.RunAsync("report", "prod-azure")).Output);

        var tables = page.Descendants("table").ToArray();
        Assert.Equal(11, tables.Length);
        Assert.All(tables, table =>
        {
            Assert.NotEqual("", table.Element("caption")!.Value);
            var columns = table.Element("thead")!.Descendants("th").ToArray();
            Assert.All(columns, heading => Assert.Equal("col", (string?)heading.Attribute("scope")));
            Assert.All(table.Element("tbody")!.Elements("tr"), row =>
            {
                Assert.Equal("row", (string?)row.Element("th")!.Attribute("scope"));
                Assert.Equal(columns.Length, row.Elements().Count());
            });
        });
    }

    [Fact]
    public async Task Names_HostileOnes_AreOnlyText()
    {
        const string Hostile = "<script>alert(1)</script>&\"x\" \u202eabc \u05d0\u05d1";
        _project.Specified("evil", $$$"""
            target: kubernetes
            database: {name: {{{Quoted(Hostile)}}}, user: "a&b<i>\"'", host: db.example.com, maxConnections: 100}
            workloads:
              - {name: api, replicas: 2, pool: {size: 10}}
            """);

        var html = await _project.RunAsync("report", "evil");
        var svg = await _project.RunAsync("report", "evil", "--format", "svg");
        var markdown = await _project.RunAsync("report", "evil", "--format", "markdown");

        var page = Read(html.Output);
        Assert.Empty(page.Descendants("script"));
        Assert.Empty(page.Descendants("i"));
        Assert.Contains(page.Descendants("bdi"), name => name.Value == Hostile);
        Assert.Contains(page.Descendants("bdi"), name => name.Value == "a&b<i>\"'");
        Assert.DoesNotContain(XDocument.Parse(svg.Output).Descendants(), element => element.Name.LocalName == "script");
        Assert.DoesNotContain("<script>", markdown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StackName_HostileOne_IsOnlyText()
    {
        _project.Specified("a\"><script>b&c");

        var page = Read((await _project.RunAsync("report", "a\"><script>b&c")).Output);

        Assert.Empty(page.Descendants("script"));
        Assert.Equal("a\"><script>b&c", page.Descendants("h2").Single().Value);
        Assert.Equal("Connection pooling: a\"><script>b&c", page.Descendants("title").Single().Value);
    }

    [Fact]
    public async Task Picture_OfTheGuide_IsWhatTheCommandDraws() => Assert.Equal(
        await File.ReadAllTextAsync(Path.Combine(Project.Shipped.Root, "docs", "report-local.svg")),
        (await _project.RunAsync("report", "local", "--format", "svg")).Output);

    internal static XElement Read(string html)
    {
        const string Doctype = "<!DOCTYPE html>\n";
        Assert.StartsWith(Doctype, html, StringComparison.Ordinal);
        return XElement.Parse(html[Doctype.Length..]);
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex(@"^url\(#(.+)\)$")]
    private static partial Regex Reference();
}
