using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Infra.Cli.Local;

/// <summary>
/// The own address of each pod, beside the port that all of them share: an abstract socket, named by a number. A cancel request that
/// arrives at the wrong pod is passed on by it, and the console of exactly one pod can be asked through it.
/// </summary>
internal static class PodPeers
{
    // The list of peers names them all, so that no pod has to hear of another one's start or end.
    private const int Most = 200;
    private const string Setting = "peer_id = ";
    private const string Port = "listen_port = ";

    /// <summary>The socket's folder, as PgBouncer and libpq write it.</summary>
    public static string Host(string runtime, int number)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(runtime));
        return $"@infra-{Convert.ToHexStringLower(hash)[..12]}/{Text(number)}";
    }

    /// <summary>The number of the pod in a folder; null when it has none.</summary>
    public static int? NumberOf(string folder) => Read(folder, Setting);

    /// <summary>The port that the pod in a folder was started with; null when it does not say.</summary>
    public static int? PortOf(string folder) => Read(folder, Port);

    /// <summary>The smallest number that no pod has.</summary>
    public static int Free(string runtime)
    {
        HashSet<int> taken = [.. Pod.Folders(runtime).Select(NumberOf).OfType<int>()];
        return Enumerable.Range(1, Most).Except(taken).Cast<int?>().FirstOrDefault()
            ?? throw new MachineException($"{Text(Most)} pods run or drain, which is as many as can know each other", null, null,
                "wait until the draining ones have ended, or end them with: ./infra down local");
    }

    /// <summary>The pod's own configuration, around what the ConfigMap holds: an address of this machine, and how to reach the others.</summary>
    public static string Configuration(string include, string runtime, int number, int port)
    {
        StringBuilder text = new("[peers]\n");
        for (int peer = 1; peer <= Most; peer++)
            text.Append(CultureInfo.InvariantCulture, $"{peer} = host={Host(runtime, peer)} port={port}\n");
        // The included file ends within its section [pgbouncer].
        text.Append(CultureInfo.InvariantCulture, $"%include {include}\nlisten_addr = 127.0.0.1\nunix_socket_dir = {Host(runtime, number)}\n");
        text.Append(CultureInfo.InvariantCulture, $"{Port}{port}\n{Setting}{number}\n");
        return text.ToString();
    }

    private static int? Read(string folder, string setting)
    {
        string file = Path.Combine(folder, Pod.ConfigurationFile);
        string? line = File.Exists(file)
            ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(setting, StringComparison.Ordinal))
            : null;
        return line is null ? null : int.Parse(line[setting.Length..], CultureInfo.InvariantCulture);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
