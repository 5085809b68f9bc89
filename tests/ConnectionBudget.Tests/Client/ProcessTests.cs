using System.Diagnostics;
using System.Globalization;
using Infra.Conformance;

namespace Infra.ConnectionBudget.Tests.Client;

/// <summary>The pack as a process of its own, as the engine starts it.</summary>
public class ProcessTests
{
    [NpmFact]
    public async Task Run_FromItsSources_TellsThePortAndNothingElseAndEndsOnCancel()
    {
        // The engine builds, then runs without building, in the folder of the Pulumi program.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var start = new ProcessStartInfo("dotnet", [
            "run", "--no-build", "--configuration", configuration, "--project", Path.Combine(NodeClient.Root, "policies", "ConnectionBudget"), "--", "127.0.0.1:1"])
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Another program's server would listen there.
            Environment = { ["ASPNETCORE_URLS"] = "http://127.0.0.1:1", ["DOTNET_URLS"] = "http://127.0.0.1:1", ["Logging__LogLevel__Default"] = "Trace" },
        };
        using var pack = Process.Start(start)!;
        try
        {
            var port = int.Parse((await pack.StandardOutput.ReadLineAsync())!, NumberStyles.None, CultureInfo.InvariantCulture);

            var answers = await NodeClient.CallAsync(port, $$"""
                [{"method": "getPluginInfo"}, {"method": "analyze", "request": {{Fixtures.Proxy("{}")}} }, {"method": "cancel"}]
                """);

            Assert.Equal("0.1.0", (string?)answers[0]!["answer"]!["version"]);
            Assert.NotNull(answers[1]!["answer"]);
            Assert.Equal("{}", answers[2]!["answer"]!.ToJsonString());
            await pack.WaitForExitAsync();
            Assert.Equal((0, "", ""), (pack.ExitCode, await pack.StandardOutput.ReadToEndAsync(), await pack.StandardError.ReadToEndAsync()));
        }
        finally
        {
            if (!pack.HasExited)
                pack.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public void Folder_HasOneProject_AndNoBinaryInItsSettings()
    {
        var folder = Path.Combine(NodeClient.Root, "policies", "ConnectionBudget");

        Assert.Single(Directory.GetFiles(folder, "*.csproj"));
        var settings = File.ReadAllLines(Path.Combine(folder, "PulumiPolicy.yaml")).Where(line => !line.StartsWith('#'));
        Assert.Contains("runtime: dotnet", settings);
        Assert.DoesNotContain(settings, line => line.Contains("binary", StringComparison.Ordinal));
    }
}
