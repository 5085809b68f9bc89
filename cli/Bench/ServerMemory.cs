using System.Globalization;
using Infra.Cli.Local;

namespace Infra.Cli.Bench;

/// <summary>What a PostgreSQL server holds, all of its processes together.</summary>
/// <param name="Sessions">Processes that serve a client.</param>
/// <param name="PssMiB">Proportional set size: a shared page counts once, whoever shares it.</param>
/// <param name="RssMiB">Resident set size: a shared page counts for each process that has touched it.</param>
internal sealed record ServerMemory(int Sessions, double PssMiB, double RssMiB)
{
    /// <summary>Reads it from /proc; null where the kernel does not tell it.</summary>
    public static ServerMemory? Of(ServerProcess server)
    {
        int[] children = [.. Children(server.Pid)];
        (long Pss, long Rss)[] sizes = [.. children.Append(server.Pid).Select(Size)];
        return sizes[^1].Pss == 0 ? null : new(children.Count(IsSession), sizes.Sum(size => size.Pss) / 1024.0, sizes.Sum(size => size.Rss) / 1024.0);
    }

    /// <summary>How many processes of a server serve a client.</summary>
    public static int SessionsOf(ServerProcess server) => Children(server.Pid).Count(IsSession);

    /// <summary>Pss and Rss in KiB of a smaps_rollup; both 0 of a process that has ended.</summary>
    public static (long Pss, long Rss) Read(string rollup)
    {
        return (Field("Pss:"), Field("Rss:"));

        long Field(string name) => rollup.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture)
            : 0;
    }

    private static IEnumerable<int> Children(int pid) =>
        TextOf($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/task/{pid.ToString(CultureInfo.InvariantCulture)}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(child => int.Parse(child, CultureInfo.InvariantCulture));

    // The title of a session names the client's address.
    private static bool IsSession(int pid) => ServerProcess.Arguments(pid) is [var title, ..] && title.Contains($" {BenchAddress.Host}(", StringComparison.Ordinal);

    private static (long Pss, long Rss) Size(int pid) => Read(TextOf($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/smaps_rollup"));

    private static string TextOf(string path)
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
}
