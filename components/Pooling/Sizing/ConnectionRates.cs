namespace Infra.Pooling.Sizing;

/// <summary>
/// Transactions a second that a number of busy connections complete. They circulate between the waiting part of a transaction, the
/// server's processors and the pooler's: a closed queueing network, which has an exact solution (Gordon and Newell, 1967) and may be
/// solved part by part (Chandy, Herzog and Woo, 1975).
/// </summary>
internal sealed class ConnectionRates(PoolWork work)
{
    private readonly double _busy = work.VCpu is null ? 0 : work.BusySeconds;
    private readonly double _processors = work.VCpu ?? 0;
    private readonly double _pooler = work.PoolerTime.TotalSeconds;
    private readonly Dictionary<int, double> _server = [];
    private readonly Dictionary<int, double> _all = [];

    /// <summary>What no number of connections exceeds; infinite when only connections are a limit.</summary>
    public double Limit { get; } = Math.Min(
        work.VCpu is { } processors && work.BusyShare > 0 ? processors / work.BusySeconds : double.PositiveInfinity,
        work.PoolerTime > TimeSpan.Zero ? work.Pools / work.PoolerTime.TotalSeconds : double.PositiveInfinity);

    /// <summary>The part of a transaction in which it needs neither a processor nor the pooler.</summary>
    private double Waiting => Math.Max(0, work.HoldSeconds - _busy - _pooler);

    /// <summary>The rate of so many busy connections over all pools.</summary>
    public double this[int connections] => _pooler > 0 ? Look(_all, connections, Limit, WithPooler) : Server(connections);

    private static double Look(Dictionary<int, double> known, int connections, double limit, Func<int, double> solve)
    {
        if (connections == 0)
            return 0;
        if (!known.TryGetValue(connections, out var rate))
            known[connections] = rate = Math.Min(limit, solve(connections));
        return rate;
    }

    private double Server(int connections)
    {
        if (_busy == 0)
            return Waiting == 0 ? double.PositiveInfinity : connections / Waiting;
        return Waiting == 0
            ? Math.Min(connections, _processors) / _busy
            : Look(_server, connections, _processors / _busy, WithProcessors);
    }

    private double WithProcessors(int connections) => BirthDeath
        .Solve(connections, state => (connections - state) / Waiting, AtWork)
        .Mean(AtWork);

    private double AtWork(int running) => Math.Min(running, _processors) / _busy;

    private double WithPooler(int connections)
    {
        if (_busy == 0 && Waiting == 0)
            return Forwarded(connections);
        return BirthDeath.Solve(connections, state => Server(connections - state), Forwarded).Mean(Forwarded);
    }

    private double Forwarded(int waiting) => Math.Min(waiting, work.Pools) / _pooler;
}
