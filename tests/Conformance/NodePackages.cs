using System.Diagnostics;

namespace Infra.Conformance;

/// <summary>The npm packages of a room of tests, installed once for each package.json.</summary>
internal static class NodePackages
{
    private static readonly Lock Installing = new();

    /// <summary>Installs what is missing, once for all tests that ask at the same time; the folder that holds node_modules.</summary>
    public static string Install(string root, string room = "Conformance")
    {
        lock (Installing)
            return InstallOnce(root, room);
    }

    private static string InstallOnce(string root, string room)
    {
        var package = Path.Combine(root, "tests", room, "package.json");
        var folder = Path.Combine(root, ".infra", room.ToLowerInvariant());
        var installed = Path.Combine(folder, "node_modules", ".package.json");
        Directory.CreateDirectory(folder);
        if (!File.Exists(installed) || File.ReadAllText(installed) != File.ReadAllText(package))
        {
            File.Copy(package, Path.Combine(folder, "package.json"), overwrite: true);
            var (code, output) = Run(
                folder, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error");
            Assert.True(code == 0, $"npm install failed:\n{output}");
            File.Copy(package, installed, overwrite: true);
        }

        return folder;
    }

    /// <summary>Runs a program there; its exit code, and what it printed.</summary>
    public static (int Code, string Output) Run(string folder, string file, params string[] arguments) =>
        RunWith("", folder, file, arguments);

    /// <summary>The same, with a text on its standard input.</summary>
    public static (int Code, string Output) RunWith(string input, string folder, string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, (output + error.GetAwaiter().GetResult()).Trim());
    }
}
