using System.Collections.Immutable;
using Infra.Cli.Load;
using Infra.Cli.Measuring;
using Infra.Pooling.Sizing;

namespace Infra.Cli.Tests.Measuring;

/// <summary>Measurements as a server would give them that works exactly as the model says.</summary>
internal static class Measured
{
    public static MeasuredSize Of(PoolWork work, PoolDemand demand, int connections)
    {
        var prediction = PoolModel.Predict(work, demand, connections);
        var hold = new Times(work.Hold, work.Hold, work.Hold, work.Variation);
        return new()
        {
            Connections = connections,
            Demand = demand,
            PerSecond = prediction.PerSecond,
            Hold = prediction.MeanHold,
            PoolerWait = prediction.MeanWait,
            Utilisation = prediction.Utilisation,
            Clients = new()
            {
                Transactions = 1000,
                Elapsed = TimeSpan.FromSeconds(1),
                Failures = ImmutableSortedDictionary<string, long>.Empty,
                GaveUp = false,
                Latency = hold,
                Wait = Times.None,
                Service = hold,
            },
        };
    }

    public static MeasuredSize Of(int connections, double perSecond) => Of(
        new PoolWork(TimeSpan.FromMilliseconds(5)), new PoolDemand.Closed(connections, TimeSpan.Zero), connections) with
    { PerSecond = perSecond };
}
