using System.Collections.Immutable;
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
    /// clients wait. True when the server has nothing left to do; some seconds later at the most. The signals are those of PAUSE and
    /// RESUME: a pod that drains takes them too.
    /// </summary>
    public async Task<bool> PauseAsync(Func<Task<NpgsqlConnection?>> connect, CancellationToken cancellation)
    {
        Pod[] pods = [.. AllRunning()];
        Files.Write(PauseMarker, "", machine.Account);
        foreach (Pod pod in pods)
            pod.Process?.Signal(Native.User1);
        await using NpgsqlConnection? server = pods.Length == 0 ? null : await connect();
        return server is null
            || await Wait.UntilAsync(() => IsQuietAsync(server, "true", cancellation), PauseLimit, time, cancellation)
            || await IsQuietAsync(server, "state <> 'idle'", cancellation);
    }

    /// <summary>Runs a restart of a server while the pods hold their clients back.</summary>
    public async Task WhilePausedAsync(Func<Task<NpgsqlConnection?>> connect, Func<Task> restart, CancellationToken cancellation)
    {
        await PauseAsync(connect, cancellation);
        try
        {
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
        if (answers.FirstOrDefault(answer => answer.Failure is not null && Pod.Deadline(Pod.FolderOf(machine.Runtime, answer.Name)) is null) is { } failed)
            throw new MachineException($"pod {failed.Name} did not reconnect", failed.Failure, null, "give the order again: ./infra pooler reconnect local");
    }

    /// <summary>Lets the clients go on that an interrupted command left waiting.</summary>
    public void ResumeIfPaused()
    {
        if (File.Exists(PauseMarker))
            Resume();
    }

    /// <summary>Gives every pod an order on its console.</summary>
    public Task<ImmutableArray<PoolerAnswer>> OrderAsync(string order, CancellationToken cancellation)
    {
        if (order == PoolerOrders.Pause)
            Files.Write(PauseMarker, "", machine.Account);
        else if (order == PoolerOrders.Resume)
            File.Delete(PauseMarker);
        return PoolerOrders.GiveAsync(
            [.. AllRunning().Select(pod => (pod.Name, (Func<string, CancellationToken, Task>)pod.AskAsync))], order, time, cancellation);
    }

    /// <summary>How many clients are logged in under some names.</summary>
    public async Task<int> ClientsAsync(IReadOnlyCollection<string> users, CancellationToken cancellation)
    {
        int clients = 0;
        foreach (Pod pod in AllRunning().ToArray())
        {
            // type|user|database|…
            string[] lines = (await pod.AskAsync("SHOW CLIENTS", cancellation)).Split('\n');
            clients += lines.Select(line => line.Split('|')).Count(fields => fields.Length > 1 && users.Contains(fields[1]));
        }
        return clients;
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
        foreach (Pod pod in AllRunning())
            pod.Process?.Signal(Native.User2);
        File.Delete(PauseMarker);
    }

    private IEnumerable<Pod> AllRunning() => Pod.Folders(machine.Runtime)
        .Select(folder => new Pod(machine, Path.GetFileName(folder), port, time)).Where(pod => pod.Process is not null);
}
