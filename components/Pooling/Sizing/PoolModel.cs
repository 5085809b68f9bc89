namespace Infra.Pooling.Sizing;

/// <summary>
/// The queueing model of a pool: what a size does with its work, and which size is best. docs/sizing.md has the formulas, the
/// assumptions and where they fail.
/// </summary>
public static class PoolModel
{
    private const double Rounding = 1e-9;

    /// <summary>What a pool of a size will do.</summary>
    /// <param name="work">The transactions and what they run on.</param>
    /// <param name="demand">How they come.</param>
    /// <param name="connections">Server connections of each pool; 1 to 262143.</param>
    /// <exception cref="ArgumentOutOfRangeException">A figure is out of its range, or is no number.</exception>
    public static PoolPrediction Predict(PoolWork work, PoolDemand demand, int connections)
    {
        Guard(work, demand);
        ArgumentOutOfRangeException.ThrowIfLessThan(connections, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(connections, 262_143);
        return Predict(new PoolQueue(work), work, demand, connections);
    }

    /// <summary>
    /// The smallest size that is as good as any: for arrivals from outside and for clients with pauses one that holds the wait and the use
    /// of the connections, for clients without a pause one that reaches the throughput; never more connections than the processors can use.
    /// </summary>
    /// <param name="work">The transactions and what they run on.</param>
    /// <param name="demand">How they come.</param>
    /// <param name="target">What it must reach; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A figure is out of its range, or is no number.</exception>
    public static PoolRecommendation Recommend(PoolWork work, PoolDemand demand, PoolTarget? target = null)
    {
        target ??= new();
        Guard(work, demand);
        target.Guard();
        var queue = new PoolQueue(work);
        var (size, bound) = demand is PoolDemand.Open open ? Open(queue, work, open, target) : Closed(queue, work, (PoolDemand.Closed)demand, target);
        var prediction = Predict(queue, work, demand, size);
        var best = demand is PoolDemand.Open { PerSecond: var perSecond }
            ? Math.Min(perSecond, queue.Capacity(target.Most))
            : queue.PerSecond((PoolDemand.Closed)demand, Most(work, (PoolDemand.Closed)demand, target));
        return new(size, bound, prediction, best, PoolReason.Of(work, demand, target, bound, prediction, queue.Capacity(target.Most)));
    }

    private static (int Size, SizeBound Bound) Open(PoolQueue queue, PoolWork work, PoolDemand.Open demand, PoolTarget target)
    {
        var (knee, limited) = Knee(queue, target);
        if (demand.PerSecond > queue.Capacity(target.Most) * target.Throughput)
            return limited ? (knee, SizeBound.Impossible) : (target.Most, SizeBound.Most);
        var calm = Smallest(target.Most, size => IsCalm(queue, work, demand, target, size));
        if (calm <= (limited ? knee : target.Most) && IsCalm(queue, work, demand, target, calm))
            return (calm, SizeBound.Wait);
        return limited ? (knee, SizeBound.Throughput) : (target.Most, SizeBound.Most);
    }

    private static (int Size, SizeBound Bound) Closed(PoolQueue queue, PoolWork work, PoolDemand.Closed demand, PoolTarget target)
    {
        var most = Most(work, demand, target);
        var useful = queue.PerSecond(demand, most) * target.Throughput;
        var size = Smallest(most, size => queue.PerSecond(demand, size) >= useful);
        // At the knee of the throughput waits are steepest: clients with pauses get the room that arrivals get, where it can be had.
        // Those without a pause keep every connection busy, however many there are.
        if (demand.Think > TimeSpan.Zero)
        {
            var (knee, limited) = Knee(queue, target);
            var calm = Math.Max(size, Smallest(most, size => IsCalm(queue, work, demand, target, size)));
            if (calm <= (limited ? Math.Max(size, knee) : most) && IsCalm(queue, work, demand, target, calm))
                return (calm, SizeBound.Wait);
        }

        // What processors, pauses and holds leave as the most, if connections were no limit.
        var possible = Math.Min(queue.Limit, demand.Clients / (demand.Think.TotalSeconds + work.HoldSeconds));
        var cut = most == target.Most && (long)most * work.Pools < demand.Clients && possible * target.Throughput > queue.PerSecond(demand, most);
        return (cut ? most : size, cut ? SizeBound.Most : SizeBound.Throughput);
    }

    /// <summary>The size beyond which connections only queue for the processors, and whether it is these that are the limit.</summary>
    private static (int Size, bool Limited) Knee(PoolQueue queue, PoolTarget target)
    {
        var useful = queue.Capacity(target.Most) * target.Throughput;
        return (
            Smallest(target.Most, size => queue.Capacity(size) >= useful),
            queue.Limit * target.Throughput <= queue.Capacity(target.Most));
    }

    private static bool IsCalm(PoolQueue queue, PoolWork work, PoolDemand demand, PoolTarget target, int size) =>
        queue.Predict(demand, size) is { P99Wait: { } p99 } prediction
        && prediction.Utilisation <= target.Utilisation + Rounding && p99 <= target.WaitFor(work);

    /// <summary>More connections than clients are never used.</summary>
    private static int Most(PoolWork work, PoolDemand.Closed demand, PoolTarget target) =>
        Math.Min(target.Most, (demand.Clients + work.Pools - 1) / work.Pools);

    /// <summary>The smallest size up to a limit that passes, or the limit. What passes a size passes every larger one.</summary>
    private static int Smallest(int most, Func<int, bool> passes)
    {
        var (low, high) = (1, most);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = passes(middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static PoolPrediction Predict(PoolQueue queue, PoolWork work, PoolDemand demand, int connections)
    {
        var prediction = queue.Predict(demand, connections);
        return prediction with { Doubts = PoolDoubts.Of(work, demand, prediction, () => Slower(work, demand, connections)) };
    }

    /// <summary>The mean wait when transactions hold a connection for a little longer; null when the queue never ends growing.</summary>
    private static TimeSpan? Slower(PoolWork work, PoolDemand demand, int connections) =>
        new PoolQueue(work with { Hold = work.Hold * PoolDoubts.LongerHold }).Predict(demand, connections).MeanWait;

    private static void Guard(PoolWork work, PoolDemand demand)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(demand);
        work.Guard();
        demand.Guard();
    }
}
