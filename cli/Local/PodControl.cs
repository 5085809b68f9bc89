using System.Collections.Immutable;
using System.Globalization;
using Npgsql;

namespace Infra.Cli.Local;

/// <summary>What is said to all running pods at once.</summary>
/// <param name="machine">Programs, account and folders.</param>
/// <param name="port">The port that all pods share.</param>
/// <param name="time">Clock.</param>
internal sealed class PodControl(LocalMachine machine, int port, TimeProvider time)
{
    private static readonly TimeSpan PauseLimit = TimeSpan.FromSeconds(5);

    // Written before the pods pause, so that the next command lets the clients go on if this one cannot.
    private string PauseMarker => Path.Combine(machine.Runtime, "paused");

    /// <summary>
    /// Makes the pods hold their clients back: each finishes the transactions under way, closes its server connections and lets its
    /// clients wait. The signals are those of PAUSE and RESUME. A pod that drains gets neither: it would pause, and never resume.
    /// </summary>
    public void Pause()
    {
        Files.Write(PauseMarker, "", machine.Account);
        foreach (Pod pod in Serving())
            pod.Process?.Signal(Native.User1);
    }

    /// <summary>The same, so that no client sees it; true when the server has nothing left to do, some seconds later at the most.</summary>
    public async Task<bool> PauseAsync(Func<Task<NpgsqlConnection?>> connect, CancellationToken cancellation)
    {
        Pod[] pods = [.. Serving()];
        await Task.WhenAll(pods.Select(async pod =>
        {
            await using PsqlConsole console = pod.Console();
            try
            {
                await PoolGrowth.EndsAsync(console, time, cancellation);
            }
            catch (MachineException)
            {
                // It has just ended, or cannot be asked; a signal takes no console.
            }
        }));
        Pause();
        await using NpgsqlConnection? server = pods.Length == 0 ? null : await connect();
        return server is null
            || await Wait.UntilAsync(() => IsQuietAsync(server, "true", cancellation), PauseLimit, time, cancellation)
            || await IsQuietAsync(server, "state <> 'idle'", cancellation);
    }

    /// <summary>Runs a restart of a server while the pods hold their clients back.</summary>
    public async Task WhilePausedAsync(Func<Task<NpgsqlConnection?>> connect, Func<Task> restart, CancellationToken cancellation)
    {
        try
        {
            await PauseAsync(connect, cancellation);
            await restart();
        }
        finally
        {
            Resume();
        }
    }

    /// <summary>Makes every pod replace its server connections, each as soon as its transaction is over.</summary>
    public async Task ReconnectAsync(CancellationToken cancellation)
    {
        ImmutableArray<PoolerAnswer> answers = await OrderAsync(PoolerOrders.Reconnect, cancellation);
        if (answers.FirstOrDefault(answer => answer.Failure is not null) is { } failed)
            throw new MachineException($"pod {failed.Name} did not reconnect", failed.Failure, null, "give the order again: ./infra pooler reconnect local");
    }

    /// <summary>Lets the clients go on that an interrupted command left waiting.</summary>
    public void ResumeIfPaused()
    {
        if (File.Exists(PauseMarker))
            Resume();
    }

    /// <summary>Ends the pods that drain, with the clients that they have: they know no other primary than a dead one.</summary>
    public Task EndDrainingAsync(CancellationToken cancellation) =>
        Task.WhenAll(Draining().Select(pod => Pod.EndAsync(pod.Process, time, cancellation, Native.Quit)));

    /// <summary>Gives every pod that serves an order on its console. None is paused while another one, which drains, cannot be.</summary>
    public Task<ImmutableArray<PoolerAnswer>> OrderAsync(string order, CancellationToken cancellation)
    {
        if (order == PoolerOrders.Pause && Draining().Select(NotPaused).ToImmutableArray() is { IsEmpty: false } refused)
            return Task.FromResult(refused);
        if (order == PoolerOrders.Pause)
            Files.Write(PauseMarker, "", machine.Account);
        else if (order == PoolerOrders.Resume)
            File.Delete(PauseMarker);
        return PoolerOrders.GiveAsync(
            Serving().Select(pod => (Func<IPoolerConsole>)pod.Console), order, time, cancellation);
    }

    /// <summary>How many clients are logged in under some names.</summary>
    public async Task<int> ClientsAsync(IReadOnlyCollection<string> users, CancellationToken cancellation) =>
        (await ColumnAsync("SHOW CLIENTS", "user", cancellation)).Count(users.Contains);

    /// <summary>The processes of the servers that work for the pods.</summary>
    public async Task<ImmutableArray<int>> BackendsAsync(CancellationToken cancellation) =>
        [.. (await ColumnAsync("SHOW SERVERS", "remote_pid", cancellation)).Select(pid => int.Parse(pid, CultureInfo.InvariantCulture))];

    /// <summary>One column of what every pod answers.</summary>
    private async Task<ImmutableArray<string>> ColumnAsync(string command, string column, CancellationToken cancellation)
    {
        List<string> values = [];
        foreach (Pod pod in AllRunning().ToArray())
            values.AddRange((await pod.AskAsync(command, cancellation)).Read().Select(row => row(column)!));
        return [.. values];
    }

    private PoolerAnswer NotPaused(Pod pod)
    {
        double left = Math.Ceiling((Pod.Deadline(pod.Folder)!.Value - time.GetUtcNow()).TotalSeconds);
        return new PoolerAnswer(pod.Name, string.Create(
            CultureInfo.InvariantCulture, $"serves its last clients and could be paused only for good; it ends within {left} s"));
    }

    private static async ValueTask<bool> IsQuietAsync(NpgsqlConnection server, string condition, CancellationToken cancellation) =>
        await Sql.ScalarAsync<bool>(server,
            $"""
            SELECT NOT EXISTS (SELECT FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND usename <> current_user AND {condition})
            """, cancellation);

    /// <summary>Lets the clients go on.</summary>
    public void Resume()
    {
        foreach (Pod pod in Serving())
            pod.Process?.Signal(Native.User2);
        File.Delete(PauseMarker);
    }

    private IEnumerable<Pod> Serving() => AllRunning().Where(pod => !pod.IsDraining);

    private IEnumerable<Pod> Draining() => AllRunning().Where(pod => pod.IsDraining);

    private IEnumerable<Pod> AllRunning() => Pod.Folders(machine.Runtime)
        .Select(folder => new Pod(machine, Path.GetFileName(folder), port, time)).Where(pod => pod.Process is not null);
}
