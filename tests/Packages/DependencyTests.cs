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

    public static TheoryData<string> All => [.. PackedFolder.Projects.Keys];

    public static TheoryData<string> Libraries => [.. PackedFolder.Libraries];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Dependencies_OfEveryPackage_AreExactAndOfItsCloud(string id)
    {
        using var archive = packed.Open(id);
        var versions = await VersionsAsync();

        var dependencies = archive.Metadata().Descendants("dependency")
            .Select(dependency => $"{(string?)dependency.Attribute("id")} {(string?)dependency.Attribute("version")}");

        Assert.Equal(Expected[id].Select(name => $"{name} {versions.GetValueOrDefault(name, $"[{packed.Version}]")}"), dependencies.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task References_WithTheOfficialPackages_AreExactToo(string id)
    {
        var versions = await VersionsAsync();
        var references = await ItemsAsync(PackedFolder.Projects[id], "nuget", "PackageReference");

        var official = references.Where(reference => versions.ContainsKey(reference)).Order(StringComparer.Ordinal);

        Assert.Equal(Expected[id].Where(name => name.StartsWith("Pulumi", StringComparison.Ordinal)), official);
        Assert.All(official, name => Assert.Matches(@"^\[\d+\.\d+\.\d+\]$", versions[name]));
    }

    private static async Task<Dictionary<string, string>> VersionsAsync()
    {
        using var document = JsonDocument.Parse(await Shell.MustAsync(
            Repository.Root, "dotnet", ["msbuild", PackedFolder.Projects["Infra.Pooling"], "-p:PulumiPackages=nuget", "-getItem:PackageVersion"]));
        return document.RootElement.GetProperty("Items").GetProperty("PackageVersion").EnumerateArray()
            .Select(item => (Name: item.GetProperty("Identity").GetString()!, Version: item.GetProperty("Version").GetString()!))
            .Where(item => item.Name.StartsWith("Pulumi", StringComparison.Ordinal))
            .ToDictionary(item => item.Name, item => item.Version);
    }

    private static async Task<IEnumerable<string>> ItemsAsync(string project, string mode, string kind)
    {
        using var document = JsonDocument.Parse(await Shell.MustAsync(
            Repository.Root, "dotnet", ["msbuild", project, $"-p:PulumiPackages={mode}", $"-getItem:{kind}"]));
        return [.. document.RootElement.GetProperty("Items").GetProperty(kind).EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)];
    }
}
