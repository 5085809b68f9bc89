using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Markdig.Syntax;

namespace Infra.Docs.Tests;

/// <summary>The version of this project, wherever it is written down.</summary>
public partial class VersionTests
{
    private static readonly string Version =
        XDocument.Load(TestTarget.Repository("Directory.Build.props")).Descendants("Version").Single().Value;

    [Fact]
    public void Changelog_NamesTheVersionAndItsDay()
    {
        var headings = Page.All["CHANGELOG.md"].Content.Descendants<HeadingBlock>().Where(heading => heading.Level == 2)
            .Select(heading => heading.Inline!.FirstChild!.ToString()!).ToList();

        Assert.Equal("Unreleased", headings[0]);
        var newest = headings[1].Split(" - ");
        Assert.Equal(Version, newest[0]);
        Assert.True(DateOnly.TryParseExact(newest[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), headings[1]);
    }

    [Fact]
    public void Documents_WithAPackage_NameTheVersion()
    {
        var named = Page.All.Keys.SelectMany(path => Packages().Matches(File.ReadAllText(TestTarget.Repository(path)))
            .Select(match => $"{path}: {match.Groups[1].Value}")).ToList();

        Assert.True(named.Count > 3);
        Assert.All(named, name => Assert.EndsWith($": {Version}", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Template_ByDefault_TakesTheVersion()
    {
        using var template = JsonDocument.Parse(Template(".template.config/template.json"));
        var symbol = template.RootElement.GetProperty("symbols").GetProperty("infraVersion");

        Assert.Equal((Version, Version), (symbol.GetProperty("defaultValue").GetString(), symbol.GetProperty("replaces").GetString()));
        Assert.Contains($"<InfraVersion>{Version}</InfraVersion>", Template("Directory.Build.props"), StringComparison.Ordinal);
        Assert.Contains($"\"version\": \"{Version}\"", Template(".config/dotnet-tools.json"), StringComparison.Ordinal);
        Assert.Contains($"ref: v{Version}\n", Template(".github/workflows/pull-request.yml"), StringComparison.Ordinal);
    }

    private static string Template(string file) => File.ReadAllText(TestTarget.Repository("templates", "pooled-postgres", file));

    [GeneratedRegex("""Infra\.[A-Z][A-Za-z.]*"? (?:--version |Version="\[)([0-9][^\s"\]]*)""")]
    private static partial Regex Packages();
}
