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
        var folder = NodePackages.Install(root);
        foreach (var old in Directory.GetFiles(folder, "*.ts"))
            File.Delete(old);
        File.WriteAllText(Path.Combine(folder, "tsconfig.json"), Settings);
        foreach (var (name, text) in programs)
            File.WriteAllText(Path.Combine(folder, $"{name}.ts"), text);
        return NodePackages.Run(folder, "node", Path.Combine("node_modules", "typescript", "bin", "tsc"), "--project", ".").Output;
    }
}
