using System.IO.Compression;
using System.Text.Json;

namespace Infra.Packages;

/// <summary>What a package brings along: exact versions, and only what its own cloud needs.</summary>
[Collection(PackedCollection.Name)]
public class DependencyTests(PackedFolder packed)
{
    private static readonly Dictionary<string, string[]> Expected = new()
    {
        ["Infra.Cli"] = [],
        ["Infra.Policies.Rules"] = ["Infra.Pooling"],
        ["Infra.Pooling"] = [],
        ["Infra.Pooling.Aws"] = ["Infra.Pooling", "Pulumi", "Pulumi.Aws"],
        ["Infra.Pooling.Azure"] = ["Infra.Pooling", "Pulumi", "Pulumi.AzureNative"],
        ["Infra.Pooling.Claims"] = ["Infra.Pooling", "Pulumi"],
        ["Infra.Pooling.Kubernetes"] = ["Infra.Pooling", "Pulumi", "Pulumi.Kubernetes"],
    };

    private static readonly Lazy<Task<Dictionary<string, string>>> Versions = new(VersionsAsync);

    public static TheoryData<string> All => [.. PackedFolder.Projects.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Dependencies_OfEveryPackage_AreExactAndOfItsCloud(string id)
    {
        using var archive = packed.Open(id);

        Assert.Equal(Wanted(id, await Versions.Value), Dependencies(archive));
    }

    [Fact]
    public async Task Dependencies_PackedWithTheOfficialPackages_AreTheSame()
    {
        var (solution, standIns, feed) = (packed.Folder("official"), packed.Folder("official-standins"), packed.Folder("official-feed"));
        PackageSources.AddStandIns(standIns);
        await File.WriteAllTextAsync(Path.Combine(solution, "libraries.slnx"), $"<Solution>{string.Concat(
            PackedFolder.Libraries.Select(id => $"<Project Path=\"{Repository.PathOf(PackedFolder.Projects[id])}\" />"))}</Solution>");

        // The sources' own folders hold what was restored and built with the stand-ins.
        await Shell.MustAsync(
            solution,
            "dotnet",
            [
                "pack", "libraries.slnx", "--output", feed, "--artifacts-path", packed.Folder("official-artifacts"), "--nologo", "-m:1",
                "-p:PulumiPackages=nuget", $"-p:RestoreAdditionalProjectSources={standIns}", "-p:RunAnalyzers=false", "-p:NuGetAudit=false",
            ],
            packed.Cache, ("NUGET_FALLBACK_PACKAGES", PackageSources.UserCache));

        var versions = await Versions.Value;
        Assert.All(versions.Values, version => Assert.Matches(@"^\[\d+\.\d+\.\d+\]$", version));
        Assert.All(PackedFolder.Libraries, id =>
        {
            using var archive = ZipFile.OpenRead(Path.Combine(feed, $"{id}.{packed.Version}.nupkg"));
            Assert.Equal(Wanted(id, versions), Dependencies(archive));
        });
    }

    private IEnumerable<string> Wanted(string id, Dictionary<string, string> versions) =>
        Expected[id].Select(name => $"{name} {versions.GetValueOrDefault(name, $"[{packed.Version}]")}");

    private static IEnumerable<string> Dependencies(ZipArchive archive) => archive.Metadata().Descendants("dependency")
        .Select(dependency => $"{(string?)dependency.Attribute("id")} {(string?)dependency.Attribute("version")}").Order(StringComparer.Ordinal);

    private static async Task<Dictionary<string, string>> VersionsAsync()
    {
        using var document = JsonDocument.Parse(await Shell.MustAsync(
            Repository.Root, "dotnet", ["msbuild", PackedFolder.Projects["Infra.Pooling"], "-p:PulumiPackages=nuget", "-getItem:PackageVersion"]));
        return document.RootElement.GetProperty("Items").GetProperty("PackageVersion").EnumerateArray()
            .Select(item => (Name: item.GetProperty("Identity").GetString()!, Version: item.GetProperty("Version").GetString()!))
            .Where(item => item.Name.StartsWith("Pulumi", StringComparison.Ordinal))
            .ToDictionary(item => item.Name, item => item.Version);
    }
}
