using System.IO.Compression;
using System.Reflection;
using System.Text.Json.Nodes;

namespace Infra.Packages;

/// <summary>Where tests that use packages get those that they have not made.</summary>
internal static class PackageSources
{
    /// <summary>
    /// Where packages that have been unpacked before are found again. What is unpacked now goes elsewhere: a stand-in there, under the name
    /// of an official package, would take its place for good.
    /// </summary>
    public static string UserCache => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>
    /// Puts the stand-ins into a feed under the names of the official packages, from the build that these tests are of; none with the
    /// official packages.
    /// </summary>
    public static void AddStandIns(string feed)
    {
        Directory.CreateDirectory(feed);
        var build = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(Assembly.GetExecutingAssembly().Location, ".deps.json")))!;
        foreach (var (library, description) in build["libraries"]!.AsObject())
        {
            if (library.Split('/') is [("Pulumi" or "Pulumi.Aws" or "Pulumi.AzureNative" or "Pulumi.Kubernetes") and var id, var version]
                && description!["type"]!.ToString() == "project")
            {
                Write(feed, id, version);
            }
        }
    }

    private static void Write(string feed, string id, string version)
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
