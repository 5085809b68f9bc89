using System.Collections.Immutable;
using Infra.Cli.Local;

namespace Infra.Cli.Bench;

/// <summary>The PgBouncer under test, all of its processes; ends when it is disposed of, with all of its server connections.</summary>
internal sealed class BenchPooler : IAsyncDisposable
{
    private const string Up = "process up: PgBouncer";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly List<(string Folder, ServerProcess? Process)> processes = [];
    private readonly PostgresServer server;
    private readonly TimeProvider time;

    private BenchPooler(PostgresServer server, TimeProvider time)
    {
        this.server = server;
        this.time = time;
    }

    /// <summary>Starts it; returns when every process listens.</summary>
    /// <param name="machine">Programs, account and folders.</param>
    /// <param name="name">Name of its folders.</param>
    /// <param name="count">How many processes share the port.</param>
    /// <param name="files">Its files by their path below its folder.</param>
    /// <param name="server">The server behind it.</param>
    /// <param name="time">Clock.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<BenchPooler> StartAsync(
        LocalMachine machine, string name, int count, ImmutableArray<(string Path, string Content)> files, PostgresServer server, TimeProvider time,
        CancellationToken cancellation)
    {
        BenchPooler pooler = new(server, time);
        try
        {
            for (int number = 0; number < count; number++)
                await pooler.StartOneAsync(machine, Pod.FolderOf(machine.Runtime, $"{name}-{number}"), files, cancellation);
            return pooler;
        }
        catch
        {
            await pooler.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(processes.Select(each => Pod.EndAsync(each.Process, time, CancellationToken.None, Native.Quit)));
        // The next one must find the server as this one did.
        if (server.Process is { } postmaster)
            await Wait.UntilAsync(() => ServerMemory.SessionsOf(postmaster) == 0, Limit, time, CancellationToken.None);
        foreach ((string folder, _) in processes)
            Files.RemoveFolder(folder);
    }

    private async Task StartOneAsync(
        LocalMachine machine, string folder, ImmutableArray<(string Path, string Content)> files, CancellationToken cancellation)
    {
        string log = Pod.LogFile(folder);
        Files.RemoveFolder(folder);
        foreach ((string path, string content) in files)
        {
            string file = Path.Combine(folder, path);
            Files.MakeFolder(Path.GetDirectoryName(file)!, machine.Account);
            Files.Write(file, content, machine.Account);
        }

        int pid = Command.StartServer([.. machine.PgBouncerCommand, Path.Combine(folder, Pod.ConfigurationFile)], log, folder, machine.Account);
        ServerProcess? process = ServerProcess.Read(pid);
        processes.Add((folder, process));
        bool settled = await Wait.UntilAsync(
            () => process is not { IsAlive: true } || (File.Exists(log) && File.ReadAllText(log).Contains(Up, StringComparison.Ordinal)), Limit, time, cancellation);
        if (!settled || process is not { IsAlive: true })
        {
            throw new MachineException($"the pooler {Path.GetFileName(folder)} did not start", string.Join(" | ", Files.Tail(log, 3)), null,
                "correct the setting that the log line names");
        }
    }
}
