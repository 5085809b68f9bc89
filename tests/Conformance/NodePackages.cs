using System.Diagnostics;

namespace Infra.Conformance;

/// <summary>The npm packages of this folder, installed once for each package.json.</summary>
internal static class NodePackages
{
    /// <summary>Installs what is missing; the folder that holds node_modules.</summary>
    public static string Install(string root)
    {
        var package = Path.Combine(root, "tests", "Conformance", "package.json");
        var folder = Path.Combine(root, ".infra", "conformance");
        var installed = Path.Combine(folder, "node_modules", ".package.json");
        Directory.CreateDirectory(folder);
        if (!File.Exists(installed) || File.ReadAllText(installed) != File.ReadAllText(package))
        {
            File.Copy(package, Path.Combine(folder, "package.json"), overwrite: true);
            var (code, output) = Run(folder, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error");
            Assert.True(code == 0, $"npm install failed:\n{output}");
            File.Copy(package, installed, overwrite: true);
        }

        return folder;
    }

    /// <summary>Runs a program there; its exit code, and what it printed.</summary>
    public static (int Code, string Output) Run(string folder, string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, (output + error.GetAwaiter().GetResult()).Trim());
    }
}
