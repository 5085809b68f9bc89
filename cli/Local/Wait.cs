namespace Infra.Cli.Local;

/// <summary>The one way to wait: for a condition, never for longer than a limit.</summary>
internal static class Wait
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether the condition came true within the limit.</summary>
    public static async Task<bool> UntilAsync(
        Func<ValueTask<bool>> condition, TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        for (TimeSpan pause = Shortest; ; pause = pause * 2 < Longest ? pause * 2 : Longest)
        {
            if (await condition())
                return true;
            if (time.GetElapsedTime(began) >= limit)
                return false;
            await Task.Delay(pause, time, cancellation);
        }
    }

    /// <summary>Whether the condition came true within the limit.</summary>
    public static Task<bool> UntilAsync(Func<bool> condition, TimeSpan limit, TimeProvider time, CancellationToken cancellation) =>
        UntilAsync(() => ValueTask.FromResult(condition()), limit, time, cancellation);
}
