using System.Collections.Immutable;
using System.Globalization;
using Infra.Cli.Doctor.Wire;
using Infra.Cli.Local;

namespace Infra.Cli.Measuring;

/// <summary>The pools of the local target's pods. Disposing of it gives them back the sizes that their files say.</summary>
/// <param name="pods">The running pods.</param>
/// <param name="database">The pooler's name of the database.</param>
/// <param name="machine">Who owns the pods' files.</param>
/// <param name="time">Clock.</param>
internal sealed class LocalPool(ImmutableArray<Pod> pods, string database, LocalMachine machine, TimeProvider time) : IMeasuredPool, IAsyncDisposable
{
    // PgBouncer closes surplus connections three times a second.
    private static readonly TimeSpan ShrinkLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(150);
    private static readonly string[] States = ["sv_active", "sv_idle", "sv_used", "sv_tested", "sv_login"];

    private bool changed;

    public int Count => pods.Length;

    public bool CanBeSized => true;

    /// <summary>The running pods of a target that is held.</summary>
    public static LocalPool Of(LocalMachine machine, int port, string database, TimeProvider time) => new(
        [
            .. Pod.Folders(machine.Runtime).Select(folder => new Pod(machine, Path.GetFileName(folder), port, time))
                .Where(pod => pod.Process is not null && !pod.IsDraining),
        ],
        database, machine, time);

    /// <summary>The most server connections that the plan lets a pod open; null when it sets no limit.</summary>
    public async Task<int?> LimitAsync(CancellationToken cancellation)
    {
        WireTable databases = await pods[0].AskAsync("SHOW DATABASES", cancellation);
        string? limit = databases.Read().FirstOrDefault(row => row("name") == database)?.Invoke("max_connections");
        return int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out int most) && most > 0 ? most : null;
    }

    public async Task UseAsync(int connections, CancellationToken cancellation)
    {
        string size = connections.ToString(CultureInfo.InvariantCulture);
        changed = true;
        foreach (Pod pod in pods)
        {
            // Were this command killed, the next `up` would make the pods read their files again.
            Files.Write(pod.ReloadMarker, "", machine.Account);
            await pod.AskAsync("SET reserve_pool_size = 0", cancellation);
            await pod.AskAsync($"SET default_pool_size = {size}", cancellation);
        }
        bool shrunk = await Wait.UntilAsync(async () => await LargestAsync(cancellation) <= connections, ShrinkLimit, time, cancellation);
        if (!shrunk)
            throw new MachineException($"the pool did not shrink to {size} connections", null, null, "end what else uses the local target, and try again");
    }

    public async Task SettleAsync(CancellationToken cancellation)
    {
        // PgBouncer makes one connection after the other.
        long before = -1;
        await Wait.UntilAsync(
            async () =>
            {
                await Task.Delay(BetweenLooks, time, cancellation);
                long now = await LargestAsync(cancellation);
                (bool same, before) = (now == before, now);
                return same;
            },
            SettleLimit, time, cancellation);
    }

    public async Task<PoolTotals?> TotalsAsync(CancellationToken cancellation)
    {
        PoolTotals[] totals = await Task.WhenAll(pods.Select(async pod =>
        {
            long asked = time.GetTimestamp();
            WireTable stats = await pod.AskAsync("SHOW STATS", cancellation);
            return PoolTotals.Of(stats, database, asked + ((time.GetTimestamp() - asked) / 2));
        }));
        return totals.Aggregate((one, other) => one + other);
    }

    /// <summary>Whatever happened, also after Ctrl-C.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!changed)
            return;
        changed = false;
        // A pod that fails must not leave the others with the sweep's size; the first failure is thrown when all have been tried.
        await Task.WhenAll(pods.Where(pod => pod.Process is not null).Select(async pod =>
        {
            await pod.AskAsync("RELOAD", CancellationToken.None);
            File.Delete(pod.ReloadMarker);
        }));
    }

    private async ValueTask<long> LargestAsync(CancellationToken cancellation)
    {
        long[] sizes = await Task.WhenAll(pods.Select(async pod =>
        {
            WireTable pools = await pod.AskAsync("SHOW POOLS", cancellation);
            return States.Sum(state => pools.Sum(state, database));
        }));
        return sizes.Max();
    }
}
