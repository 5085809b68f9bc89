using System.Diagnostics;
using Infra.Cli.Local;

namespace Infra.Integration;

public sealed class InterruptionTests
{
    [RealServersFact]
    public async Task Up_KilledAtEachStep_IsFinishedByTheNext()
    {
        using TestTarget target = new();
        string run = Path.Combine(target.Folders.StateFolder, "run");
        await KillAsync(target, "Creating the database", () => Directory.Exists(Path.Combine(run, "primary.tmp")));
        await KillAsync(target, "Starting primary", () => File.Exists(Path.Combine(run, "primary", "postmaster.pid")));
        await KillAsync(target, "Copying the primary", () => Directory.Exists(Path.Combine(run, "replica-0.tmp")));
        await KillAsync(target, "Starting replica-0", () => File.Exists(Path.Combine(run, "replica-0", "postmaster.pid")));
        await KillAsync(target, "Starting pod", () => true);
        await KillAsync(target, "Starting pod", () => Pod.Folders(run).Any(folder => Pod.Find(folder) is not null));

        await target.UpAsync();

        Assert.False(await TestTarget.ScalarAsync<bool>(target.Pooled(), "SELECT pg_is_in_recovery()"));
        Assert.True(await TestTarget.ScalarAsync<bool>(target.Pooled("app_ro"), "SELECT pg_is_in_recovery()"));
        Assert.False((await target.UpAsync()).Changed);
        Assert.Empty(Directory.EnumerateFileSystemEntries(run, "*.tmp", SearchOption.AllDirectories));
    }

    [RealServersFact]
    public async Task Up_KilledInTheMiddleOfAChange_IsFinishedByTheNext()
    {
        Fixture right = new();
        using TestTarget target = new() { Fixture = right with { MaxConnections = 80 } };
        string run = Path.Combine(target.Folders.StateFolder, "run");
        int primary = (await target.UpAsync()).Parts[0].Pid!.Value;

        await KillAsync(target, "Restarting primary", () => ServerProcess.Read(primary) is null);
        Assert.True(File.Exists(Path.Combine(run, "paused")));
        target.Fixture = right;
        await target.UpAsync();

        Assert.Equal("60", await TestTarget.ScalarAsync<string>(target.Pooled(), "SHOW max_connections"));
        Assert.False((await target.UpAsync()).Changed);

        target.Fixture = right with { Settings = right.Settings.Add("pkt_buf", "8192") };
        LocalResult replaced = await target.UpAsync();
        await KillAsync(target, "Starting pod", () => true);
        target.Fixture = right;
        await target.UpAsync();

        Assert.Empty(replaced.Parts.Where(part => part.Kind == PartKind.Pod && ServerProcess.Read(part.Pid ?? 0) is not null));
        Assert.False((await target.UpAsync()).Changed);
    }

    [RealServersFact]
    public async Task Up_CancelledAtEachStep_IsFinishedByTheNext()
    {
        using TestTarget target = new();
        foreach (string step in new[] { "Creating the database", "Starting primary", "Copying the primary", "Starting pod" })
        {
            using CancellationTokenSource source = new();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => target.UpAsync(new CancelAt(step, source), source.Token));
        }

        await target.UpAsync();

        Assert.False((await target.UpAsync()).Changed);
    }

    [RealServersFact]
    public async Task Up_WhileAnotherRuns_IsOneClearError()
    {
        using TestTarget target = new();
        using LocalTarget held = target.Hold();
        using Process child = Child.Start(target.Folders, target.Ports);

        string output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();

        Assert.Equal(3, child.ExitCode);
        Assert.Equal(
            $"another ./infra command is at work on this local target (pid {Environment.ProcessId}); "
            + $"fix: wait until it has finished, or end it with: kill {Environment.ProcessId}\n",
            output);
    }

    /// <summary>Runs an up and kills it once it has announced the step and is in the middle of it.</summary>
    private static async Task KillAsync(TestTarget target, string step, Func<bool> underWay)
    {
        using Process child = Child.Start(target.Folders, target.Ports);
        string? line;
        do
        {
            line = await child.StandardOutput.ReadLineAsync();
        }
        while (line is not null && !line.StartsWith(step, StringComparison.Ordinal));
        Assert.NotNull(line);
        Assert.True(await Wait.UntilAsync(underWay, TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None), step);
        child.Kill();
        await child.WaitForExitAsync();
    }

    private sealed class CancelAt(string step, CancellationTokenSource source) : IProgress<string>
    {
        public void Report(string value)
        {
            if (value.StartsWith(step, StringComparison.Ordinal))
                source.Cancel();
        }
    }
}
