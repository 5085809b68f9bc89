using System.Globalization;
using Infra.Pooling.Sizing;

namespace Infra.Cli.Measuring;

/// <summary>What it takes to serve a rate that what was measured does not serve.</summary>
internal static class MeasureNeed
{
    /// <summary>One sentence; null when the rate is served, or the demand is none.</summary>
    /// <param name="work">What was fitted.</param>
    /// <param name="demand">What was asked for; null when nothing was.</param>
    /// <param name="wait">The wait that one of a hundred may exceed; null for the model's default.</param>
    /// <param name="model">What the model recommends within the connections that can be had.</param>
    public static string? Of(PoolWork work, PoolDemand? demand, TimeSpan? wait, PoolRecommendation model)
    {
        if (demand is not PoolDemand.Open { PerSecond: var asked } || model.Bound is not (SizeBound.Most or SizeBound.Impossible))
            return null;
        PoolRecommendation free = PoolModel.Recommend(work, demand, new PoolTarget { P99Wait = wait });
        string each = work.Pools == 1 ? "" : FormattableString.Invariant($" in each of {work.Pools} pools");
        return free.Bound switch
        {
            SizeBound.Impossible => string.Create(
                CultureInfo.InvariantCulture,
                $"{asked:0.##} transactions/s are asked for, and {free.BestPerSecond:0.##}/s can be done with {work.VCpu:0.##} processors: "
                + $"it takes {Math.Ceiling(asked * work.Hold.TotalSeconds * work.BusyShare / Busy):0} of them, shorter transactions, "
                + $"or a part of the reads on replicas."),
            SizeBound.Most => string.Create(
                CultureInfo.InvariantCulture,
                $"{asked:0.##} transactions/s need more than {free.Size} connections{each}: several servers, or shorter transactions."),
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"{asked:0.##} transactions/s need {free.Size} connections{each}, and {model.Size} can be had: "
                + $"a larger pool and max_connections, or shorter transactions."),
        };
    }

    // A server should be built for processors that are at most this busy.
    private const double Busy = 0.7;
}
