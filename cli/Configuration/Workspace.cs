namespace Infra.Cli.Configuration;

/// <summary>The project's folder: where Pulumi.yaml, the stack configuration and the local state lie.</summary>
internal sealed record Workspace(string Root)
{
    public string StackFolder => Path.Combine(Root, "stacks", "config");

    public string StateFolder => Path.Combine(Root, ".infra", "local");

    public string ToolsFolder => Path.Combine(Root, ".infra", "tools");

    /// <summary>The folder that ./infra names, else the nearest one above that holds Pulumi.yaml.</summary>
    public static Workspace Find(string start, string? named) => TryFind(start, named) ?? throw new UsageException(
        $"no Pulumi.yaml in {start} or any folder above it", "run this inside the project, or set INFRA_ROOT to its folder");

    /// <summary>The same; null where there is none.</summary>
    public static Workspace? TryFind(string start, string? named)
    {
        if (!string.IsNullOrEmpty(named))
            return new(named);
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Pulumi.yaml")))
                return new(folder.FullName);
        }

        return null;
    }
}
