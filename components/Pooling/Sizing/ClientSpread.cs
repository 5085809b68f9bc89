namespace Infra.Pooling.Sizing;

/// <summary>
/// Clients that come to several processes. Nobody deals them out evenly: kube-proxy picks a pod at random, and the kernel a process by a
/// hash of the client's address and port. PgBouncer refuses a client above its limit, even where the process beside it has room.
/// </summary>
internal static class ClientSpread
{
    /// <summary>
    /// Standard deviations above the even share, which a process exceeds less than once in a million times: clients at random on many
    /// processes are as good as Poisson distributed, whose deviation is the root of the mean; on few they vary less.
    /// </summary>
    public const int Deviations = 5;

    /// <summary>The even share of one process, rounded up.</summary>
    public static long Even(long clients, long processes) => (clients / processes) + (clients % processes > 0 ? 1 : 0);

    /// <summary>The clients that one of the processes has to admit.</summary>
    /// <param name="clients">All of them; 0 or more.</param>
    /// <param name="processes">How many processes they come to; 1 or more.</param>
    public static long Most(long clients, long processes)
    {
        var even = Even(clients, processes);
        return processes == 1 ? clients : Math.Min(clients, even + (long)Math.Ceiling(Deviations * Math.Sqrt(even)));
    }
}
