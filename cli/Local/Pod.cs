using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Infra.Cli.Doctor.Wire;

namespace Infra.Cli.Local;

/// <summary>One PgBouncer process and the folder that plays its container's file system.</summary>
/// <param name="machine">Programs, account and folders.</param>
/// <param name="name">Name of the pod.</param>
/// <param name="port">The port that it shares with the others.</param>
/// <param name="time">Clock.</param>
internal sealed class Pod(LocalMachine machine, string name, int port, TimeProvider time)
{
    /// <summary>The file that its PgBouncer is started with.</summary>
    public const string ConfigurationFile = "pod.ini";

    private const string Up = "process up: PgBouncer";
    private const string Rereading = "re-reading config";
    private const string ReloadFailed = "config file loading failed";
    private const int Beginning = 16 * 1024;
    private static readonly Version WaitsForClients = new(1, 23);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReloadLimit = TimeSpan.FromSeconds(10);

    public string Name => name;

    public string Folder { get; } = FolderOf(machine.Runtime, name);

    public string Log => LogFile(Folder);

    public ServerProcess? Process => Find(Folder);

    public bool IsDraining => Deadline(Folder) is not null;

    /// <summary>While this file is there, the next <c>up</c> makes the pod read its files again.</summary>
    public string ReloadMarker => Path.Combine(Folder, "reload");

    private static string DrainMarker(string folder) => Path.Combine(folder, "drain");

    public static string FolderOf(string runtime, string name) => Path.Combine(runtime, "pods", name);

    public static string LogFile(string folder) => Path.Combine(folder, "log");

    /// <summary>The folders of all pods below a runtime folder.</summary>
    public static IEnumerable<string> Folders(string runtime)
    {
        string pods = Path.Combine(runtime, "pods");
        return Directory.Exists(pods) ? Directory.EnumerateDirectories(pods).Where(folder => !folder.EndsWith(".tmp", StringComparison.Ordinal)).Order(StringComparer.Ordinal) : [];
    }

    /// <summary>The process of a pod: whatever PgBouncer runs with exactly this pod's file.</summary>
    public static ServerProcess? Find(string folder)
    {
        string file = Identity(folder);
        return ServerProcess.Where(arguments => arguments is [.., var program, var configuration]
            && configuration == file && Path.GetFileName(program) == "pgbouncer").Select(process => (ServerProcess?)process).FirstOrDefault();
    }

    /// <summary>When a draining pod is to be ended; null when it does not drain.</summary>
    public static DateTimeOffset? Deadline(string folder) =>
        File.Exists(DrainMarker(folder)) && long.TryParse(File.ReadAllText(DrainMarker(folder)), NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>Makes the pod's files and starts it; returns when it listens.</summary>
    public async Task StartAsync(PodTemplate template, CancellationToken cancellation)
    {
        string temporary = Folder + ".tmp";
        Files.RemoveFolder(temporary);
        Files.RemoveFolder(Folder);
        Files.MakeFolder(temporary, machine.Account);
        Write(temporary, template, PodPeers.Free(machine.Runtime));
        Directory.Move(temporary, Folder);

        int pid = Command.StartServer([.. machine.PgBouncerCommand, Identity(Folder)], Log, Path.Combine(Folder, template.WorkingFolder), machine.Account);
        ServerProcess? started = ServerProcess.Read(pid);
        if (!await IsListeningAsync(started, cancellation))
            await FailAsync(started, cancellation);
    }

    /// <summary>Whether the pod's process, which an interrupted command may have left while it was starting, comes to listen.</summary>
    public Task<bool> IsListeningAsync(CancellationToken cancellation) => IsListeningAsync(Process, cancellation);

    private async Task<bool> IsListeningAsync(ServerProcess? process, CancellationToken cancellation)
    {
        bool settled = await Wait.UntilAsync(
            () => Logged(0, Beginning).Contains(Up, StringComparison.Ordinal) || process is not { IsAlive: true }, StartLimit, time, cancellation);
        return settled && process is { IsAlive: true };
    }

    private async Task FailAsync(ServerProcess? started, CancellationToken cancellation)
    {
        string last = string.Join(" | ", Files.Tail(Log, 5));
        await EndAsync(started, time, cancellation, Native.Quit);
        Files.RemoveFolder(Folder);
        throw new MachineException($"pod {name} did not start", last, null, "correct the setting that the log line names; the other pods keep running");
    }

    /// <summary>
    /// Takes over changed files; false when there was nothing to do. A marker covers the time between the first file and the reload,
    /// so that an interruption does not pass for a finished reload. What PgBouncer refuses is taken back.
    /// </summary>
    public async Task<bool> ReloadAsync(PodTemplate template, CancellationToken cancellation)
    {
        ImmutableSortedDictionary<string, string> before = Read();
        if (!File.Exists(ReloadMarker) && before.SequenceEqual(template.Files))
            return false;
        Files.Write(ReloadMarker, "", machine.Account);
        int number = PodPeers.NumberOf(Folder) ?? PodPeers.Free(machine.Runtime);
        Write(Folder, template, number);
        if (!await RereadAsync(cancellation))
        {
            string refusal = string.Join(" | ", Files.Tail(Log, 3));
            Write(Folder, template with { Files = before }, number);
            await RereadAsync(cancellation);
            File.Delete(ReloadMarker);
            throw new InvalidInputException("PgBouncer refuses its new configuration", refusal, null, "correct the setting; the previous one stays in force");
        }
        File.Delete(ReloadMarker);
        return true;
    }

    /// <summary>
    /// Tells the pod to stop: it takes no new client, serves the ones that it has, and is ended after its grace period even when
    /// nobody is there any more to end it.
    /// </summary>
    public async Task DrainAsync(TimeSpan grace, TimeSpan patience, CancellationToken cancellation)
    {
        if (Process is not { } process)
            return;
        long deadline = (time.GetUtcNow() + grace).ToUnixTimeSeconds();
        Files.Write(DrainMarker(Folder), deadline.ToString(CultureInfo.InvariantCulture), machine.Account);
        // Before 1.23 SIGTERM drops clients in the middle of a transaction.
        using (SharedPort.HandOver())
        {
            process.Signal(machine.PgBouncerVersion >= WaitsForClients ? Native.Terminate : Native.Interrupt);
            await Wait.UntilAsync(
                () => Listener.Find(LocalPorts.Server(0, OwnPort))?.Pids.Contains(process.Pid) != true, CloseLimit, time, cancellation);
        }
        if (await Wait.UntilAsync(() => !process.IsAlive, patience < grace ? patience : grace, time, cancellation))
            return;
        string seconds = ((long)Math.Ceiling(grace.TotalSeconds)).ToString(CultureInfo.InvariantCulture), pid = process.Pid.ToString(CultureInfo.InvariantCulture);
        Command.StartServer(
            ["/bin/sh", "-c", "timeout \"$2\" tail -s 0.2 --pid=\"$3\" -f /dev/null || kill -QUIT \"$3\"", WatcherName, Folder, seconds, pid],
            Log, machine.Runtime, machine.Account);
    }

    /// <summary>Whether something still waits to end this pod.</summary>
    public static bool IsWatched(string folder) =>
        ServerProcess.Where(arguments => arguments is [_, _, _, WatcherName, var watched, _, _] && watched == folder).Any();

    /// <summary>Ends a process: each signal after the other until it is gone.</summary>
    public static async Task EndAsync(ServerProcess? process, TimeProvider time, CancellationToken cancellation, params int[] signals)
    {
        foreach (int signal in process is null ? [] : signals.Append(Native.Kill))
        {
            process!.Value.Signal(signal);
            if (await Wait.UntilAsync(() => !process.Value.IsAlive, TimeSpan.FromSeconds(2), time, cancellation))
                return;
        }
    }

    /// <summary>The console of this very pod. PgBouncer trusts its own account on its own socket.</summary>
    public PsqlConsole Console()
    {
        string console = PostgresConfiguration.Keywords(
            ("host", PodPeers.Host(machine.Runtime, PodPeers.NumberOf(Folder) ?? 0)),
            ("port", OwnPort.ToString(CultureInfo.InvariantCulture)), ("dbname", "pgbouncer"), ("user", "pgbouncer"));
        return new(Name, Command.Describe(
            [machine.Postgres("psql"), .. PsqlConsole.Options, "-d", console], machine.Runtime, machine.Account), $"see {Log}");
    }

    /// <summary>Gives the console one command and returns what it shows.</summary>
    public async Task<WireTable> AskAsync(string command, CancellationToken cancellation)
    {
        await using PsqlConsole console = Console();
        return await console.AskAsync(command, cancellation);
    }

    // A pod that drains stays on the port that it was started with.
    private int OwnPort => PodPeers.PortOf(Folder) ?? port;

    private const string WatcherName = "infra-drain";

    private static string Identity(string folder) => Path.Combine(folder, ConfigurationFile);

    private async Task<bool> RereadAsync(CancellationToken cancellation)
    {
        long mark = new FileInfo(Log).Length;
        Process?.Signal(Native.Hangup);
        await Wait.UntilAsync(() => Logged(mark).Contains(Rereading, StringComparison.Ordinal), ReloadLimit, time, cancellation);
        // A refusal follows at once in the same step of the event loop; success is silent.
        return !await Wait.UntilAsync(
            () => Logged(mark).Contains(ReloadFailed, StringComparison.Ordinal), TimeSpan.FromMilliseconds(150), time, cancellation);
    }

    private string Logged(long from, int limit = int.MaxValue)
    {
        if (!File.Exists(Log))
            return "";
        using FileStream stream = new(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(from, SeekOrigin.Begin);
        byte[] text = new byte[Math.Min(limit, Math.Max(0, stream.Length - from))];
        return Encoding.UTF8.GetString(text, 0, stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false));
    }

    private void Write(string root, PodTemplate template, int number)
    {
        // A second header [pgbouncer] would set everything before it back to its default.
        if (template.Configuration.Sections.LastOrDefault()?.Key is var last and not "pgbouncer")
            throw PodTemplate.Fault($"{template.ConfigurationFile} must end with its section [pgbouncer]", $"[{last}]", null);
        foreach ((string path, string content) in template.Files)
        {
            string file = Path.Combine(root, path);
            Files.MakeFolder(Path.GetDirectoryName(file)!, machine.Account);
            Files.Write(file, content, machine.Account);
        }
        foreach (string stale in Present(root).Except(template.Files.Keys).ToArray())
            File.Delete(Path.Combine(root, stale));
        Files.Write(Path.Combine(root, ConfigurationFile),
            PodPeers.Configuration(template.ConfigurationFile, machine.Runtime, number, port), machine.Account);
    }

    private ImmutableSortedDictionary<string, string> Read() =>
        Present(Folder).ToImmutableSortedDictionary(path => path, path => File.ReadAllText(Path.Combine(Folder, path)), StringComparer.Ordinal);

    /// <summary>Every file in a mounted folder, relative to the pod's root; the pod's own few files lie beside those folders.</summary>
    private static IEnumerable<string> Present(string root) =>
        Directory.EnumerateDirectories(root)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(root, file));
}
