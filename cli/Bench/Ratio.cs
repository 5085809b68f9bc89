namespace Infra.Cli.Bench;

/// <summary>How many times faster ours is, and how sure that is.</summary>
/// <param name="Median">Median of the rounds' ratios, ours over theirs.</param>
/// <param name="Noise">Half the width of the 95 % confidence interval of those ratios: what lies within it may be chance.</param>
internal sealed record Ratio(double Median, double Noise)
{
    /// <summary>From here on ours is not slower.</summary>
    public const double Least = 0.98;

    // Student's t for a two-sided 95 %, by the degrees of freedom: with few rounds chance has much room.
    private static readonly double[] Student =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
    ];

    /// <summary>Noise above which the rounds do not tell whether ours is slower.</summary>
    public const double MostNoise = 0.1;

    /// <summary>Whether ours could be slower by much, and the rounds differ too much to tell.</summary>
    public bool IsUndecided => !IsSlower && Noise > MostNoise && Median - Noise < Least;

    /// <summary>Whether further rounds would only repeat what is known: well enough by how much, or that ours is faster.</summary>
    public bool IsSettled => Noise <= MostNoise || IsClearlyBetter;

    public bool IsSlower => Median + Noise < Least;

    public bool IsClearlyBetter => Median - Noise > 1 / Least;

    /// <summary>
    /// Compares what was measured in the same rounds. All of a round ran one shortly after the other, so that a machine which is slower in one
    /// round than in another is so for all of them.
    /// </summary>
    /// <param name="ours">A figure of each round.</param>
    /// <param name="theirs">Theirs of the same rounds.</param>
    /// <param name="others">
    /// What else ran in these rounds. Rounds are blocks and ways are treatments: what a round's ways differ by beyond what is the way's and what
    /// is the round's is chance, and the more ways, the better known (analysis of variance of a randomised complete block design, in logarithms).
    /// </param>
    /// <returns>Null where fewer than two rounds have both: one round shows no noise.</returns>
    public static Ratio? Of(IReadOnlyList<double> ours, IReadOnlyList<double> theirs, params IReadOnlyList<double>[] others)
    {
        IReadOnlyList<double>[] ways = [ours, theirs, .. others];
        int[] rounds = [.. Enumerable.Range(0, ways.Min(way => way.Count)).Where(round => ways.All(way => way[round] > 0))];
        if (rounds.Length < 2)
            return null;
        double[][] logs = [.. ways.Select(way => rounds.Select(round => Math.Log(way[round])).ToArray())];
        double all = logs.Average(way => way.Average());
        double[] ofRound = [.. rounds.Select((_, place) => logs.Average(way => way[place]))];
        double chance = logs.Sum(way => way.Select((value, place) => Math.Pow(value - way.Average() - ofRound[place] + all, 2)).Sum());
        int free = (ways.Length - 1) * (rounds.Length - 1);
        double half = Student[Math.Min(free, Student.Length) - 1] * Math.Sqrt(2 * chance / free / rounds.Length);
        double median = MedianOf([.. rounds.Select(round => ours[round] / theirs[round])]);
        return new(median, median * double.ExpM1(half));
    }

    /// <summary>The middle of some numbers; the mean of the two in the middle where their number is even.</summary>
    public static double MedianOf(IReadOnlyCollection<double> numbers)
    {
        ArgumentOutOfRangeException.ThrowIfZero(numbers.Count);
        double[] sorted = [.. numbers.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
