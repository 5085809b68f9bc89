using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Npgsql;

namespace Infra.Cli.Local;

/// <summary>One PostgreSQL server: its data folder, its process, its configuration.</summary>
/// <param name="machine">Programs, account and folders.</param>
/// <param name="name">Name of the data folder.</param>
/// <param name="address">Loopback address and port.</param>
/// <param name="time">Clock.</param>
internal sealed class PostgresServer(LocalMachine machine, string name, IPEndPoint address, TimeProvider time)
{
    private const int PortLine = 3;
    private const int AddressLine = 5;
    private const int StatusLine = 7;
    private const long LargestLog = 16 * 1024 * 1024;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    public string Name => name;

    public IPEndPoint Address => address;

    public string Data { get; } = Path.Combine(machine.Runtime, name);

    public string Log { get; } = LogFile(machine.Runtime, name);

    public bool HasData => File.Exists(Path.Combine(Data, "PG_VERSION"));

    public ServerProcess? Process => Find(Data);

    /// <summary>Whether the server runs and listens where it should.</summary>
    public bool IsReachable => Status() is { Length: > AddressLine } lines
        && IPAddress.TryParse(lines[AddressLine].Trim(), out var listening) && address.Equals(new IPEndPoint(listening, int.Parse(lines[PortLine], CultureInfo.InvariantCulture)));

    public static string LogFile(string runtime, string name) => Path.Combine(runtime, "log", name + ".log");

    /// <summary>The server of a data folder.</summary>
    public static ServerProcess? Find(string data) =>
        ServerProcess.Where(arguments => arguments is [var program, "-D", var folder]
            && folder == data && Path.GetFileName(program) == "postgres")
            // A child is called like the server until it has given itself a title, and its id may be the lower one; the server is older.
            .OrderBy(process => process.StartTicks).Select(process => (ServerProcess?)process).FirstOrDefault();

    /// <summary>
    /// Fills the data folder under a temporary name: an interrupted attempt leaves nothing that looks whole. A tool that outlived
    /// its interrupted caller is ended first.
    /// </summary>
    public async Task FillAsync(Func<string, Task> fill, CancellationToken cancellation)
    {
        string temporary = Data + ".tmp";
        await EndToolsAsync(temporary, cancellation);
        Files.RemoveFolder(temporary);
        await fill(temporary);
        Directory.Move(temporary, Data);
    }

    /// <summary>Writes the configuration; a parameter that the server would refuse is an error before anything changes.</summary>
    public async Task ConfigureAsync(string server, LocalCertificates certificates, CancellationToken cancellation)
    {
        string file = Path.Combine(Data, "postgresql.conf");
        if (!File.Exists(file) || await File.ReadAllTextAsync(file, cancellation) != server)
        {
            string candidate = Path.Combine(Data, "postgresql.conf.candidate");
            Files.Write(candidate, server, machine.Account);
            CommandResult check = await Command.TryRunAsync(
                [machine.Postgres("postgres"), "-D", Data, "-c", $"config_file={candidate}", "-C", "max_connections"],
                cancellation, machine.Runtime, machine.Account);
            File.Delete(candidate);
            if (check.ExitCode != 0)
            {
                throw new InvalidInputException($"PostgreSQL refuses the parameters of the {name}", Command.LastLines(check.Error, 5), null,
                    "correct the parameter in the stack's configuration; nothing was changed");
            }
        }
        Files.Write(file, server, machine.Account);
        Files.Write(Path.Combine(Data, "pg_hba.conf"), PostgresConfiguration.HostAccess(), machine.Account);
        Files.Write(Path.Combine(Data, "server.key"), certificates.ServerKey, machine.Account);
        Files.Write(Path.Combine(Data, "server.crt"), certificates.Server, machine.Account);
    }

    public async Task StartAsync(CancellationToken cancellation)
    {
        if (new FileInfo(Log) is { Exists: true, Length: > LargestLog })
            File.Move(Log, Log + ".1", overwrite: true);
        Files.MakeFolder(Path.GetDirectoryName(Log)!, machine.Account);
        int pid = Command.StartServer([machine.Postgres("postgres"), "-D", Data], Log, machine.Runtime, machine.Account);
        await WaitReadyAsync(ServerProcess.Read(pid), pid, cancellation);
    }

    /// <summary>Waits until the running server accepts connections: an interrupted command may have left it while it was starting.</summary>
    public Task WaitReadyAsync(CancellationToken cancellation) =>
        Process is { } process ? WaitReadyAsync(process, process.Pid, cancellation) : Task.CompletedTask;

    private async Task WaitReadyAsync(ServerProcess? started, int pid, CancellationToken cancellation)
    {
        bool ready = await Wait.UntilAsync(() => IsReady(pid) || started is not { IsAlive: true }, StartLimit, time, cancellation);
        if (!ready || started is not { IsAlive: true })
        {
            throw new MachineException($"the {name} did not start", string.Join(" | ", Files.Tail(Log, 5)), null,
                $"correct what its log names: {Log}");
        }
    }

    /// <summary>Fast shutdown; immediate where that takes longer than a minute.</summary>
    public Task StopAsync(CancellationToken cancellation) => StopAsync(Process, time, cancellation);

    public static async Task StopAsync(ServerProcess? process, TimeProvider time, CancellationToken cancellation)
    {
        if (process is not { } server)
            return;
        foreach ((int signal, int seconds) in new[] { (Native.Interrupt, 60), (Native.Quit, 10), (Native.Kill, 10) })
        {
            server.Signal(signal);
            if (await Wait.UntilAsync(() => !server.IsAlive, TimeSpan.FromSeconds(seconds), time, cancellation))
                return;
        }
    }

    /// <summary>
    /// Ends all that still works on the data folder. A postmaster that was killed leaves sessions behind, which go on until they notice.
    /// </summary>
    public async Task FenceAsync(CancellationToken cancellation)
    {
        bool gone = await Wait.UntilAsync(() =>
        {
            ServerProcess[] left = [.. ServerProcess.WorkingIn(Data)];
            foreach (ServerProcess process in left)
                process.Signal(Native.Kill);
            return left.Length == 0;
        }, StartLimit, time, cancellation);
        if (!gone)
            throw new MachineException($"processes of the {name} cannot be ended", null, null, "end them by hand, then run the command again");
    }

    /// <summary>Makes the running server read its files again when they are newer than what it runs with; true when it did.</summary>
    public async Task<bool> ReloadIfOlderAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        DateTime newest = new[] { "postgresql.conf", "pg_hba.conf", "server.crt", "server.key" }
            .Max(file => File.GetLastWriteTimeUtc(Path.Combine(Data, file)));
        DateTime loaded = await LoadTimeAsync(connection, cancellation);
        if (newest <= loaded)
            return false;
        Process?.Signal(Native.Hangup);
        await Wait.UntilAsync(async () => await LoadTimeAsync(connection, cancellation) > loaded, StartLimit, time, cancellation);
        return true;
    }

    /// <summary>The parameters whose new value waits for a restart. They show in a new session.</summary>
    public static async Task<ImmutableArray<string>> WaitingForRestartAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        [.. await Sql.ColumnAsync<string>(connection, "SELECT name FROM pg_settings WHERE pending_restart ORDER BY name", cancellation)];

    private static Task<DateTime> LoadTimeAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        Sql.ScalarAsync<DateTime>(connection, "SELECT pg_conf_load_time()", cancellation);

    private bool IsReady(int pid) =>
        Status() is { Length: > StatusLine } lines && lines[0].Trim() == pid.ToString(CultureInfo.InvariantCulture) && lines[StatusLine].Trim() == "ready";

    /// <summary>What the postmaster itself writes into its pid file: id, port, whether it accepts connections.</summary>
    private string[] Status()
    {
        try
        {
            return File.ReadAllLines(Path.Combine(Data, "postmaster.pid"));
        }
        catch (IOException)
        {
            return [];
        }
    }

    private async Task EndToolsAsync(string folder, CancellationToken cancellation)
    {
        ServerProcess[] tools =
        [
            .. ServerProcess.Where(arguments =>
                Path.GetFileName(arguments[0]) is "initdb" or "pg_basebackup" or "postgres" && arguments.Contains(folder)),
        ];
        foreach (ServerProcess tool in tools)
            tool.Signal(Native.Kill);
        await Wait.UntilAsync(() => !tools.Any(tool => tool.IsAlive), StartLimit, time, cancellation);
    }
}
