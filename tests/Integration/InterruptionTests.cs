using System.Diagnostics;
using Infra.Cli.Local;

namespace Infra.Integration;

public sealed class InterruptionTests
{
    [RealServersFact]
    public async Task Up_KilledAtEachStep_IsFinishedByTheNext()
    {
        using TestTarget target = new();
        foreach (string step in new[] { "Creating the database", "Starting primary", "Copying the primary", "Starting replica-0", "Starting pod", "Starting pod" })
        {
            using Process child = Child.Start(target.Folders, target.Ports);
            while (await child.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith(step, StringComparison.Ordinal))
            {
            }
            child.Kill();
            await child.WaitForExitAsync();
        }

        await target.UpAsync();

        Assert.False(await TestTarget.ScalarAsync<bool>(target.Pooled(), "SELECT pg_is_in_recovery()"));
        Assert.True(await TestTarget.ScalarAsync<bool>(target.Pooled("app_ro"), "SELECT pg_is_in_recovery()"));
        Assert.False((await target.UpAsync()).Changed);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(target.Folders.StateFolder, "run"), "*.tmp", SearchOption.TopDirectoryOnly));
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

    private sealed class CancelAt(string step, CancellationTokenSource source) : IProgress<string>
    {
        public void Report(string value)
        {
            if (value.StartsWith(step, StringComparison.Ordinal))
                source.Cancel();
        }
    }
}
