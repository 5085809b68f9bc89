using System.Text.Json;
using System.Xml.Linq;

namespace Infra.Architecture;

/// <summary>Exact versions, and the one switch between the official packages and their stand-ins.</summary>
public class PackageTests
{
    private static readonly string[] Official = ["Pulumi", "Pulumi.Aws", "Pulumi.AzureNative", "Pulumi.Kubernetes"];

    public static TheoryData<string> Users => [.. Repository.Projects.Keys.Where(project => Repository.Packages(project).Intersect(Official).Any())];

    [Fact]
    public void Versions_InTheCentralFile_AreExact()
    {
        var versions = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(package => (string)package.Attribute("Version")!);

        Assert.All(versions, version => Assert.Matches(@"^\[[^,*]+\]$", version));
    }

    [Fact]
    public void Versions_InProjects_AreNone() =>
        Assert.All(Repository.Projects.Values, project => Assert.DoesNotContain(project.Descendants("PackageReference"), package => package.Attribute("Version") is not null));

    [Theory]
    [MemberData(nameof(Users))]
    public async Task Switch_Nuget_AsksForTheOfficialPackages(string project)
    {
        var (packages, references) = await ItemsAsync(project, "nuget");

        Assert.Equal(Repository.Packages(project).Intersect(Official).Order(), packages.Intersect(Official).Order());
        Assert.DoesNotContain(references, reference => reference.Contains("offline/", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Users))]
    public async Task Switch_Offline_PutsTheStandInsInTheirPlaceAndChangesNothingElse(string project)
    {
        var (officialPackages, officialReferences) = await ItemsAsync(project, "nuget");
        var (packages, references) = await ItemsAsync(project, "offline");

        Assert.Equal(officialPackages.Except(Official).Order(), packages.Order());
        Assert.Equal(
            officialPackages.Intersect(Official).Select(name => $"{Repository.Root}/offline/{name}/{name}.csproj").Order(),
            references.Except(officialReferences).Order());
    }

    private static async Task<(string[] Packages, string[] References)> ItemsAsync(string project, string mode)
    {
        var json = await Repository.DotnetAsync("msbuild", project, $"-p:PulumiPackages={mode}", "-getItem:PackageReference", "-getItem:ProjectReference");
        using var document = JsonDocument.Parse(json);
        string[] Names(string item) => [.. document.RootElement.GetProperty("Items").GetProperty(item).EnumerateArray().Select(entry => entry.GetProperty("Identity").GetString()!)];
        return (Names("PackageReference"), Names("ProjectReference"));
    }
}
