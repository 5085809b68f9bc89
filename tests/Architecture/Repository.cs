using System.Diagnostics;
using System.Xml.Linq;

namespace Infra.Architecture;

/// <summary>The project's own files.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Every project file, by its path relative to the root; those of templates are somebody else's to be.</summary>
    public static IReadOnlyDictionary<string, XDocument> Projects { get; } =
        Directory.GetFiles(Root, "*.csproj", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(Root, file) is var path && !path.StartsWith('.') && !path.StartsWith("templates", StringComparison.Ordinal))
            .ToDictionary(file => Path.GetRelativePath(Root, file), XDocument.Load);

    /// <summary>The room of a project: its folder.</summary>
    public static string RoomOf(string project) => Path.GetDirectoryName(project)!;

    /// <summary>The rooms that a project refers to.</summary>
    public static IEnumerable<string> References(string project) =>
        Projects[project].Descendants("ProjectReference")
            .Select(reference => RoomOf(Path.GetRelativePath(Root, Path.GetFullPath(Path.Combine(Root, RoomOf(project), (string)reference.Attribute("Include")!)))));

    public static IEnumerable<string> Packages(string project) =>
        Projects[project].Descendants("PackageReference").Select(package => (string)package.Attribute("Include")!);

    public static Task<string> DotnetAsync(params string[] arguments) => RunAsync("dotnet", arguments);

    public static Task<string> GitAsync(params string[] arguments) => RunAsync("git", arguments);

    private static async Task<string> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Root, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Infra.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("the tests do not lie inside the project");
    }
}
