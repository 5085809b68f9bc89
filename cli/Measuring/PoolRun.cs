using Infra.Cli.Load;
using Infra.Pooling.Sizing;

namespace Infra.Cli.Measuring;

/// <summary>Puts a load on pools of one size after the other.</summary>
/// <param name="clients">Connected clients.</param>
/// <param name="pool">The pools.</param>
/// <param name="time">Clock.</param>
internal sealed class PoolRun(LoadClients clients, IMeasuredPool pool, TimeProvider time)
{
    private const double Others = 1.25;
    private const int Few = 20;

    /// <summary>What pools of a size do with a load; where the size cannot be set, the load's clients are the connections in use.</summary>
    public async Task<MeasuredSize> MeasureAsync(int connections, LoadRequest load, CancellationToken cancellation)
    {
        if (pool.CanBeSized)
            await pool.UseAsync(connections, cancellation);
        PoolTotals? begin = null, end = null;
        LoadResult result = await clients.RunAsync(load, async (moment, stop) =>
        {
            if (moment == LoadMoment.Begin)
                await pool.SettleAsync(stop);
            PoolTotals? totals = await pool.TotalsAsync(stop);
            (begin, end) = moment == LoadMoment.Begin ? (totals, null) : (begin, totals);
        }, cancellation);
        MeasuredSize measured = new()
        {
            Connections = connections,
            Demand = load.Arrivals.Think is { } think ? new PoolDemand.Closed(load.Clients, think) : new PoolDemand.Open(load.Arrivals.PerSecond),
            PerSecond = result.PerSecond,
            Hold = result.Service.Mean,
            PoolerWait = null,
            Utilisation = null,
            Clients = result,
        };
        if (begin is not { } from || end is not { } to || to.Transactions == from.Transactions)
            return measured;
        long transactions = to.Transactions - from.Transactions;
        TimeSpan held = to.Held - from.Held, elapsed = time.GetElapsedTime(from.At, to.At);
        // Counters that others move as well, or of one pooler of several, say nothing about this load.
        double ours = result.PerSecond * elapsed.TotalSeconds;
        if (transactions - Few > Others * ours || transactions + Few < ours / Others)
            return measured;
        return measured with
        {
            Hold = held / transactions,
            PoolerWait = (to.Waiting - from.Waiting) / transactions,
            Utilisation = held / (elapsed * connections * pool.Count),
        };
    }
}
