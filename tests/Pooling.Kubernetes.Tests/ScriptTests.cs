using System.Diagnostics;
using System.Runtime.Versioning;

namespace Infra.Pooling.Kubernetes.Tests;

/// <summary>The pod's program with a stand-in for PgBouncer that writes down which signals it got.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ScriptTests : IDisposable
{
    private const string StandIn = """
        #!/bin/sh
        folder=${1%/pod.ini}
        for signal in HUP USR1 USR2; do trap "echo $signal >>$folder/signals" $signal; done
        trap 'echo TERM >>$folder/signals; exit 0' TERM
        echo up >$folder/up
        while :; do sleep 0.1; [ -e $folder/fail ] && exit 7; done
        """;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("pooler-script-");

    public ScriptTests()
    {
        Write("bin/pgbouncer", StandIn);
        File.SetUnixFileMode(In("bin/pgbouncer"), (UnixFileMode)0b111_101_101);
        Write("pooler.sh", PoolerScript.Text);
        Write("files/pgbouncer.ini", "[pgbouncer]\n");
        Write("files/pods", "3\n");
        Write("files/tls/tls.crt", "CERTIFICATE");
    }

    [Fact]
    public async Task Configuration_OneProcessAlone_HasNoPeers()
    {
        using var pod = Start();
        await UntilAsync(() => File.Exists(In("run/0/up")));

        Assert.Equal($"%include {In("files")}/pgbouncer.ini\nunix_socket_dir = {In("run")}/0\n", await File.ReadAllTextAsync(In("run/0/pod.ini")));
        Assert.Equal(0, await EndAsync(pod, "TERM"));
    }

    [Fact]
    public async Task Configuration_PodsAndProcesses_NumbersAndReachesEachPeer()
    {
        using var pod = Start(("POOLER_POD", "pool-1"), ("POOLER_PROCESSES", "2"), ("POOLER_PEERS", "peers.space.svc"));
        await UntilAsync(() => File.Exists(In("run/0/up")) && File.Exists(In("run/1/up")));

        Assert.Equal(
            $"""
            [peers]
            1 = host=pool-0.peers.space.svc port=6432
            2 = host=pool-0.peers.space.svc port=6432
            3 = host={In("run")}/0 port=6432
            4 = host={In("run")}/1 port=6432
            5 = host=pool-2.peers.space.svc port=6432
            6 = host=pool-2.peers.space.svc port=6432
            %include {In("files")}/pgbouncer.ini
            unix_socket_dir = {In("run")}/1
            peer_id = 4

            """,
            await File.ReadAllTextAsync(In("run/1/pod.ini")));
        Assert.Equal(0, await EndAsync(pod, "TERM"));
    }

    [Fact]
    public async Task Watch_ChangedFile_ReloadsEveryProcessOnce()
    {
        using var pod = Start(("POOLER_PROCESSES", "2"));
        await UntilAsync(() => File.Exists(In("run/0/up")) && File.Exists(In("run/1/up")));

        // In one step, as the kubelet does it: half a file would be a change of its own.
        Write("renewed", "RENEWED");
        File.Move(In("renewed"), In("files/tls/tls.crt"), overwrite: true);

        await UntilAsync(() => Signals(0) == "HUP\n" && Signals(1) == "HUP\n");
        Assert.Equal(0, await EndAsync(pod, "TERM"));
        Assert.Equal("HUP\nTERM\n", Signals(0));
    }

    [Fact]
    public async Task Watch_MorePods_TellsEveryProcessOfTheNewPeersAndLeavesItsId()
    {
        Write("files/pods", "1\n");
        using var pod = Start(("POOLER_POD", "pool-0"), ("POOLER_PEERS", "peers.space.svc"));
        await UntilAsync(() => File.Exists(In("run/0/up")));
        var before = await File.ReadAllTextAsync(In("run/0/pod.ini"));

        Write("renewed", "2\n");
        File.Move(In("renewed"), In("files/pods"), overwrite: true);

        await UntilAsync(() => Signals(0) == "HUP\n");
        Assert.Equal(
            before.Replace("%include", "2 = host=pool-1.peers.space.svc port=6432\n%include", StringComparison.Ordinal),
            await File.ReadAllTextAsync(In("run/0/pod.ini")));
        Assert.EndsWith("peer_id = 1\n", before, StringComparison.Ordinal);
        Assert.Equal(0, await EndAsync(pod, "TERM"));
    }

    [Fact]
    public async Task Reload_NumberOfPodsMissing_KeepsTheFileThatIsThere()
    {
        using var pod = Start(("POOLER_POD", "pool-0"), ("POOLER_PEERS", "peers.space.svc"));
        await UntilAsync(() => File.Exists(In("run/0/up")));
        var before = await File.ReadAllTextAsync(In("run/0/pod.ini"));

        File.Delete(In("files/pods"));

        await UntilAsync(() => Signals(0) == "HUP\n");
        Assert.Equal(before, await File.ReadAllTextAsync(In("run/0/pod.ini")));
        Assert.Equal(0, await EndAsync(pod, "TERM"));
    }

    [Fact]
    public async Task Signals_PauseAndResume_AreHandedOn()
    {
        using var pod = Start();
        await UntilAsync(() => File.Exists(In("run/0/up")));

        await SignalAsync(pod, "USR1");
        await UntilAsync(() => Signals(0) == "USR1\n");
        await SignalAsync(pod, "USR2");
        await UntilAsync(() => Signals(0) == "USR1\nUSR2\n");
        Assert.Equal(0, await EndAsync(pod, "TERM"));
    }

    [Fact]
    public async Task Process_EndsByItself_EndsTheOthersAndThePodWithItsStatus()
    {
        using var pod = Start(("POOLER_PROCESSES", "2"));
        await UntilAsync(() => File.Exists(In("run/0/up")) && File.Exists(In("run/1/up")));

        Write("run/1/fail", "");

        await pod.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(7, pod.ExitCode);
        Assert.Equal("TERM\n", Signals(0));
    }

    public void Dispose()
    {
        // Where a test failed before it ended its pod.
        foreach (var file in Directory.GetFiles(_root.FullName, "pid", SearchOption.AllDirectories))
        {
            using var kill = Process.Start("/bin/sh", ["-c", $"kill -s KILL {File.ReadAllText(file)}"]);
            kill.WaitForExit();
        }

        _root.Delete(recursive: true);
    }

    private Process Start(params (string Name, string Value)[] variables)
    {
        // A shell cannot trap what was ignored when it started, and whoever runs the tests may ignore HUP, as nohup does.
        var start = new ProcessStartInfo("/usr/bin/env") { ArgumentList = { "--default-signal=HUP", "/bin/sh", In("pooler.sh") } };
        start.Environment["PATH"] = $"{In("bin")}:{start.Environment["PATH"]}";
        (string, string)[] always = [("POOLER_FILES", In("files")), ("POOLER_RUN", In("run")), ("POOLER_WATCH", "0.2")];
        foreach (var (name, value) in always.Concat(variables))
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static async Task<int> EndAsync(Process pod, string signal)
    {
        await SignalAsync(pod, signal);
        await pod.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return pod.ExitCode;
    }

    private static async Task SignalAsync(Process pod, string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -s {signal} {pod.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
            await Task.Delay(20, limit.Token);
    }

    private string Signals(int process) => File.Exists(In($"run/{process}/signals")) ? File.ReadAllText(In($"run/{process}/signals")) : "";

    private string In(string path) => Path.Combine(_root.FullName, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.WriteAllText(In(path), text);
    }
}
