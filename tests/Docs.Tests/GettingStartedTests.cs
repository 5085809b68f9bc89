using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace Infra.Docs.Tests;

/// <summary>What a newcomer does first, word for word: only the repository's address is that of this one.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class GettingStartedTests : IDisposable
{
    private const string Page = "docs/getting-started.md";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("infra-newcomer-");
    private string? clone;

    [NewcomerFact]
    public async Task Commands_FromAnEmptyFolder_EndWithARunningTargetAndAGreenCheck()
    {
        // The servers' account may pass.
        File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        var scripts = Tests.Page.All[Page].CodeBelow("On this machine", "sh").ToArray();
        Assert.Equal(4, scripts.Length);
        Assert.Contains("git clone ", scripts[0], StringComparison.Ordinal);
        var first = string.Join('\n', scripts[0].Split('\n').Select(line =>
            line.StartsWith("git clone ", StringComparison.Ordinal) ? $"git clone --quiet '{TestTarget.Repository()}' infra" : line));
        clone = Path.Combine(folder.FullName, "infra");

        var up = await Shell.MustAsync(folder.FullName, "bash", ["-euc", first]);
        var looked = await Shell.MustAsync(clone, "bash", ["-euc", scripts[1]]);
        var check = await Shell.MustAsync(clone, "bash", ["-euc", scripts[2]]);

        Assert.Contains("ok     write", up, StringComparison.Ordinal);
        Assert.DoesNotContain("failed", up, StringComparison.Ordinal);
        Assert.Contains("postgresql://app:***@127.0.0.1:6432/app", looked, StringComparison.Ordinal);
        Assert.Contains("stacks checked: 0 mandatory findings", check, StringComparison.Ordinal);
        await Shell.MustAsync(clone, "./infra", ["status", "local"]);
        await Shell.MustAsync(clone, "bash", ["-euc", scripts[3]]);
        clone = null;
    }

    public void Dispose()
    {
        if (clone is not null && File.Exists(Path.Combine(clone, "infra")))
            Shell.RunAsync(clone, "./infra", ["down", "local", "--purge"]).GetAwaiter().GetResult();
        folder.Delete(recursive: true);
    }

    /// <summary>Needs real servers, a clone to clone from, and the two ports that a newcomer gets.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class NewcomerFactAttribute : RealServersFactAttribute
    {
        public NewcomerFactAttribute()
        {
            if (!Path.Exists(TestTarget.Repository(".git")))
                Skip = "the repository is no clone";
            else if (Taken().FirstOrDefault() is > 0 and var port && Environment.GetEnvironmentVariable("CI") != "true")
                Skip = $"port {port} is in use";
        }

        private static IEnumerable<int> Taken()
        {
            foreach (var port in (int[])[6432, 15432])
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
