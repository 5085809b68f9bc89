using System.IO.Compression;
using System.Text.Json.Nodes;
using Infra.Packages;

namespace Infra.Samples.Tests.Template;

/// <summary>The template, instantiated by <c>dotnet new</c> into an empty folder, with a feed of the packages beside it.</summary>
public sealed class TemplateProject : IAsyncLifetime
{
    public const string Name = "shop";

    public const string Description = "Everything that the shop sells";

    private static readonly string[] Packages = ["Pooling", "Pooling.Claims", "Pooling.Kubernetes"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("infra-template-");

    public static string Source => Repository.Path("templates", "pooled-postgres");

    /// <summary>The new project.</summary>
    public string Root => Path.Combine(_folder.FullName, Name);

    /// <summary>What <c>dotnet test</c> said in it.</summary>
    public string TestOutput { get; private set; } = "";

    public async Task InitializeAsync()
    {
        await NewAsync(Name, Root, "--description", Description);
        var feed = _folder.CreateSubdirectory("feed").FullName;
        foreach (var package in Packages)
        {
            // Of the build that these tests are of.
            await Shell.MustAsync(
                Repository.Path("components", package), "dotnet", ["pack", "--no-build", "-c", Configuration, "-o", feed, "--nologo"]);
        }

        foreach (var (id, version) in StandIns())
            WriteStandIn(feed, id, version);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="cache" /></config>
              <packageSources><add key="feed" value="feed" /></packageSources>
              <fallbackPackageFolders><add key="user" value="{UserCache}" /></fallbackPackageFolders>
            </configuration>
            """);
        TestOutput = await Shell.MustAsync(Root, "dotnet", ["test", $"{Name}.slnx", "--nologo", "-m:1", "-p:NuGetAudit=false"]);
    }

    /// <summary>Runs <c>dotnet new</c> on the template alone.</summary>
    public async Task NewAsync(string name, string folder, params string[] options)
    {
        var hive = Path.Combine(_folder.FullName, "hive");
        if (!Directory.Exists(hive))
            await Shell.MustAsync(_folder.FullName, "dotnet", ["new", "install", Source, "--debug:custom-hive", hive]);
        await Shell.MustAsync(
            _folder.FullName, "dotnet", ["new", "pooled-postgres", "--name", name, "--output", folder, "--debug:custom-hive", hive, .. options]);
    }

    /// <summary>A new empty folder beside the project.</summary>
    public string Folder(string name) => _folder.CreateSubdirectory(name).FullName;

    /// <summary>The program as it was built.</summary>
    public string Program => Path.Combine(Root, "program", "bin", "Debug", "net10.0", $"{Name}.dll");

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private static string Configuration => Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')))!;

    // Where packages that have been unpacked before are found again. What is unpacked now goes elsewhere: a stand-in there, under the name
    // of an official package, would take its place for good.
    private static string UserCache => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The official packages whose place projects of this repository take; none with the official packages.</summary>
    private static IEnumerable<(string Id, string Version)> StandIns() =>
        from library in JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Infra.Samples.Tests.deps.json")))!["libraries"]!.AsObject()
        let name = library.Key.Split('/')
        where name[0] is "Pulumi" or "Pulumi.Kubernetes" && library.Value!["type"]!.ToString() == "project"
        select (name[0], name[1]);

    private static void WriteStandIn(string feed, string id, string version)
    {
        using var package = ZipFile.Open(Path.Combine(feed, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        package.CreateEntryFromFile(Path.Combine(AppContext.BaseDirectory, $"{id}.dll"), $"lib/net10.0/{id}.dll");
        using var nuspec = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open());
        nuspec.Write($"""
            <package>
              <metadata><id>{id}</id><version>{version}</version><authors>nobody</authors><description>A stand-in</description></metadata>
            </package>
            """);
    }
}

/// <summary>Made once for all tests.</summary>
[CollectionDefinition(Name)]
public sealed class TemplateCollection : ICollectionFixture<TemplateProject>
{
    public const string Name = "template";
}
