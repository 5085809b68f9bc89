using System.Diagnostics;

namespace Infra.Conformance;

/// <summary>The TypeScript compiler beside the providers' npm packages, installed once for each package.json.</summary>
internal static class TypeScriptCompiler
{
    private const string Settings = """
        { "compilerOptions": { "strict": true, "noEmit": true, "skipLibCheck": true, "module": "commonjs", "moduleResolution": "node10",
          "ignoreDeprecations": "5.0", "target": "es2022", "types": ["node"] }, "include": ["*.ts"] }
        """;

    /// <summary>Compiles programs by name; returns the compiler's complaints, empty when there are none.</summary>
    public static string Check(string root, IReadOnlyDictionary<string, string> programs)
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

        foreach (var old in Directory.GetFiles(folder, "*.ts"))
            File.Delete(old);
        File.WriteAllText(Path.Combine(folder, "tsconfig.json"), Settings);
        foreach (var (name, text) in programs)
            File.WriteAllText(Path.Combine(folder, $"{name}.ts"), text);
        return Run(folder, "node", Path.Combine("node_modules", "typescript", "bin", "tsc"), "--project", ".").Output;
    }

    private static (int Code, string Output) Run(string folder, string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, (output + error.GetAwaiter().GetResult()).Trim());
    }
}
