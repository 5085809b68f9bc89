using System.Diagnostics;
using System.Globalization;
using Infra.Conformance;
using Infra.ConnectionBudget.Tests.Grpc;
using Infra.Policies.ConnectionBudget;
using Infra.Policies.ConnectionBudget.Protocol;

namespace Infra.ConnectionBudget.Tests.Client;

/// <summary>The pack as docs/policies.md says to publish it: one file that the engine starts as it is.</summary>
public sealed class PublishedTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("infra-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [PublishFact]
    public async Task Publish_AsOneFile_StartsTellsItsPortAndAnswers()
    {
        await PublishAsync();
        var file = Path.Combine(_folder, "pack", "Infra.Policies.ConnectionBudget");
        // Symbols lie beside it, and are not needed.
        Assert.Equal([file], Directory.GetFiles(Path.Combine(_folder, "pack")).Where(other => Path.GetExtension(other) != ".pdb"));

        var clock = Stopwatch.StartNew();
        using var pack = Process.Start(new ProcessStartInfo(file, "127.0.0.1:1")
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var port = int.Parse((await pack.StandardOutput.ReadLineAsync())!, NumberStyles.None, CultureInfo.InvariantCulture);
            // The engine waits for ten; a fraction of one is usual, and a busy machine is no fault of the pack.
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));

            var answer = await TestServer.CallAsync(port, "/pulumirpc.Analyzer/GetPluginInfo");

            Assert.Equal(PackDescription.Plugin, PluginInfo.Parser.ParseFrom(answer.Succeeds()));
        }
        finally
        {
            if (!pack.HasExited)
                pack.Kill(entireProcessTree: true);
        }
    }

    private async Task PublishAsync()
    {
        string[] publish =
        [
            "publish", Path.Combine(NodeClient.Root, "policies", "ConnectionBudget"), "--use-current-runtime", "--self-contained", "false",
            // Not the folders of the build that runs these tests.
            "--artifacts-path", Path.Combine(_folder, "artifacts"), "-p:PublishSingleFile=true", "--output", Path.Combine(_folder, "pack"),
        ];
        var (code, output) = await Task.Run(() => NodePackages.Run(NodeClient.Root, "dotnet", publish));
        // As ./infra does where a package source has no ahead-of-time compiler.
        if (code != 0 && output.Contains("rossgen", StringComparison.Ordinal))
            (code, output) = await Task.Run(() => NodePackages.Run(NodeClient.Root, "dotnet", [.. publish, "-p:PublishReadyToRun=false"]));
        Assert.True(code == 0, output);
    }
}

/// <summary>A test that publishes: skipped with the reason where the SDK brings no host for executables, but failed when CI=true.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublishFactAttribute : FactAttribute
{
    public PublishFactAttribute()
    {
        var packs = Path.Combine(Path.GetDirectoryName(Environment.ProcessPath)!, "packs");
        if (Environment.GetEnvironmentVariable("CI") != "true"
            && !(Directory.Exists(packs) && Directory.GetDirectories(packs, "Microsoft.NETCore.App.Host.*").Length > 0))
        {
            Skip = "the .NET SDK has no host pack for executables (Microsoft.NETCore.App.Host)";
        }
    }
}
