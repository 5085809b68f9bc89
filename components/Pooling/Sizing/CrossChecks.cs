using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sizing;

/// <summary>The rules of thumb that the systems' own guides give, beside what is recommended.</summary>
internal static class CrossChecks
{
    private const double FidesMargin = 1.5;

    /// <summary>Connections for anything else in the rule of Fides for max_connections.</summary>
    private const int FidesSpare = 50;

    // Rules of thumb are rough: a fifth more or less is the same.
    private const double Near = 0.2;

    public static ImmutableArray<CrossCheck> Of(SizeAdvice advice, ImmutableArray<PoolLoad> loads, int size, int reserve) =>
    [
        .. advice.Pools.Zip(loads).Where(pool => pool.Second.IsKnown).Select(pool => LittleWithMargin(pool.First, pool.Second)),
        .. advice.Clients.Select(Overflow),
        .. WithoutPooler(advice),
        .. WithPooler(advice, size, reserve),
        .. Cores(advice, size),
    ];

    private static CrossCheck LittleWithMargin(PoolAdvice pool, PoolLoad load)
    {
        var says = load.MeanBusy * FidesMargin;
        var size = pool.Sized?.Size ?? 0;
        var total = (long)size * pool.Pools;
        var agrees = Math.Abs(total - says) <= Math.Max(1, Math.Max(says, total) * Near);
        return new(
            $"Fides: requests/s × seconds × 1.5 ({pool.User}, {Spelling.Of(pool.Route)})",
            $"({load.Product}) × {SizingText.Number(FidesMargin)}",
            SizingText.Number(Math.Ceiling(says)),
            $"{pool.Pools} × {size} = {total}",
            agrees,
            agrees ? "Both say about the same."
                : total < says ? pool.Sized?.Bound switch
                {
                    SizeBound.Most => "The server has no room for that many.",
                    SizeBound.Throughput or SizeBound.Impossible => "The processors cannot use that many: the formula does not know of them.",
                    _ => "A large pool needs less room above its mean than half of it: the waits of many connections even out.",
                }
                : pool.Pools > 1
                    ? "A small pool needs more room above its mean than half of it, and every pod has a pool of its own."
                    : "A small pool needs more room above its mean than half of it.");
    }

    private static CrossCheck Overflow(ClientAdvice client)
    {
        var (size, overflow) = (client.Pool.Size, client.Pool.Overflow);
        // Whole connections cannot meet a percentage of few.
        var agrees = overflow >= Math.Floor(size * 0.15) && overflow <= Math.Max(1, Math.Ceiling(size * 0.2));
        return new(
            $"Fides: overflow of 15 to 20 % of the pool ({client.Workload})",
            $"{size} × 15 % to {size} × 20 %",
            $"{SizingText.Number(Math.Floor(size * 0.15))} to {SizingText.Number(Math.Max(1, Math.Ceiling(size * 0.2)))}",
            $"{overflow}",
            agrees,
            agrees ? "Both say about the same." : "The pool is so small that whole connections do not meet the share.");
    }

    private static IEnumerable<CrossCheck> WithoutPooler(SizeAdvice advice)
    {
        var clients = advice.Clients.Sum(client => (long)client.Processes * (client.Pool.Size + client.Pool.Overflow));
        var other = advice.Specification.Database.Reserve.Other;
        var needs = clients + other + FidesSpare;
        if (advice.Specification.Database.MaxConnections is not { } max)
            yield break;
        yield return new(
            "Fides: max_connections ≥ pool × workers + others + 50, without a pooler",
            $"{clients} + {other} + {FidesSpare}",
            $"{needs}",
            $"{max}",
            needs <= max,
            needs <= max ? "The clients would fit without a pooler; the pooler is for storms, restarts and many more processes."
                : "Without a pooler the clients do not fit: that is what the pooler is for.");
    }

    private static IEnumerable<CrossCheck> WithPooler(SizeAdvice advice, int size, int reserve)
    {
        if (advice.Specification.Database.MaxConnections is not { } max)
            yield break;
        var other = advice.Specification.Database.Reserve.Other;
        var ofPools = OnTheBusiestServer(advice, size, reserve);
        var needs = ofPools + other + FidesSpare;
        yield return new(
            "Fides: max_connections ≥ pool × workers + others + 50, with the pooler",
            $"{ofPools} + {other} + {FidesSpare}",
            $"{needs}",
            $"{max}",
            needs <= max,
            needs <= max ? "The pools fit."
                : $"The pools fit the budget, which keeps less than {FidesSpare} for other things: `database.reserve` says how much.");
    }

    private static IEnumerable<CrossCheck> Cores(SizeAdvice advice, int size)
    {
        if (advice.Processors.VCpu is not { } cores)
            yield break;
        var says = (cores * 2) + 1;
        var total = OnTheBusiestServer(advice, size, reserve: 0);
        // The rule is meant for work that always comes: a pool that waits for work may well be smaller.
        var agrees = total <= says * 2 && total >= says / 2;
        yield return new(
            "PostgreSQL wiki: cores × 2 + disks",
            $"{SizingText.Number(cores)} × 2 + 1",
            SizingText.Number(says),
            $"{total}",
            agrees,
            agrees ? "Both say about the same."
                : total > says ? "Connections that mostly wait keep fewer processors busy than the rule takes for granted."
                : "The load needs less than the server has.");
    }

    private static long OnTheBusiestServer(SizeAdvice advice, int size, int reserve) => advice.Pools
        .GroupBy(pool => pool.Route)
        .Max(route => route.Sum(pool => pool.Pools * ((long)(pool.Prediction?.Connections ?? size) + reserve)));
}
