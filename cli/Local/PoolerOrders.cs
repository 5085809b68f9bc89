using System.Collections.Immutable;

namespace Infra.Cli.Local;

/// <summary>What became of an order at one pooler.</summary>
/// <param name="Name">The pod, or the address of the console.</param>
/// <param name="Failure">Why it was not carried out; null when it was.</param>
public sealed record PoolerAnswer(string Name, string? Failure);

/// <summary>Gives the consoles of several poolers the same order at the same time.</summary>
internal static class PoolerOrders
{
    public const string Pause = "PAUSE";
    public const string Resume = "RESUME";
    public const string Reconnect = "RECONNECT";

    // PAUSE answers when the last transaction is over.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Asks all of them. Where one cannot be paused, or the question is interrupted, all go on: nobody should wait for a switch that does
    /// not come.
    /// </summary>
    /// <param name="open">How to get the console of each.</param>
    /// <param name="order">PAUSE, RESUME or RECONNECT.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellation">Interrupts.</param>
    public static async Task<ImmutableArray<PoolerAnswer>> GiveAsync(
        IEnumerable<Func<IPoolerConsole>> open, string order, TimeProvider time, CancellationToken cancellation)
    {
        IPoolerConsole[] consoles = [.. open.Select(one => one())];
        bool everywhere = false;
        try
        {
            // All of them before the first one is paused: its clients wait only so long.
            ImmutableArray<PoolerAnswer> answers = order == Pause
                ? await AskAllAsync((console, stop) => PoolGrowth.EndsAsync(console, time, stop), cancellation)
                : [];
            if (answers.All(answer => answer.Failure is null))
                answers = await AskAllAsync((console, stop) => AskAsync(console, order, time, stop), cancellation);
            everywhere = answers.All(answer => answer.Failure is null);
            return answers;
        }
        finally
        {
            if (order == Pause && !everywhere)
                await AskAllAsync((console, stop) => AskAsync(console, Resume, time, stop), CancellationToken.None);
            foreach (IPoolerConsole console in consoles)
                await console.DisposeAsync();
        }

        async Task<ImmutableArray<PoolerAnswer>> AskAllAsync(Func<IPoolerConsole, CancellationToken, Task> ask, CancellationToken stop) =>
            [.. await Task.WhenAll(consoles.Select(console => AnswerAsync(console, ask, time, stop)))];
    }

    private static async Task AskAsync(IPoolerConsole console, string order, TimeProvider time, CancellationToken cancellation)
    {
        if (order == Pause)
            await PoolGrowth.PausesAsync(console, time, cancellation);
        try
        {
            await console.AskAsync(order, cancellation);
        }
        catch (MachineException refused) when (order == Resume && Says(refused, "pooler is not paused/suspended"))
        {
        }
        catch (MachineException refused) when (order == Pause && Says(refused, "already suspended/paused"))
        {
            // Who paused it before need not have waited for the last transaction; with that the last server connection goes.
            await Wait.UntilAsync(
                async () => (await console.AskAsync("SHOW SERVERS", cancellation)).Rows.IsEmpty, TimeSpan.MaxValue, time, cancellation);
        }
    }

    private static async Task<PoolerAnswer> AnswerAsync(
        IPoolerConsole console, Func<IPoolerConsole, CancellationToken, Task> ask, TimeProvider time, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = new(Limit, time);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await ask(console, stop.Token);
            return new PoolerAnswer(console.Name, null);
        }
        catch (MachineException refused)
        {
            return new PoolerAnswer(console.Name, refused.Received ?? refused.Problem);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PoolerAnswer(console.Name, $"no answer within {Limit.TotalSeconds} s: a transaction did not end");
        }
    }

    private static bool Says(MachineException refused, string answer) =>
        refused.Received?.Contains(answer, StringComparison.Ordinal) == true;
}
