using System.Globalization;
using System.Net;

namespace Infra.Cli.Local;

/// <summary>Who listens on a port of this machine.</summary>
/// <param name="Port">The TCP port.</param>
/// <param name="Pids">The processes; empty where the kernel does not show them to this user.</param>
internal sealed record Listener(int Port, IReadOnlyList<int> Pids)
{
    private const string Listening = "0A";

    /// <summary>Null when the address is free.</summary>
    public static Listener? Find(IPEndPoint address)
    {
        string suffix = address.Port.ToString("X4", CultureInfo.InvariantCulture);
        // As /proc/net/tcp writes the address itself, 0.0.0.0, :: and the address in IPv6.
        string own = Convert.ToHexString([.. address.Address.GetAddressBytes().Reverse()]);
        string[] taking = [own, "00000000", "00000000000000000000000000000000", "0000000000000000FFFF0000" + own];
        HashSet<string> sockets = [];
        foreach (string table in new[] { "/proc/net/tcp", "/proc/net/tcp6" }.Where(File.Exists))
        {
            foreach (string line in File.ReadLines(table).Skip(1))
            {
                string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                string[] local = fields[1].Split(':');
                if (fields[3] == Listening && local[1] == suffix && taking.Contains(local[0]))
                    sockets.Add($"socket:[{fields[9]}]");
            }
        }
        return sockets.Count == 0 ? null : new Listener(address.Port, [.. Owners(sockets)]);
    }

    /// <summary>Refuses a port on which somebody else listens.</summary>
    /// <param name="address">Loopback address and port.</param>
    /// <param name="purpose">What the port is for: "the pooler".</param>
    /// <param name="ours">Our own processes that listen there.</param>
    public static void EnsureFree(IPEndPoint address, string purpose, IReadOnlyCollection<int> ours)
    {
        // Where the kernel hides the owner, a live process of ours that uses this port is the owner.
        if (Find(address) is not { } listener || (listener.Pids.Count == 0 ? ours.Count > 0 : listener.Pids.All(ours.Contains)))
            return;
        int[] others = [.. listener.Pids.Except(ours)];
        string holder = others.Length == 0
            ? "a process of another user"
            : string.Join(", ", others.Select(pid => $"pid {pid.ToString(CultureInfo.InvariantCulture)}: {CommandLine(pid)}"));
        throw new MachineException(
            $"port {address.Port.ToString(CultureInfo.InvariantCulture)}, which {purpose} needs, is in use", holder, $"a free port on {address.Address}",
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
