using System.Collections.Immutable;

namespace Infra.Pooling.Sizing;

/// <summary>Where the model's assumptions do not hold.</summary>
internal static class PoolDoubts
{
    // Beyond this the correction for variability is known to be rough (Whitt, 1993: good up to squared coefficients of about 9).
    private const double RoughVariation = 3;

    private const double BusyProcessors = 0.9;

    /// <summary>No measurement of a hold is nearer than this.</summary>
    internal const double LongerHold = 1.05;

    // In such a wait an error of the hold counts more than threefold.
    private const double SteepWait = 1.15;
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(1);

    // A PgBouncer needs 40 to 60 µs for a transaction: measured 17 to 25 thousand a second for each process.
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(0.5);

    public static ImmutableArray<string> Of(PoolWork work, PoolDemand demand, PoolPrediction prediction, Func<TimeSpan?> slower)
    {
        var doubts = ImmutableArray.CreateBuilder<string>();
        if (!prediction.IsStable)
            doubts.Add("More comes than the pool can do: the queue grows until clients give up, and no figure describes it.");
        // Clients without a pause wait in proportion to the hold.
        else if (demand.IsPaced && Steep(prediction.MeanWait!.Value, slower()) is { } longer)
            doubts.Add($"The wait of {SizingText.Duration(prediction.MeanWait.Value)} is steep: with transactions that take 5 % longer it is {longer}.");
        if (work.VCpu is null && work.BusyShare > 0)
            doubts.Add("The number of the server's processors is not known: they are taken to be no limit.");
        if (prediction.ProcessorUtilisation > BusyProcessors)
        {
            doubts.Add(
                $"The processors are {SizingText.Percent(prediction.ProcessorUtilisation.Value)} busy: switching between connections, "
                + "which the model leaves out, takes part of them.");
        }

        if (work.Variation > RoughVariation || demand is PoolDemand.Open { Variation: > RoughVariation })
        {
            doubts.Add(
                $"A variation above {SizingText.Number(RoughVariation)}: the correction for it is rough, and waits may be a multiple of the figures.");
        }

        if (work.Hold < Short && work.PoolerTime == TimeSpan.Zero)
            doubts.Add("Transactions are so short that the pooler's own time counts, which is not stated: throughput may be lower.");
        return doubts.ToImmutable();
    }

    private static string? Steep(TimeSpan wait, TimeSpan? longer) => longer switch
    {
        null => "without end",
        { } time when time - wait > ShortWait && time > wait * SteepWait => SizingText.Duration(time),
        _ => null,
    };
}
