using System.Globalization;

namespace Infra.Cli.Local;

/// <summary>A process that cannot be mistaken for a later one with the same id.</summary>
/// <param name="Pid">Process id.</param>
/// <param name="StartTicks">Clock ticks between the machine's boot and the start of the process.</param>
internal readonly record struct ServerProcess(int Pid, long StartTicks)
{
    /// <summary>Whether the process still runs; a zombie does not.</summary>
    public bool IsAlive => Read(Pid) is { } current && current.StartTicks == StartTicks;

    /// <summary>Sends a signal unless the process is gone.</summary>
    public bool Signal(int signal) => IsAlive && Native.Signal(Pid, signal);

    /// <summary>Every process whose arguments satisfy the condition.</summary>
    public static IEnumerable<ServerProcess> Where(Func<string[], bool> arguments)
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
                && arguments(Arguments(pid)) && Read(pid) is { } process)
                yield return process;
        }
    }

    /// <summary>Every process that works in a folder, whatever it calls itself.</summary>
    public static IEnumerable<ServerProcess> WorkingIn(string folder)
    {
        foreach (string entry in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(entry), NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
                && FolderOf(entry) == folder && Read(pid) is { } process)
                yield return process;
        }
    }

    /// <summary>The process with this id; null when there is none.</summary>
    public static ServerProcess? Read(int pid)
    {
        string stat = ReadOrEmpty($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");
        // The second field is the name in parentheses and may itself hold spaces and parentheses.
        string[] fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 20 || fields[0] is "Z" or "X"
            ? null
            : new ServerProcess(pid, long.Parse(fields[19], CultureInfo.InvariantCulture));
    }

    /// <summary>The arguments of a process; empty when it is gone.</summary>
    public static string[] Arguments(int pid) =>
        ReadOrEmpty($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/cmdline").TrimEnd('\0').Split('\0');

    private static string ReadOrEmpty(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string? FolderOf(string entry)
    {
        try
        {
            return new FileInfo(Path.Combine(entry, "cwd")).LinkTarget;
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
