using System.Text.Json.Nodes;

namespace Infra.Cli.Configuration;

/// <summary>The configuration of one stack: <c>stacks/config/Pulumi.&lt;stack&gt;.yaml</c>.</summary>
/// <param name="Name">The stack's name.</param>
/// <param name="Path">The file.</param>
/// <param name="Config">Its values by full key, such as <c>infra:pooling</c>.</param>
internal sealed record StackFile(string Name, string Path, JsonObject Config)
{
    private const string Prefix = "Pulumi.";
    private const string Suffix = ".yaml";

    public const string SpecificationKey = "infra:pooling";

    /// <summary>The specification as it was written; null when it is missing or no mapping.</summary>
    public JsonObject? Specification => Config[SpecificationKey] as JsonObject;

    /// <summary>The names of all stacks, sorted.</summary>
    public static IReadOnlyList<string> Names(Workspace workspace) =>
        Directory.Exists(workspace.StackFolder)
            ? [.. Directory.GetFiles(workspace.StackFolder, $"{Prefix}*{Suffix}")
                .Select(file => System.IO.Path.GetFileName(file)[Prefix.Length..^Suffix.Length])
                .Order(StringComparer.Ordinal)]
            : [];

    /// <summary>Reads a stack's configuration.</summary>
    /// <exception cref="UsageException">There is no such stack, or its file is not valid.</exception>
    public static StackFile Load(Workspace workspace, string name)
    {
        var names = Names(workspace);
        if (!names.Contains(name, StringComparer.Ordinal))
        {
            throw new UsageException(
                $"there is no stack `{name}`; allowed: {(names.Count == 0 ? "(none yet)" : string.Join(", ", names))}",
                $"name one of them, or write {Relative(workspace, name)}");
        }

        var path = System.IO.Path.Combine(workspace.StackFolder, $"{Prefix}{name}{Suffix}");
        var shown = Relative(workspace, name);
        if (YamlReader.Read(ReadText(path, shown), shown) is not JsonObject root || root["config"] is not JsonObject config)
            throw new UsageException($"{shown}: no `config` mapping at the top level", $"write `config:` with `{SpecificationKey}:` below it");
        return new(name, shown, (JsonObject)config.DeepClone());
    }

    private static string ReadText(string path, string shown)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new UsageException($"{shown} cannot be read: {(exception is IOException ? exception.Message : "permission denied")}", "make the file readable");
        }
    }

    private static string Relative(Workspace workspace, string name) =>
        System.IO.Path.GetRelativePath(workspace.Root, System.IO.Path.Combine(workspace.StackFolder, $"{Prefix}{name}{Suffix}"));
}
