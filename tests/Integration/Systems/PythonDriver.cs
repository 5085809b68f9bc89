using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Infra.Integration.Systems;

/// <summary>Runs systems.py: the engines of the Python systems, made from their own environment variables.</summary>
internal static class PythonDriver
{
    /// <summary>Debian's own, which its driver packages belong to.</summary>
    public const string Interpreter = "/usr/bin/python3";

    /// <summary>Runs one part of the script with nothing but these variables; its figures.</summary>
    public static async Task<JsonNode> RunAsync(string part, IReadOnlyDictionary<string, string> variables)
    {
        ProcessStartInfo start = new(Interpreter, [TestTarget.Repository("tests", "Integration", "Systems", "systems.py"), part])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in variables)
            start.Environment[name] = value;
        using Process python = Process.Start(start)!;
        Task<string> error = python.StandardError.ReadToEndAsync();
        string output = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.True(python.ExitCode == 0, await error);
        return JsonNode.Parse(output)!;
    }
}
