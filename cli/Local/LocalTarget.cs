using System.Collections.Immutable;
using System.Net;
using Npgsql;

namespace Infra.Cli.Local;

/// <summary>
/// The local target of one clone, held for one command: nobody else can change it until it is disposed of. Every step can be repeated,
/// so an interrupted command is finished by the next one.
/// </summary>
public sealed partial class LocalTarget : IDisposable
{
    private readonly LocalFolders folders;
    private readonly TimeProvider time;
    private readonly StateLock held;

    private LocalTarget(LocalFolders folders, TimeProvider time, StateLock held)
    {
        this.folders = folders;
        this.time = time;
        this.held = held;
    }

    /// <summary>Takes the lock.</summary>
    /// <exception cref="MachineException">Another command holds it, or the folder cannot be written.</exception>
    public static LocalTarget Hold(LocalFolders folders, TimeProvider time) => new(folders, time, StateLock.Take(folders));

    /// <summary>What the last <c>up</c> left; null before the first and after <c>down --purge</c>.</summary>
    public LocalState? State => LocalState.Read(folders);

    /// <summary>Finds PostgreSQL and PgBouncer, or gets them.</summary>
    /// <exception cref="MachineException">The machine lacks something that could not be got.</exception>
    public Task<LocalMachine> PrepareAsync(IProgress<string> progress, CancellationToken cancellation) =>
        LocalMachine.PrepareAsync(folders, progress, cancellation);

    /// <summary>Passwords and certificates; made when they are missing.</summary>
    public LocalSecrets Secrets() => LocalSecrets.Load(folders, time);

    /// <summary>Refuses ports on which somebody else listens.</summary>
    public void CheckPorts(LocalPorts ports)
    {
        string? runtime = State?.Runtime;
        int[] pods = runtime is null ? [] : [.. Pod.Folders(runtime).Select(Pod.Find).OfType<ServerProcess>().Select(process => process.Pid)];
        int[] servers = runtime is null ? [] : [.. ServerFolders(State!).Select(PostgresServer.Find).OfType<ServerProcess>().Select(process => process.Pid)];
        IPEndPoint pooler = LocalPorts.Server(0, ports.Pooler);
        IPEndPoint[] all = [pooler, ports.Primary, .. ports.Replicas];
        if (all.GroupBy(part => part).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidInputException("two parts of the local target cannot share a port",
                $"{twice.Key}", "a port of its own for each", "choose other ports");
        }
        Listener.EnsureFree(pooler, "the pooler", pods);
        Listener.EnsureFree(ports.Primary, "the primary", servers);
        foreach (IPEndPoint replica in ports.Replicas)
            Listener.EnsureFree(replica, "a replica", servers);
    }

    /// <summary>Makes everything run as requested; what already does is left alone.</summary>
    public async Task<LocalResult> UpAsync(
        LocalMachine machine, LocalSecrets secrets, LocalRequest request, IProgress<string> progress, CancellationToken cancellation)
    {
        PodTemplate template = PodTemplate.Read(request.Manifests);
        CheckRoles(request);
        CheckPorts(request.Ports);
        try
        {
            return await ApplyAsync(machine, secrets, request, template, progress, cancellation);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            throw new MachineException("a file of the local target could not be written", denied.Message, null,
                "check the free space and the permissions, then run the command again: it goes on where it stopped", denied);
        }
        catch (NpgsqlException refused)
        {
            throw new MachineException("a database server refused what it was asked", LocalProbes.Describe(refused), null,
                $"see the logs in {Path.Combine(machine.Runtime, "log")}, then run the command again: it goes on where it stopped", refused);
        }
    }

    private async Task<LocalResult> ApplyAsync(
        LocalMachine machine, LocalSecrets secrets, LocalRequest request, PodTemplate template, IProgress<string> progress, CancellationToken cancellation)
    {
        LocalState known = State ?? new LocalState(request.Stack, request.Ports, machine.Runtime);
        LocalState state = known with { Stack = request.Stack, Ports = request.Ports, Runtime = machine.Runtime };
        state.Write(folders);
        MakeRuntime(machine);

        PodSet pods = new(machine, template, request.Ports.Pooler, progress, time);
        PodControl control = new(machine, request.Ports.Pooler, time);
        control.ResumeIfPaused();
        DatabaseServers? servers = null;
        servers = new DatabaseServers(machine, secrets, request, state.Primary,
            async (server, restart) =>
            {
                await pods.AwaitDrainedAsync(cancellation);
                await control.WhilePausedAsync(
                    async () => server.IsReachable ? await servers!.SuperuserAsync(server, "postgres", cancellation) : null,
                    restart, cancellation);
            },
            progress, time);
        (ImmutableArray<LocalPart> parts, bool changed) = await servers.UpAsync(cancellation);
        parts = parts.AddRange(await pods.UpAsync(cancellation));
        return new LocalResult(request.Stack, parts) { Ports = request.Ports, DatabaseChanged = changed };
    }

    /// <summary>What runs; takes no lock.</summary>
    public static LocalResult Status(LocalFolders folders)
    {
        if (LocalState.Read(folders) is not { } state)
            return new LocalResult(null, []);
        ImmutableArray<LocalPart> parts =
        [
            .. ServerFolders(state).Select(folder => Server(Path.GetFileName(folder), PostgresServer.Find(folder))),
            .. Pod.Folders(state.Runtime).Select(folder => new LocalPart(
                PartKind.Pod, Path.GetFileName(folder), LocalPorts.Server(0, state.Ports.Pooler), Pod.Find(folder)?.Pid,
                Pod.Deadline(folder) is not null && Pod.Find(folder) is not null ? PartChange.Draining : Present(Pod.Find(folder)))),
        ];
        return new LocalResult(state.Stack, parts) { Ports = state.Ports };

        LocalPart Server(string name, ServerProcess? process) => name == state.Primary
            ? new(PartKind.Primary, name, state.Ports.Primary, process?.Pid, Present(process))
            : new(PartKind.Replica, name, state.ReplicaPorts.GetValueOrDefault(name, LocalPorts.Server(0, 0)), process?.Pid, Present(process));

        static PartChange Present(ServerProcess? process) => process is null ? PartChange.Stopped : PartChange.Unchanged;
    }

    /// <summary>Stops everything; data, passwords and certificates stay unless they are purged.</summary>
    public async Task<LocalResult> DownAsync(bool purge, IProgress<string> progress, CancellationToken cancellation)
    {
        LocalState? state = LocalState.Read(folders);
        ImmutableArray<LocalPart> parts = [];
        if (state is not null)
        {
            LocalResult before = Status(folders);
            parts = [.. before.Parts.Where(part => part.Pid is not null).Select(part => part with { Pid = null, Change = PartChange.Stopped })];
            await StopPodsAsync(state.Runtime, progress, cancellation);
            foreach (string folder in ServerFolders(state).Reverse())
            {
                if (PostgresServer.Find(folder) is { } server)
                {
                    progress.Report($"Stopping {Path.GetFileName(folder)}.");
                    await PostgresServer.StopAsync(server, time, cancellation);
                }
            }
        }
        if (purge)
        {
            progress.Report("Removing data, passwords and certificates.");
            Purge(state);
        }
        return new LocalResult(state?.Stack, parts) { Ports = state?.Ports };
    }

    /// <summary>The last log lines of each server and pod, by name.</summary>
    public static ImmutableArray<(string Name, ImmutableArray<string> Lines)> LogTails(LocalFolders folders, int lines)
    {
        if (LocalState.Read(folders) is not { } state)
            return [];
        return
        [
            .. ServerFolders(state).Select(Path.GetFileName)
                .Select(name => (name!, Files.Tail(PostgresServer.LogFile(state.Runtime, name!), lines).ToImmutableArray())),
            .. Pod.Folders(state.Runtime)
                .Select(folder => (Path.GetFileName(folder), Files.Tail(Pod.LogFile(folder), lines).ToImmutableArray())),
        ];
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose() => held.Dispose();

    private static void CheckRoles(LocalRequest request)
    {
        if (request.Roles.Count(role => role.Access == RoleAccess.Owner) != 1)
            throw new ArgumentException("exactly one role owns the database", nameof(request));
        if (request.Roles.FirstOrDefault(role => role.Name is LocalSecrets.Superuser or LocalSecrets.Replicator) is { } taken)
        {
            throw new InvalidInputException("the local target keeps this role for itself", taken.Name,
                $"any name but {LocalSecrets.Superuser} and {LocalSecrets.Replicator}", "give the role another name");
        }
    }

    private async Task StopPodsAsync(string runtime, IProgress<string> progress, CancellationToken cancellation)
    {
        string[] pods = [.. Pod.Folders(runtime)];
        if (pods.Length > 0)
            progress.Report("Stopping the pods.");
        await Task.WhenAll(pods.Select(folder =>
            Pod.EndAsync(Pod.Find(folder), time, cancellation, Native.Terminate, Native.Quit)));
        // The watchers of draining pods see within moments that there is nothing left to watch.
        await Wait.UntilAsync(() => !pods.Any(Pod.IsWatched), TimeSpan.FromSeconds(5), time, cancellation);
        foreach (string folder in pods)
            Files.RemoveFolder(folder);
        File.Delete(Path.Combine(runtime, "paused"));
    }

    private void Purge(LocalState? state)
    {
        if (state is not null)
            Files.RemoveFolder(state.Runtime);
        Files.RemoveFolder(folders.FallbackRoot);
        if (Path.GetDirectoryName(folders.FallbackRoot) is { } shared && Directory.Exists(shared) && !Directory.EnumerateFileSystemEntries(shared).Any())
            Directory.Delete(shared);
        // The lock itself stays: whoever waits for it must meet the same file.
        foreach (string entry in Directory.EnumerateFileSystemEntries(folders.StateFolder).Where(entry => entry != folders.LockFile).ToArray())
        {
            if (Directory.Exists(entry))
                Files.RemoveFolder(entry);
            else
                File.Delete(entry);
        }
    }

    private void MakeRuntime(LocalMachine machine)
    {
        if (machine.Runtime.StartsWith(folders.FallbackRoot, StringComparison.Ordinal))
        {
            Files.MakeFolder(folders.FallbackRoot, null, Files.PassageFolder);
            // Nothing of the servers lies in the state folder then, so nobody has to pass through it.
            File.SetUnixFileMode(folders.StateFolder, Files.PrivateFolder);
        }
        Files.MakeFolder(machine.Runtime, machine.Account);
        Files.MakeFolder(Path.Combine(machine.Runtime, "log"), machine.Account);
    }

    private static IEnumerable<string> ServerFolders(LocalState state) => ServerNames.Folders(state.Runtime, state.Primary);
}
