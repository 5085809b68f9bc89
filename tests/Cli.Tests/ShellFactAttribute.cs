namespace Infra.Cli.Tests;

/// <summary>A test in a shell that not every machine has: skipped with the reason where it is missing, but failed when CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShellFactAttribute : FactAttribute
{
    public ShellFactAttribute(string shell)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (Environment.GetEnvironmentVariable("CI") != "true" && !folders.Any(folder => File.Exists(Path.Combine(folder, shell))))
            Skip = $"{shell} is not on PATH";
    }
}
