using System.Diagnostics;

namespace Infra.Packages;

/// <summary>Runs programs and keeps what they said.</summary>
internal static class Shell
{
    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string folder, string program, string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = Prepare(folder, program, arguments, variables);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.RedirectStandardInput) = (true, true, true);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>What starts a program as a user's shell would.</summary>
    public static ProcessStartInfo Prepare(string folder, string program, string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder };
        // A build's servers would outlive the test.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // Those of the test host would find the wrong SDK and the wrong project.
        start.Environment.Remove("MSBuildSDKsPath");
        start.Environment.Remove("MSBuildExtensionsPath");
        start.Environment.Remove("INFRA_ROOT");
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return start;
    }

    /// <summary>Runs a program that must succeed; what it wrote.</summary>
    public static async Task<string> MustAsync(string folder, string program, string[] arguments, params (string Name, string Value)[] variables)
    {
        var (exitCode, output, error) = await RunAsync(folder, program, arguments, variables);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {exitCode}:\n{output}\n{error}");
        return output;
    }
}
