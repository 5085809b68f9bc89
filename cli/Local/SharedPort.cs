namespace Infra.Cli.Local;

/// <summary>
/// Lets a pod leave the shared port without harm to those who knock just then. On a cluster the Service withdraws a pod before it ends;
/// here the kernel would reset the connections that the pod has not yet accepted, unless it is told to give them to another pod
/// (net.ipv4.tcp_migrate_req, from Linux 5.14). Only root may say so; it is said for the moment and taken back.
/// </summary>
internal sealed class SharedPort : IDisposable
{
    private const string Setting = "/proc/sys/net/ipv4/tcp_migrate_req";

    private readonly string? before;

    private SharedPort(string? before) => this.before = before;

    public static SharedPort HandOver()
    {
        try
        {
            string before = File.ReadAllText(Setting);
            if (before.Trim() != "0")
                return new SharedPort(null);
            File.WriteAllText(Setting, "1");
            return new SharedPort(before);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return new SharedPort(null);
        }
    }

    public void Dispose()
    {
        if (before is not null)
            File.WriteAllText(Setting, before);
    }
}
