using Infra.Packages;

namespace Infra.Samples.Tests.Template;

/// <summary>The template, instantiated by <c>dotnet new</c> into an empty folder, with the packages in its own folder for them.</summary>
public sealed class TemplateProject : IAsyncLifetime
{
    public const string Name = "shop";

    public const string Description = "Everything that the shop sells";

    private static readonly string[] Packed = ["components/Pooling", "components/Pooling.Claims", "components/Pooling.Kubernetes", "cli"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("infra-template-");

    public static string Source => Repository.Path("templates", "pooled-postgres");

    /// <summary>The new project.</summary>
    public string Root => Path.Combine(_folder.FullName, Name);

    /// <summary>What <c>dotnet test</c> said in it.</summary>
    public string TestOutput { get; private set; } = "";

    public async Task InitializeAsync()
    {
        // What `dotnet pack` makes of the sources, of the build that these tests are of.
        foreach (var project in Packed)
            await Shell.MustAsync(Repository.Path(project), "dotnet", ["pack", "--no-build", "-c", Configuration, "-o", Feed, "--nologo"]);
        // Beside the project's own nuget.config, which is read as it is.
        PackageSources.AddStandIns(Path.Combine(_folder.FullName, "standins"));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="cache" /></config>
              <packageSources><add key="standins" value="standins" /></packageSources>
              <fallbackPackageFolders><add key="user" value="{PackageSources.UserCache}" /></fallbackPackageFolders>
            </configuration>
            """);
        CopyUserSources();
        await NewAsync(Name, Root, "--description", Description);
        AddPackages(Root);
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

    /// <summary>Does to a new project what <c>dotnet pack … --output packages</c> does.</summary>
    public void AddPackages(string root)
    {
        foreach (var package in Directory.GetFiles(Feed))
            File.CreateSymbolicLink(Path.Combine(root, "packages", Path.GetFileName(package)), package);
    }

    /// <summary>
    /// Where <c>dotnet tool</c> notes what it has restored. Not in the user's own folder: it would go on naming the folder of this run, and
    /// the tool would not be found there by the next.
    /// </summary>
    public (string Name, string Value) Home => ("DOTNET_CLI_HOME", Path.Combine(_folder.FullName, "home"));

    /// <summary>A new empty folder beside the project.</summary>
    public string Folder(string name) => _folder.CreateSubdirectory(name).FullName;

    /// <summary>The program as it was built.</summary>
    public string Program => Path.Combine(Root, "program", "bin", "Debug", "net10.0", $"{Name}.dll");

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    // NuGet looks for the user's sources in the same place.
    private void CopyUserSources()
    {
        var config = Path.Combine(".nuget", "NuGet", "NuGet.Config");
        var (from, to) = (Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), config), Path.Combine(Home.Value, config));
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        if (File.Exists(from))
            File.Copy(from, to);
    }

    private string Feed => Path.Combine(_folder.FullName, "feed");

    private static string Configuration => Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/')))!;
}

/// <summary>Made once for all tests.</summary>
[CollectionDefinition(Name)]
public sealed class TemplateCollection : ICollectionFixture<TemplateProject>
{
    public const string Name = "template";
}
