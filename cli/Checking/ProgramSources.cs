using System.Text.Json.Nodes;
using Infra.Cli.Configuration;
using Infra.Policies.Rules.Graph;

namespace Infra.Cli.Checking;

/// <summary>
/// Where a C# program makes a resource. Nobody else knows: the SDKs of other languages tell the engine, that of .NET does not. So the
/// sources are asked for the constructor, and only a place that is the only one counts.
/// </summary>
internal sealed class ProgramSources
{
    private const string ProjectFile = "Pulumi.yaml";

    /// <summary>How far below the root a project is looked for.</summary>
    private const int Deepest = 4;

    private static readonly EnumerationOptions Visible = new()
    {
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    private readonly Lazy<ILookup<string, ConstructorCall>> _calls;

    /// <summary>The sources of a project, which are read once somebody asks.</summary>
    /// <param name="root">The folder at or below which the project lies, and that places are relative to.</param>
    /// <param name="project">Name of the project.</param>
    public ProgramSources(string root, string? project) => _calls = new(() =>
        FolderOf(root, project) is { } folder
            ? Files(folder, "*.cs", int.MaxValue).Order(StringComparer.Ordinal)
                .SelectMany(file => ConstructorCalls.In(File.ReadAllText(file), Path.GetRelativePath(root, file).Replace('\\', '/')))
                .ToLookup(call => call.Type, StringComparer.Ordinal)
            : Enumerable.Empty<ConstructorCall>().ToLookup(call => call.Type));

    /// <summary>Where a resource is made, or else the nearest component above it; null where that cannot be told.</summary>
    public Place? Find(ResourceGraph graph, string urn)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = graph.Find(urn); at is not null && seen.Add(at.Urn); at = at.Parent is { } parent ? graph.Find(parent) : null)
        {
            if (Find(at, isOutermost: at.Parent is not { } above || graph.Find(above) is null or { Type: "pulumi:pulumi:Stack" }) is { } place)
                return place;
        }

        return null;
    }

    private Place? Find(ResourceNode resource, bool isOutermost)
    {
        var calls = _calls.Value[resource.Type[(resource.Type.LastIndexOf(':') + 1)..]].ToArray();
        var named = calls.Where(call => call.Name == resource.Name).ToArray();
        // A name that is computed may be any, but what no component makes is made here.
        var found = named.Length > 0 || !isOutermost ? named : [.. calls.Where(call => call.Name is null)];
        return found is [var only] ? only.Place : null;
    }

    /// <summary>The folder of the program; null where there is not exactly one project of that name.</summary>
    private static string? FolderOf(string root, string? project) => project is null ? null
        : Files(root, ProjectFile, Deepest).Select(file => Folder(file, project)).OfType<string>().Take(2).ToArray() is [var only] ? only : null;

    private static string? Folder(string file, string project)
    {
        try
        {
            return YamlReader.Read(File.ReadAllText(file), file) is JsonObject settings && settings["name"]?.ToString() == project
                ? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, settings["main"]?.ToString() ?? "."))
                : null;
        }
        catch (Exception exception) when (exception is UsageException or IOException or UnauthorizedAccessException)
        {
            // What cannot be read tells no place, and a finding has one without it.
            return null;
        }
    }

    // What a build has written, packages and hidden folders hold no sources.
    private static IEnumerable<string> Files(string folder, string pattern, int depth) => !Directory.Exists(folder) ? []
        : Directory.EnumerateFiles(folder, pattern, Visible).Concat(depth == 0 ? [] : Directory.EnumerateDirectories(folder, "*", Visible)
            .Where(below => Path.GetFileName(below) is not ("bin" or "obj" or "node_modules"))
            .SelectMany(below => Files(below, pattern, depth - 1)));
}
