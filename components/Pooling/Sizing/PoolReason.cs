namespace Infra.Pooling.Sizing;

/// <summary>The paragraph that explains a recommended size.</summary>
internal static class PoolReason
{
    public static string Of(PoolWork work, PoolDemand demand, PoolTarget target, SizeBound bound, PoolPrediction prediction, double most)
    {
        var pools = work.Pools == 1 ? "" : $" in each of {work.Pools} pools";
        return $"{Comes(work, demand)} {Runs(work)} "
            + $"{SizingText.Counted(prediction.Connections, "connection")}{pools} {Because(work, demand, target, bound, prediction, most)} "
            + Expect(prediction);
    }

    private static string Comes(PoolWork work, PoolDemand demand) => demand switch
    {
        PoolDemand.Open open =>
            $"{SizingText.Number(open.PerSecond)} transactions/s × {SizingText.Duration(work.Hold)} keep "
            + $"{SizingText.Number(open.PerSecond * work.HoldSeconds)} connections busy on average.",
        PoolDemand.Closed { Think.Ticks: 0 } closed =>
            $"{SizingText.Counted(closed.Clients, "client")} without a pause hold a connection for {SizingText.Duration(work.Hold)} "
            + "in each transaction.",
        PoolDemand.Closed closed =>
            $"{SizingText.Counted(closed.Clients, "client")} pause {SizingText.Duration(closed.Think)} between transactions "
            + $"of {SizingText.Duration(work.Hold)}.",
        _ => "",
    };

    private static string Runs(PoolWork work)
    {
        var share = $"{SizingText.Percent(work.BusyShare)} of that time is work of the server's processors";
        var pooler = work.PoolerTime == TimeSpan.Zero ? "" : $", {SizingText.Duration(work.PoolerTime)} the pooler's";
        var processors = work.VCpu is { } known
            ? $"of which it may use {SizingText.Number(known)}, enough for {SizingText.Number(known / work.BusySeconds)}/s"
            : "whose number is not known";
        return work.BusyShare == 0
            ? $"None of that time is work of a processor{pooler}."
            : $"{share}, {processors}{pooler}; the times vary by {SizingText.Number(work.Variation)} of their mean.";
    }

    private static string Because(PoolWork work, PoolDemand demand, PoolTarget target, SizeBound bound, PoolPrediction prediction, double most)
    {
        var (are, reach) = prediction.Connections == 1 ? ("is", "reaches") : ("are", "reach");
        return bound switch
        {
            SizeBound.Wait => $"{are} the fewest of which at most {SizingText.Percent(target.Utilisation)} are in use and that let one in a hundred "
                + $"wait longer than {SizingText.Duration(target.WaitFor(work))}.",
            SizeBound.Throughput when demand is PoolDemand.Open =>
                $"{are} all that the processors or the pooler can use: more would only queue there instead.",
            SizeBound.Throughput => $"{reach} {SizingText.Percent(target.Throughput)} of what any number of connections does.",
            SizeBound.Most => $"{are} all that can be had; they do {SizingText.Number(most)}/s at the most.",
            _ => $"{are} all that can be used, and nothing serves that: {SizingText.Number(most)}/s is the most. {Needed(work, demand)}",
        };
    }

    private static string Needed(PoolWork work, PoolDemand demand)
    {
        var perSecond = demand is PoolDemand.Open open ? open.PerSecond : 0;
        var processors = perSecond * work.BusySeconds / PoolTarget.BusyProcessors;
        var pooler = perSecond * work.PoolerTime.TotalSeconds / PoolTarget.BusyProcessors;
        return work.VCpu < processors
            ? $"It takes {SizingText.Number(Math.Ceiling(processors))} vCPU, shorter transactions, or a part of the reads on replicas."
            : $"It takes {SizingText.Number(Math.Ceiling(pooler))} processes of the pooler.";
    }

    private static string Expect(PoolPrediction prediction) => prediction is { MeanWait: { } mean, P99Wait: { } p99 }
        ? $"Expect {SizingText.Number(prediction.PerSecond)}/s, {SizingText.Percent(prediction.Utilisation)} of the connections in use"
            + (prediction.ProcessorUtilisation is { } processors ? $", {SizingText.Percent(processors)} of the processors" : "")
            + $", a mean wait of {SizingText.Duration(mean)} and a p99 wait of {SizingText.Duration(p99)}."
        : $"Expect {SizingText.Number(prediction.PerSecond)}/s and a queue that grows without end.";
}
