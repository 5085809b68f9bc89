using System.Collections.Immutable;
using Infra.Cli.Bench;

namespace Infra.Cli.Measuring;

/// <summary>Which of the sizes that were tried in turns is enough.</summary>
internal static class SizeChoice
{
    /// <summary>
    /// The smallest that does nearly what the best does, and its share of that. Shares are medians over the rounds: a machine that is
    /// slower in one round than in another is so for all sizes.
    /// </summary>
    /// <param name="candidates">The sizes that may be chosen, from the smallest on.</param>
    /// <param name="rounds">What each round measured of them, and of others.</param>
    public static (int Size, double Share) Of(ImmutableArray<int> candidates, ImmutableArray<ImmutableArray<MeasuredSize>> rounds)
    {
        int best = candidates.MaxBy(size => Ratio.MedianOf([.. rounds.Select(round => PerSecond(round, size))]));
        return candidates.Select(size => (size, Share: ShareOf(size))).First(each => each.Share >= PoolMeasurement.CloseEnough);

        double ShareOf(int size) => Ratio.MedianOf([.. rounds.Select(round => PerSecond(round, size) / PerSecond(round, best))]);
    }

    private static double PerSecond(ImmutableArray<MeasuredSize> round, int size) => round.First(each => each.Connections == size).PerSecond;
}
