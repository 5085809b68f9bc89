using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Infra.Cli.Local;

namespace Infra.Docs.Tests;

/// <summary>What a newcomer does, word for word, from an empty folder.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class GettingStartedTests : IDisposable
{
    private const string Guide = "docs/getting-started.md";
    private const string Service = "samples/aspnet-service/README.md";
    private const int ServicePort = 5000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("infra-newcomer-");

    private string Clone => Path.Combine(folder.FullName, "infra");

    [NewcomerFact]
    public async Task Commands_FromAnEmptyFolder_EndWithARunningTargetAGreenCheckAndAProgram()
    {
        // The servers' account may pass.
        File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        var newcomer = new Newcomer(folder.FullName) { Variables = { ("REPOSITORY", TestTarget.Repository()) } };
        if (Below("On this machine") is not [var begin, var look, var check, var fail, var end])
            throw new InvalidOperationException($"{Guide} has other blocks than this test");

        var up = await newcomer.RunAsync(begin);
        Assert.Contains("ok     write", up, StringComparison.Ordinal);
        Assert.DoesNotContain("failed", up, StringComparison.Ordinal);
        Assert.Contains("postgresql://app:***@127.0.0.1:6432/app", await newcomer.RunAsync(look), StringComparison.Ordinal);
        Assert.Contains("stacks checked: 0 mandatory findings", await newcomer.RunAsync(check), StringComparison.Ordinal);
        var refused = await newcomer.RunAsync(fail);
        Assert.Contains("default_pool_size", refused, StringComparison.Ordinal);
        Assert.EndsWith("refused with exit code 1\n", refused, StringComparison.Ordinal);
        Assert.Equal("", await Shell.MustAsync(newcomer.Here, "git", ["status", "--porcelain"]));
        await ServeOrdersAsync(newcomer);
        await newcomer.RunAsync(end);

        await MakeAnEnvironmentAsync(newcomer);
        await DeployAsync(newcomer);
        await WriteAProgramAsync(newcomer);
        Assert.Equal(6, newcomer.Left.Count);
        Assert.All(newcomer.Left, line => Assert.StartsWith("pulumi ", line, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        if (File.Exists(Path.Combine(Clone, "infra")))
            Shell.RunAsync(Clone, Path.Combine(Clone, "infra"), ["down", "local", "--purge"]).GetAwaiter().GetResult();
        folder.Delete(recursive: true);
    }

    /// <summary>The sample's README, on the target that runs.</summary>
    private static async Task ServeOrdersAsync(Newcomer newcomer)
    {
        if (Page.All[Service].Code("sh").Select(block => block.Text).ToArray() is not [var serve, var use])
            throw new InvalidOperationException($"{Service} has other blocks than this test");

        using var service = newcomer.Start(serve);
        try
        {
            using HttpClient client = new();
            Assert.True(
                await Wait.UntilAsync(
                    async () => await IsAliveAsync(client), TimeSpan.FromMinutes(8), TimeProvider.System, CancellationToken.None),
                "the service does not start");

            var answers = await newcomer.RunAsync(use);

            Assert.Contains("{\"item\":\"tea\",\"quantity\":2}", answers, StringComparison.Ordinal);
            Assert.Matches("\"orders\":\\d+,\"fromReplica\":true", answers);
            // Also after the failover at the end of the block.
            var order = await client.GetStringAsync($"http://localhost:{ServicePort}/orders/7f2c2f4e-0f0a-4e43-8f0b-2a9f7a3e1c11");
            Assert.Contains("tea", order, StringComparison.Ordinal);
        }
        finally
        {
            service.Kill(entireProcessTree: true);
            await service.WaitForExitAsync();
        }
    }

    private static async Task<bool> IsAliveAsync(HttpClient client)
    {
        try
        {
            return await client.GetStringAsync($"http://localhost:{ServicePort}/health") == "alive";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task MakeAnEnvironmentAsync(Newcomer newcomer)
    {
        var made = await newcomer.RunAsync(Assert.Single(Below("An environment of your own")));

        Assert.Contains("PgBouncerPool", made, StringComparison.Ordinal);
        Assert.Contains("1 stack checked: 0 mandatory findings", made, StringComparison.Ordinal);
        var report = await File.ReadAllTextAsync(Path.Combine(newcomer.Here, "report.html"));
        Assert.StartsWith("<!DOCTYPE html>", report, StringComparison.Ordinal);
    }

    private static async Task DeployAsync(Newcomer newcomer)
    {
        // In the place of what Pulumi would have written.
        await newcomer.RunAsync("./infra outputs dev --json >outputs.json");

        var made = "";
        foreach (var block in Below("Deploy it"))
            made += await newcomer.RunAsync(block);

        Assert.Contains("kind: Secret", made, StringComparison.Ordinal);
        Assert.Contains("api-database", made, StringComparison.Ordinal);
    }

    private async Task WriteAProgramAsync(Newcomer newcomer)
    {
        var standIns = Path.Combine(folder.FullName, "standins");
        PackageSources.AddStandIns(standIns);
        newcomer.Variables.AddRange(
        [
            ("RestoreAdditionalProjectSources", standIns),
            ("NUGET_PACKAGES", Path.Combine(folder.FullName, "cache")),
            ("NUGET_FALLBACK_PACKAGES", PackageSources.UserCache),
        ]);

        var made = await newcomer.RunAsync(Assert.Single(Below("In a program of your own")));

        Assert.Contains("0 Error(s)", made, StringComparison.Ordinal);
        var restored = await File.ReadAllTextAsync(Path.Combine(newcomer.Here, "obj", "project.assets.json"));
        Assert.Contains("\"Infra.Pooling.Kubernetes/", restored, StringComparison.Ordinal);
    }

    private static string[] Below(string heading) => [.. Page.All[Guide].CodeBelow(heading, "sh")];

    /// <summary>Needs real servers, a clone to clone from, the ports that a newcomer gets, and the programs that the documents call.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class NewcomerFactAttribute : RealServersFactAttribute
    {
        public NewcomerFactAttribute()
        {
            var ports = LocalPorts.Of(0);
            if (!Path.Exists(TestTarget.Repository(".git")))
                Skip = "the repository is no clone";
            else if (Environment.GetEnvironmentVariable("CI") == "true")
                return;
            else if (Taken(ports.Pooler, ports.Primary.Port, ServicePort).FirstOrDefault() is > 0 and var port)
                Skip = $"port {port} is in use";
            else if (((string[])["curl", "jq", "psql"]).FirstOrDefault(IsMissing) is { } program)
                Skip = $"{program} is not on PATH";
        }

        private static bool IsMissing(string program) =>
            !Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
                .Any(folder => File.Exists(Path.Combine(folder, program)));

        private static IEnumerable<int> Taken(params int[] ports)
        {
            foreach (var port in ports)
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                if (!TryStart(listener))
                    yield return port;
            }
        }

        private static bool TryStart(TcpListener listener)
        {
            try
            {
                listener.Start();
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }
}
