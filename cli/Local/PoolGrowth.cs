namespace Infra.Cli.Local;

/// <summary>
/// Whether a pooler makes server connections. PAUSE closes one that is being made, and PgBouncer takes that for a failed login: it tells
/// clients so as soon as they may go on, until a login succeeds.
/// </summary>
internal static class PoolGrowth
{
    // PgBouncer makes one after the other: a pool that made none for so long has what its clients need.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);

    // Long enough to fill a pool; where connections come and go without end, to wait longer gains nothing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Waits until a pooler has made none for a while, or has none; for some seconds at the most, also where its console does not answer.
    /// </summary>
    public static async Task EndsAsync(IPoolerConsole console, TimeProvider time, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = new(Patience, time);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        HashSet<string?> known = [];
        long latest = time.GetTimestamp();
        try
        {
            await Wait.UntilAsync(
                async () =>
                {
                    (HashSet<string?> made, bool making) = await LookAsync(console, stop.Token);
                    if (making || !made.IsSubsetOf(known))
                        latest = time.GetTimestamp();
                    known = made;
                    return made.Count == 0 || time.GetElapsedTime(latest) >= Calm;
                },
                TimeSpan.MaxValue, time, stop.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
        }
    }

    /// <summary>Waits until it makes none just now. A login that takes long is about to fail anyway.</summary>
    public static Task PausesAsync(IPoolerConsole console, TimeProvider time, CancellationToken cancellation) =>
        Wait.UntilAsync(async () => !(await LookAsync(console, cancellation)).Making, Calm, time, cancellation);

    /// <summary>The sessions that it has or is making, and whether there is one of the latter.</summary>
    private static async Task<(HashSet<string?> Made, bool Making)> LookAsync(IPoolerConsole console, CancellationToken cancellation)
    {
        Func<string, string?>[] servers = [.. (await console.AskAsync("SHOW SERVERS", cancellation)).Read()];
        return ([.. servers.Select(server => server("remote_pid"))], servers.Any(server => server("state") == "new"));
    }
}
