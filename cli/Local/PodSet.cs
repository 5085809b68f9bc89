using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Cli.Local;

/// <summary>All pods of the Deployment or the StatefulSet: what its controller does on a cluster.</summary>
/// <param name="machine">Programs, account and folders.</param>
/// <param name="template">What a pod should be.</param>
/// <param name="port">The port that all pods share; the kernel spreads new connections over them, as a Service would.</param>
/// <param name="progress">Where each long step is announced.</param>
/// <param name="time">Clock.</param>
internal sealed class PodSet(LocalMachine machine, PodTemplate template, int port, IProgress<string> progress, TimeProvider time)
{
    // A Deployment does not wait for the last client of an old pod: the old pod ends by itself.
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(2);

    private readonly string generation = template.Generation(machine);
    private readonly Dictionary<string, PartChange> changes = new(StringComparer.Ordinal);

    /// <summary>Reloads what can be reloaded, replaces what cannot, and brings their number to the wanted one.</summary>
    public async Task<ImmutableArray<LocalPart>> UpAsync(CancellationToken cancellation)
    {
        await TidyAsync(cancellation);
        if (template.OneAfterTheOther)
            await AwaitDrainedAsync(cancellation);
        Pod[] running = [.. Running()];
        foreach (Pod pod in running.Where(IsCurrent))
        {
            bool reloaded = await pod.ReloadAsync(template, cancellation);
            changes[pod.Name] = reloaded ? PartChange.Reloaded : PartChange.Unchanged;
        }
        Queue<Pod> old = new(running.Where(pod => !IsCurrent(pod)).Concat(running.Where(IsCurrent).Skip(template.Replicas)));
        int current = Math.Min(running.Count(IsCurrent), template.Replicas);
        if (old.Count > 0 && current < template.Replicas)
            progress.Report($"Replacing {old.Count.ToString(CultureInfo.InvariantCulture)} pods: a setting changed that PgBouncer reads only when it starts.");
        while (current < template.Replicas || old.Count > 0)
        {
            int room = Math.Max(template.Replicas + template.MaxSurge - current - old.Count, 0);
            for (int starting = Math.Min(room, template.Replicas - current); starting > 0; starting--, current++)
                await StartOneAsync(cancellation);
            int removable = Math.Min(old.Count, Math.Max(current + old.Count - (template.Replicas - template.MaxUnavailable), 0));
            for (; removable > 0; removable--)
                await DrainAsync(old.Dequeue(), cancellation);
        }
        return [.. changes.OrderBy(change => change.Key, StringComparer.Ordinal).Select(change => new LocalPart(
            PartKind.Pod, change.Key, LocalPorts.Server(0, port), Pod.Find(Pod.FolderOf(machine.Runtime, change.Key))?.Pid, change.Value))];
    }

    /// <summary>Has every pod that serves read its files anew, also one that is to be replaced.</summary>
    public async Task ReloadAsync(CancellationToken cancellation)
    {
        foreach (Pod pod in Running())
            await pod.ReloadAsync(template, cancellation);
    }

    /// <summary>Waits for the pods that drain; the grace period of each ends it.</summary>
    public async Task AwaitDrainedAsync(CancellationToken cancellation)
    {
        foreach (Pod pod in AllRunning().Where(pod => pod.IsDraining).ToArray())
            await AwaitDrainedAsync(pod, cancellation);
    }

    private async Task AwaitDrainedAsync(Pod pod, CancellationToken cancellation)
    {
        if (pod.Process is not { } process || Pod.Deadline(pod.Folder) is not { } deadline)
            return;
        TimeSpan left = deadline - time.GetUtcNow();
        progress.Report(string.Create(CultureInfo.InvariantCulture,
            $"Waiting for pod {pod.Name}, which serves its last clients: {Math.Ceiling(left.TotalSeconds)} s at most."));
        await Wait.UntilAsync(() => !process.IsAlive, left, time, cancellation);
        await Pod.EndAsync(process, time, cancellation, Native.Quit);
        Files.RemoveFolder(pod.Folder);
    }

    private async Task StartOneAsync(CancellationToken cancellation)
    {
        string name = Enumerable.Range(0, int.MaxValue)
            .Select(ordinal => $"{template.Name}-{generation}-{ordinal.ToString(CultureInfo.InvariantCulture)}")
            .First(free => Pod.Find(Pod.FolderOf(machine.Runtime, free)) is null);
        bool existed = Directory.Exists(Pod.FolderOf(machine.Runtime, name));
        progress.Report($"Starting pod {name}.");
        await Make(name).StartAsync(template, cancellation);
        changes[name] = existed ? PartChange.Started : PartChange.Created;
    }

    private async Task DrainAsync(Pod pod, CancellationToken cancellation)
    {
        await pod.DrainAsync(template.GracePeriod, DrainPatience, cancellation);
        if (template.OneAfterTheOther)
            await AwaitDrainedAsync(pod, cancellation);
        if (pod.Process is null)
        {
            Files.RemoveFolder(pod.Folder);
            changes[pod.Name] = PartChange.Stopped;
        }
        else
        {
            changes[pod.Name] = PartChange.Draining;
            progress.Report($"Pod {pod.Name} still serves its clients; it ends with the last of them, or after "
                + $"{template.GracePeriod.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s.");
        }
    }

    /// <summary>Removes what earlier commands left: folders of dead pods, pods past their deadline, pods that never came to listen.</summary>
    private async Task TidyAsync(CancellationToken cancellation)
    {
        foreach (string folder in Pod.Folders(machine.Runtime).ToArray())
        {
            Pod pod = Make(Path.GetFileName(folder));
            ServerProcess? process = pod.Process;
            if (process is not null && Pod.Deadline(folder) is { } deadline && deadline <= time.GetUtcNow())
                await Pod.EndAsync(process, time, cancellation, Native.Quit);
            else if (process is not null && !pod.IsDraining && !await pod.IsListeningAsync(cancellation))
                await Pod.EndAsync(process, time, cancellation, Native.Quit);
            // The folder of a pod that should run again stays: it tells a restart from a first start.
            if (pod.Process is null && (pod.IsDraining || !IsCurrent(pod)))
                Files.RemoveFolder(folder);
        }
    }

    private bool IsCurrent(Pod pod) => pod.Name.StartsWith($"{template.Name}-{generation}-", StringComparison.Ordinal);

    private IEnumerable<Pod> Running() => AllRunning().Where(pod => !pod.IsDraining);

    private IEnumerable<Pod> AllRunning() =>
        Pod.Folders(machine.Runtime).Select(folder => Make(Path.GetFileName(folder))).Where(pod => pod.Process is not null);

    private Pod Make(string name) => new(machine, name, port, time);
}
