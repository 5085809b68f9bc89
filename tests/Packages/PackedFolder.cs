using System.IO.Compression;

namespace Infra.Packages;

/// <summary>What <c>dotnet pack Infra.sln</c> gives, in a folder of its own that is a feed.</summary>
public sealed class PackedFolder : IAsyncLifetime
{
    /// <summary>The packages by the project that each is made from.</summary>
    public static IReadOnlyDictionary<string, string> Projects { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["Infra.Cli"] = "cli/cli.csproj",
        ["Infra.Policies.Rules"] = "policies/Rules/Policies.Rules.csproj",
        ["Infra.Pooling"] = "components/Pooling/Pooling.csproj",
        ["Infra.Pooling.Aws"] = "components/Pooling.Aws/Pooling.Aws.csproj",
        ["Infra.Pooling.Azure"] = "components/Pooling.Azure/Pooling.Azure.csproj",
        ["Infra.Pooling.Claims"] = "components/Pooling.Claims/Pooling.Claims.csproj",
        ["Infra.Pooling.Kubernetes"] = "components/Pooling.Kubernetes/Pooling.Kubernetes.csproj",
    };

    /// <summary>Those that a program refers to.</summary>
    public static IEnumerable<string> Libraries => Projects.Keys.Where(id => id != "Infra.Cli");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("infra-packages-");

    public string Feed => Path.Combine(_folder.FullName, "feed");

    public string Version { get; private set; } = "";

    /// <summary>A new empty folder outside the sources.</summary>
    public string Folder(string name) => _folder.CreateSubdirectory(name).FullName;

    /// <summary>
    /// Where packages are unpacked. Not the user's own cache: a stand-in there, under the name of an official package, would take its
    /// place for good.
    /// </summary>
    public (string Name, string Value) Cache => ("NUGET_PACKAGES", Path.Combine(_folder.FullName, "cache"));

    public async Task InitializeAsync()
    {
        Version = (await Shell.MustAsync(Repository.Root, "dotnet", ["msbuild", Projects["Infra.Pooling"], "-getProperty:PackageVersion"])).Trim();
        await Shell.MustAsync(Repository.Root, "dotnet", ["pack", "Infra.sln", "--output", Feed, "--nologo", "-m:1", "-p:NuGetAudit=false"]);
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    internal ZipArchive Open(string id, string extension = "nupkg") => ZipFile.OpenRead(Path.Combine(Feed, $"{id}.{Version}.{extension}"));
}

/// <summary>Packed once for all tests.</summary>
[CollectionDefinition(Name)]
public sealed class PackedCollection : ICollectionFixture<PackedFolder>
{
    public const string Name = "packed";
}
