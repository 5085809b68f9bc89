using System.Text.RegularExpressions;
using Infra.Policies.Rules.Graph;

namespace Infra.Policies.Rules.Tests.Graph;

public partial class ReadTypesTests
{
    [Theory]
    [InlineData("azure-native:dbforpostgresql:Server", "azure-native:dbforpostgresql:Server")]
    [InlineData("azure-native:dbforpostgresql/v20221201:Server", "azure-native:dbforpostgresql:Server")]
    [InlineData("azure-native:dbforpostgresql/v20230301preview:Configuration", "azure-native:dbforpostgresql:Configuration")]
    [InlineData("azure-native_dbforpostgresql_v20240801:dbforpostgresql:Server", "azure-native:dbforpostgresql:Server")]
    [InlineData("azure-native:insights/v20180301:MetricAlert", "azure-native:monitor:MetricAlert")]
    [InlineData("azure-native:dbforpostgresql/v20171201:Server", "azure-native:dbforpostgresql/v20171201:Server")]
    [InlineData("azure-native", "azure-native")]
    [InlineData("kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:Deployment")]
    public void WithoutVersion_OfAType_IsTheOneThatRulesAskFor(string type, string expected) => Assert.Equal(expected, ReadTypes.WithoutVersion(type));

    /// <summary>What a reader asks for and this list lacks, the hosts do not keep, and so every rule would pass over it.</summary>
    [Fact]
    public void All_AreTheTypesThatTheSourcesName()
    {
        var sources = Path.Combine(Repository(), "policies", "Rules");
        var named = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "ReadTypes.cs" && !Path.GetRelativePath(sources, file).StartsWith("obj", StringComparison.Ordinal))
            .SelectMany(file => Token().Matches(File.ReadAllText(file)).Select(match => match.Groups["token"].Value))
            .Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(ReadTypes.All.Order(StringComparer.Ordinal), named);
    }

    [Fact]
    public void All_StandInTheDocument()
    {
        var document = File.ReadAllText(Path.Combine(Repository(), "docs", "policies.md"));

        Assert.Empty(ReadTypes.All.Where(type => !document.Contains($"`{type}`", StringComparison.Ordinal)));
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Infra.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [GeneratedRegex("\"(?<token>(aws|azure|azure-native|kubernetes|pooling):[A-Za-z0-9./-]+:[A-Za-z]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
