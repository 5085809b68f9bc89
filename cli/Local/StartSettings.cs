using System.Collections.Frozen;

namespace Infra.Cli.Local;

/// <summary>The settings that PgBouncer reads only when it starts.</summary>
internal static class StartSettings
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(StringComparer.Ordinal,
        "so_reuseport", "listen_addr", "listen_port", "listen_backlog", "unix_socket_dir", "unix_socket_mode", "unix_socket_group",
        "pkt_buf", "user", "pidfile", "resolv_conf", "track_extra_parameters", "job_name", "service_name");

    /// <summary>Those of a configuration file, as <c>name=value</c> in a fixed order; the last line of a name counts.</summary>
    public static IEnumerable<string> Of(string configuration)
    {
        SortedDictionary<string, string> found = new(StringComparer.Ordinal);
        foreach ((string section, string line) in Lines(configuration))
        {
            int equals = line.IndexOf('=');
            if (section == "pgbouncer" && equals > 0 && Names.Contains(line[..equals].Trim()))
                found[line[..equals].Trim()] = line[(equals + 1)..].Trim();
        }
        return found.Select(setting => $"{setting.Key}={setting.Value}");
    }

    /// <summary>The section with which a configuration file ends.</summary>
    public static string LastSection(string configuration) =>
        configuration.Split('\n').Select(line => line.Trim()).LastOrDefault(line => line.StartsWith('['))?.Trim('[', ']') ?? "";

    private static IEnumerable<(string Section, string Line)> Lines(string configuration)
    {
        string section = "";
        foreach (string line in configuration.Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith('['))
                section = line.Trim('[', ']');
            else if (line.Length > 0 && line[0] is not (';' or '#'))
                yield return (section, line);
        }
    }
}
