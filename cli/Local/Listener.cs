using System.Globalization;

namespace Infra.Cli.Local;

/// <summary>Who listens on a port of this machine.</summary>
/// <param name="Port">The TCP port.</param>
/// <param name="Pids">The processes; empty where the kernel does not show them to this user.</param>
internal sealed record Listener(int Port, IReadOnlyList<int> Pids)
{
    private const string Listening = "0A";
    // As /proc/net/tcp writes 127.0.0.1, 0.0.0.0, ::, ::1 and ::ffff:127.0.0.1.
    private static readonly string[] Loopback =
    [
        "0100007F", "00000000", "00000000000000000000000000000000", "0000000000000000FFFF00000100007F",
    ];

    /// <summary>Null when the port is free on 127.0.0.1.</summary>
    public static Listener? Find(int port)
    {
        string suffix = port.ToString("X4", CultureInfo.InvariantCulture);
        HashSet<string> sockets = [];
        foreach (string table in new[] { "/proc/net/tcp", "/proc/net/tcp6" }.Where(File.Exists))
        {
            foreach (string line in File.ReadLines(table).Skip(1))
            {
                string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                string[] address = fields[1].Split(':');
                if (fields[3] == Listening && address[1] == suffix && Loopback.Contains(address[0]))
                    sockets.Add($"socket:[{fields[9]}]");
            }
        }
        return sockets.Count == 0 ? null : new Listener(port, [.. Owners(sockets)]);
    }

    /// <summary>Refuses a port on which somebody else listens.</summary>
    /// <param name="port">The TCP port.</param>
    /// <param name="purpose">What the port is for: "the pooler".</param>
    /// <param name="ours">Our own processes that listen there.</param>
    public static void EnsureFree(int port, string purpose, IReadOnlyCollection<int> ours)
    {
        // Where the kernel hides the owner, a live process of ours that uses this port is the owner.
        if (Find(port) is not { } listener || (listener.Pids.Count == 0 ? ours.Count > 0 : listener.Pids.All(ours.Contains)))
            return;
        int[] others = [.. listener.Pids.Except(ours)];
        string holder = others.Length == 0
            ? "a process of another user"
            : string.Join(", ", others.Select(pid => $"pid {pid.ToString(CultureInfo.InvariantCulture)}: {CommandLine(pid)}"));
        throw new MachineException(
            $"port {port.ToString(CultureInfo.InvariantCulture)}, which {purpose} needs, is in use", holder, "a free port on 127.0.0.1",
            others.Length == 0
                ? "end that process, or choose other ports with --port and --database-port"
                : $"end that process (kill {string.Join(' ', others.Select(pid => pid.ToString(CultureInfo.InvariantCulture)))}), or choose other ports with --port and --database-port");
    }

    private static string CommandLine(int pid)
    {
        string line = string.Join(' ', ServerProcess.Arguments(pid));
        return line.Length > 120 ? line[..117] + "..." : line;
    }

    private static IEnumerable<int> Owners(HashSet<string> sockets)
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
                && HoldsAny(Path.Combine(folder, "fd"), sockets))
                yield return pid;
        }
    }

    private static bool HoldsAny(string descriptors, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(descriptors)
                .Any(entry => new FileInfo(entry).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
