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

    /// <summary>Asks all of them. Where one cannot be paused, all go on: nobody should wait for a switch that does not come.</summary>
    public static async Task<ImmutableArray<PoolerAnswer>> GiveAsync(
        IReadOnlyList<(string Name, Func<string, CancellationToken, Task> Ask)> poolers, string order, TimeProvider time, CancellationToken cancellation)
    {
        PoolerAnswer[] answers = await Task.WhenAll(poolers.Select(pooler => AskAsync(pooler.Name, pooler.Ask, order, time, cancellation)));
        if (order == Pause && answers.Any(answer => answer.Failure is not null))
            await Task.WhenAll(poolers.Select(pooler => AskAsync(pooler.Name, pooler.Ask, Resume, time, CancellationToken.None)));
        return [.. answers];
    }

    private static async Task<PoolerAnswer> AskAsync(
        string name, Func<string, CancellationToken, Task> ask, string order, TimeProvider time, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = new(Limit, time);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await ask(order, stop.Token);
            return new PoolerAnswer(name, null);
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
}
