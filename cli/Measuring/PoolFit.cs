using System.Collections.Immutable;
using Infra.Pooling.Sizing;

namespace Infra.Cli.Measuring;

/// <summary>Finds the work that explains what pools of several sizes did.</summary>
internal static class PoolFit
{
    private const int Rounds = 40;
    private const double LargestLimit = 1e6;
    private const double Shortest = 1e-5;
    private const long EnoughTransactions = 400;
    private const double FewTransactions = 100;

    private static readonly double Golden = (Math.Sqrt(5) - 1) / 2;

    /// <summary>
    /// The hold is the shortest that a connection was seen to take for a transaction: whatever disturbs makes it longer. The share in
    /// which processors are busy is the one with which the model comes closest to every measured throughput.
    /// </summary>
    /// <param name="sizes">What was measured; at least one.</param>
    /// <param name="pools">Equal pools.</param>
    /// <param name="vCpu">Processors of the server.</param>
    public static PoolWork Of(ImmutableArray<MeasuredSize> sizes, int pools, double vCpu)
    {
        // Few transactions say little about their mean.
        long enough = Math.Min(EnoughTransactions, sizes.Max(size => size.Clients.Transactions));
        double hold = sizes.Where(size => size.Clients.Transactions >= enough).Min(size => (size.Connections * pools / size.PerSecond) - Way(size));
        PoolWork alone = new(TimeSpan.FromSeconds(Math.Max(hold, Shortest)))
        {
            Variation = sizes.MaxBy(size => size.Clients.Transactions)!.Clients.Service.Variation,
            Pools = pools,
        };
        // The throughput that no number of connections exceeds lies above every measured one, or nearly so.
        double low = Math.Log(sizes.Max(size => size.PerSecond) * 0.7), high = Math.Log(LargestLimit);
        for (int round = 0; round < Rounds; round++)
        {
            double left = high - (Golden * (high - low)), right = low + (Golden * (high - low));
            (low, high) = Distance(left) <= Distance(right) ? (low, right) : (left, high);
        }
        return Limited(alone, Math.Exp(low), vCpu);

        double Distance(double limit)
        {
            PoolWork work = Limited(alone, Math.Exp(limit), vCpu);
            return sizes.Sum(size =>
            {
                double miss = Math.Log(PoolModel.Predict(work, size.Demand, size.Connections).PerSecond / size.PerSecond);
                return miss * miss * size.Clients.Transactions / (size.Clients.Transactions + FewTransactions);
            });
        }
    }

    /// <summary>Time in which a client's connection is not used although the client has no pause.</summary>
    private static double Way(MeasuredSize size) => size.Demand is PoolDemand.Closed { Think: var think } ? think.TotalSeconds : 0;

    /// <summary>
    /// The same work where processors complete at most so many transactions a second. Where not even a hold that is all work
    /// explains the limit, something else takes part of the processors.
    /// </summary>
    internal static PoolWork Limited(PoolWork work, double limit, double vCpu)
    {
        double share = vCpu / (limit * work.Hold.TotalSeconds);
        return share <= 1 ? work with { BusyShare = share, VCpu = vCpu } : work with { BusyShare = 1, VCpu = vCpu / share };
    }
}
