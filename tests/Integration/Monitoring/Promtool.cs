using Infra.Cli.Configuration;
using Infra.Cli.Local;

namespace Infra.Integration.Monitoring;

/// <summary>Prometheus' own checker: the system's, or Debian's package unpacked into the private folder of tools.</summary>
internal static class Promtool
{
    private const string Fix = "install promtool (Debian package prometheus) and put it on PATH";

    private static readonly Lazy<(string? Program, string? Problem)> Found = new(() =>
    {
        try
        {
            return (FindAsync().GetAwaiter().GetResult(), null);
        }
        catch (MachineException missing)
        {
            return (null, missing.Message);
        }
    });

    /// <summary>Why there is none; null when there is one.</summary>
    public static string? Problem => Found.Value.Problem;

    /// <summary>Runs it in a folder; what it printed when it failed, else nothing.</summary>
    public static async Task<string> ComplaintsAsync(string folder, params string[] arguments)
    {
        Assert.True(Found.Value.Program is not null, Problem);
        CommandResult result = await Command.TryRunAsync([Found.Value.Program!, .. arguments], CancellationToken.None, folder);
        return result.ExitCode == 0 ? "" : $"{result.Output}{result.Error}";
    }

    private static async Task<string> FindAsync()
    {
        string? installed = $"{Environment.GetEnvironmentVariable("PATH")}".Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
        if (installed is not null)
            return installed;
        string root = Path.Combine(Workspace.Find(AppContext.BaseDirectory, named: null).ToolsFolder, "prometheus");
        string program = Path.Combine(root, "usr", "bin", "promtool");
        if (File.Exists(program))
            return program;

        string temporary = root + ".tmp";
        Files.RemoveFolder(temporary);
        Directory.CreateDirectory(Path.Combine(temporary, "root"));
        await Command.RunAsync(["apt-get", "download", "-qq", "prometheus"], Fix, CancellationToken.None, temporary);
        string archive = Directory.EnumerateFiles(temporary, "prometheus_*.deb").Single();
        await Command.RunAsync(["dpkg-deb", "--extract", archive, Path.Combine(temporary, "root")], Fix, CancellationToken.None);
        Files.RemoveFolder(root);
        Directory.Move(Path.Combine(temporary, "root"), root);
        Files.RemoveFolder(temporary);
        return program;
    }
}

/// <summary>A test with promtool: skipped where there is none, but not where CI is true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PromtoolFactAttribute : FactAttribute
{
    /// <summary>Looks for promtool once.</summary>
    public PromtoolFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true")
            Skip = Promtool.Problem;
    }
}
