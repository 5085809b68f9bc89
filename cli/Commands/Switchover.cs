using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Infra.Cli.Local;

namespace Infra.Cli.Commands;

/// <summary>
/// Runs a command while every pod of a pooler holds its clients back, and lets them go on whatever becomes of the command: one that is
/// interrupted or fails must not leave anybody waiting.
/// </summary>
/// <param name="session">Streams and clock.</param>
/// <param name="give">Gives every pod an order.</param>
internal sealed class Switchover(Session session, Func<string, CancellationToken, Task<ImmutableArray<PoolerAnswer>>> give)
{
    // How long a command that was told to end may take.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<int> RunAsync(string[] command, CancellationToken cancellation)
    {
        var began = session.Clock.GetTimestamp();
        if (await FailsAsync(PoolerOrders.Pause, cancellation))
        {
            await session.Error.WriteLineAsync("error: not every pod could be paused; all of them go on, and the command was not run");
            return ExitCode.Failed;
        }

        int ended;
        var incomplete = false;
        try
        {
            ended = await EndOfAsync(command, cancellation);
            incomplete = await FailsAsync(PoolerOrders.Reconnect, cancellation);
        }
        finally
        {
            incomplete |= await FailsAsync(PoolerOrders.Resume, CancellationToken.None);
            var held = session.Clock.GetElapsedTime(began).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
            await session.Error.WriteLineAsync(incomplete
                ? "error: an order did not reach every pod; give it again, with pooler reconnect and pooler resume"
                : $"The clients go on; they were held back for at most {held} s.");
        }

        if (ended != 0)
            await session.Error.WriteLineAsync($"error: {command[0]} ended with exit code {ended.ToString(CultureInfo.InvariantCulture)}");
        return ended == 0 && !incomplete ? ExitCode.Fine : ExitCode.Failed;
    }

    /// <summary>Whether an order did not reach every pod; those are named.</summary>
    private async Task<bool> FailsAsync(string order, CancellationToken cancellation)
    {
        var answers = await give(order, cancellation);
        foreach (var answer in answers.Where(answer => answer.Failure is not null))
            await session.Error.WriteLineAsync($"{order} {answer.Name}: {answer.Failure}");
        return answers.Any(answer => answer.Failure is not null);
    }

    /// <summary>The exit code of a command that has this terminal for itself.</summary>
    private async Task<int> EndOfAsync(string[] command, CancellationToken cancellation)
    {
        using var process = Start(command);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            Native.Signal(process.Id, Native.Terminate);
            if (!await Wait.UntilAsync(() => process.HasExited, Patience, session.Clock, CancellationToken.None))
                process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode;
    }

    private static Process Start(string[] command)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false })!;
        }
        catch (Win32Exception missing)
        {
            throw new MachineException($"{command[0]} cannot be run", missing.Message, null, "name a program on PATH or a path", missing);
        }
    }
}
