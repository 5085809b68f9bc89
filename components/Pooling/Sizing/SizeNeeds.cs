using System.Globalization;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sizing;

/// <summary>What it takes to serve a load that is not served.</summary>
internal static class SizeNeeds
{
    /// <summary>max_connections that PostgreSQL admits at the most.</summary>
    public const int MostConnections = 262_143;

    /// <summary>A sentence with the server that it takes; nothing for a pool that serves its load.</summary>
    public static IEnumerable<string> Of(PoolLoad load, PoolRecommendation? sized, PoolerSizes sizes, PoolSizes pools)
    {
        if (sized is not { Bound: SizeBound.Most or SizeBound.Impossible })
            yield break;
        var named = $"The pool of {load.User} ({Spelling.Of(load.Route)})";
        var free = pools.Free(load);
        if (free.Bound == SizeBound.Impossible)
        {
            yield return $"{named} gets {SizingText.Number(load.PerSecond)}/s and can do {SizingText.Number(free.BestPerSecond)}/s. "
                + pools.Processors(load);
            yield break;
        }

        var each = sizes.Pools == 1 ? $"{free.Size} connections" : $"{free.Size} connections in each of {sizes.Pools} pools";
        yield return Smallest(sizes, load.Route, free.Size) is { } max
            ? string.Create(
                CultureInfo.InvariantCulture, $"{named} needs {each}: a server with max_connections of at least {max}, or shorter transactions.")
            : $"{named} needs {each}, which no single server admits: use several, shorter transactions, or replicas for the reads.";
    }

    /// <summary>The smallest max_connections with which the budget leaves a size; null when there is none.</summary>
    private static int? Smallest(PoolerSizes sizes, Route route, int size)
    {
        var (from, to) = ((int)Math.Clamp(sizes.Capacity.MaxConnections.Min, 1, MostConnections), MostConnections);
        if (!Fits(to))
            return null;
        while (from < to)
        {
            var middle = from + ((to - from) / 2);
            (from, to) = Fits(middle) ? (from, middle) : (middle + 1, to);
        }

        return to;

        bool Fits(int max) =>
            sizes.Limit(route, sizes.Capacity with { MaxConnections = Interval.Exactly(max) }) is not { } limit || limit.Size >= size;
    }
}
