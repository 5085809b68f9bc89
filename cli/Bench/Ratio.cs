namespace Infra.Cli.Bench;

/// <summary>How many times faster ours is, and how sure that is.</summary>
/// <param name="Median">Median of the rounds' ratios, ours over theirs.</param>
/// <param name="Noise">Half the width of the 95 % confidence interval of those ratios: what lies within it may be chance.</param>
internal sealed record Ratio(double Median, double Noise)
{
    /// <summary>From here on ours is not slower.</summary>
    public const double Least = 0.98;

    // Student's t for a two-sided 95 %, by the number of rounds less one: with few rounds chance has much room.
    private static readonly double[] Student =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
    ];

    /// <summary>Noise above which the rounds do not tell whether ours is slower.</summary>
    public const double MostNoise = 0.2;

    /// <summary>Whether ours could be slower by much, and the rounds differ too much to tell.</summary>
    public bool IsUndecided => !IsSlower && Noise > MostNoise && Median - Noise < Least;

    public bool IsSlower => Median + Noise < Least;

    public bool IsClearlyBetter => Median - Noise > 1 / Least;

    /// <summary>
    /// Compares what was measured in the same rounds. Both of a round ran one shortly after the other, so that a machine which is slower in
    /// one round than in another is so for both.
    /// </summary>
    /// <returns>Null where fewer than two rounds have both: one round shows no noise.</returns>
    public static Ratio? Of(IReadOnlyList<double> ours, IReadOnlyList<double> theirs)
    {
        double[] ratios = [.. ours.Zip(theirs).Where(pair => pair.Second > 0).Select(pair => pair.First / pair.Second)];
        if (ratios.Length < 2)
            return null;
        double mean = ratios.Average();
        double variance = ratios.Sum(ratio => (ratio - mean) * (ratio - mean)) / (ratios.Length - 1);
        double student = Student[Math.Min(ratios.Length - 2, Student.Length - 1)];
        return new(MedianOf(ratios), student * Math.Sqrt(variance / ratios.Length));
    }

    /// <summary>The middle of some numbers; the mean of the two in the middle where their number is even.</summary>
    public static double MedianOf(IReadOnlyCollection<double> numbers)
    {
        ArgumentOutOfRangeException.ThrowIfZero(numbers.Count);
        double[] sorted = [.. numbers.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
