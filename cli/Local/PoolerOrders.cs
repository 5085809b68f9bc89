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
    /// <param name="poolers">The name of each, and how to give its console a command and get what it prints.</param>
    /// <param name="order">PAUSE, RESUME or RECONNECT.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellation">Interrupts.</param>
    public static async Task<ImmutableArray<PoolerAnswer>> GiveAsync(
        IReadOnlyList<(string Name, Func<string, CancellationToken, Task<string>> Ask)> poolers, string order, TimeProvider time,
        CancellationToken cancellation)
    {
        bool everywhere = false;
        try
        {
            ImmutableArray<PoolerAnswer> answers = await AskAllAsync(order, cancellation);
            everywhere = answers.All(answer => answer.Failure is null);
            return answers;
        }
        finally
        {
            if (order == Pause && !everywhere)
                await AskAllAsync(Resume, CancellationToken.None);
        }

        async Task<ImmutableArray<PoolerAnswer>> AskAllAsync(string command, CancellationToken stop) =>
            [.. await Task.WhenAll(poolers.Select(pooler => AskAsync(pooler.Name, pooler.Ask, command, time, stop)))];
    }

    private static async Task<PoolerAnswer> AskAsync(
        string name, Func<string, CancellationToken, Task<string>> ask, string order, TimeProvider time, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = new(Limit, time);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await ask(order, stop.Token);
            return new PoolerAnswer(name, null);
        }
        catch (MachineException refused) when (order == Resume && Says(refused, "pooler is not paused/suspended"))
        {
            return new PoolerAnswer(name, null);
        }
        catch (MachineException refused) when (order == Pause && Says(refused, "already suspended/paused"))
        {
            return new PoolerAnswer(name, await IsQuietAsync(ask, time, cancellation) ? null : "is paused, and a transaction did not end");
        }
        catch (MachineException refused)
        {
            return new PoolerAnswer(name, refused.Received ?? refused.Problem);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PoolerAnswer(name, $"no answer within {Limit.TotalSeconds} s: a transaction did not end");
        }
    }

    private static bool Says(MachineException refused, string answer) =>
        refused.Received?.Contains(answer, StringComparison.Ordinal) == true;

    /// <summary>Who paused it before need not have waited for the last transaction; with that the last server connection goes.</summary>
    private static Task<bool> IsQuietAsync(
        Func<string, CancellationToken, Task<string>> ask, TimeProvider time, CancellationToken cancellation) =>
        Wait.UntilAsync(async () => (await ask("SHOW SERVERS", cancellation)).Trim().Length == 0, Limit, time, cancellation);
}
