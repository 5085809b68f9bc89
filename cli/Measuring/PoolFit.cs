using System.Collections.Immutable;
using Infra.Pooling.Sizing;

namespace Infra.Cli.Measuring;

/// <summary>Finds the work that explains what pools of several sizes did.</summary>
internal static class PoolFit
{
    private const int Rounds = 30;
    private const int Turns = 3;
    private const double LargestLimit = 1e6;
    private const double Sampling = 0.97;
    private const double Shortest = 1e-5;
    private const double FewTransactions = 100;

    private static readonly double Golden = (Math.Sqrt(5) - 1) / 2;

    /// <summary>
    /// The hold and the share in which processors are busy are those with which the model comes closest to every measured throughput,
    /// in turns. Closest by the sum of the distances, not of their squares: a disturbed measure is far off, and should not count for it.
    /// </summary>
    /// <param name="sizes">What was measured; at least one.</param>
    /// <param name="pools">Equal pools.</param>
    /// <param name="vCpu">Processors of the server.</param>
    public static PoolWork Of(ImmutableArray<MeasuredSize> sizes, int pools, double vCpu)
    {
        double variation = sizes.MaxBy(size => size.Clients.Transactions)!.Clients.Service.Variation;
        // Whatever disturbs makes a measure smaller: the throughput that no number of connections exceeds lies above, but for chance.
        double low = Math.Log(sizes.Max(size => size.PerSecond) * Sampling), limit = Math.Log(LargestLimit);
        double hold = Math.Log(sizes.Min(size => Math.Max(Shortest, (size.Connections * pools / size.PerSecond) - Way(size))));
        for (int turn = 0; turn < Turns; turn++)
        {
            limit = Nearest(low, Math.Log(LargestLimit), each => Distance(each, hold));
            hold = Nearest(hold - 0.5, hold + 0.5, each => Distance(limit, each));
        }
        return Work(limit, hold);

        PoolWork Work(double limit, double hold) =>
            Limited(new PoolWork(TimeSpan.FromSeconds(Math.Exp(hold))) { Variation = variation, Pools = pools }, Math.Exp(limit), vCpu);

        double Distance(double limit, double hold)
        {
            PoolWork work = Work(limit, hold);
            // Few transactions say little about their mean.
            return sizes.Sum(size => Math.Abs(Math.Log(PoolModel.Predict(work, size.Demand, size.Connections).PerSecond / size.PerSecond))
                * size.Clients.Transactions / (size.Clients.Transactions + FewTransactions));
        }
    }

    private static double Nearest(double low, double high, Func<double, double> distance)
    {
        for (int round = 0; round < Rounds; round++)
        {
            double left = high - (Golden * (high - low)), right = low + (Golden * (high - low));
            // Of two that are as good, the one that assumes no limit, or no more work than there is.
            (low, high) = distance(left) < distance(right) ? (low, right) : (left, high);
        }
        return (low + high) / 2;
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
