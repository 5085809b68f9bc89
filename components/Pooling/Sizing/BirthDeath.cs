namespace Infra.Pooling.Sizing;

/// <summary>
/// The long-run shares of time of a queue that steps up and down by one. The step up must get no likelier, and the step down no less
/// likely, from state to state, so that the shares rise to one peak and fall again.
/// </summary>
internal sealed class BirthDeath
{
    // What is this much less likely than the likeliest state changes no digit of a sum.
    private const double Negligible = 1e-20;

    private readonly int _first;
    private readonly double[] _shares;

    private BirthDeath(int first, double[] shares) => (_first, _shares) = (first, shares);

    /// <summary>
    /// Solves the balance of each state with the next, outwards from the likeliest one: no weight exceeds 1, however many states there are.
    /// </summary>
    /// <param name="last">The highest state; the lowest is 0.</param>
    /// <param name="up">The rate from a state to the next; 0 or more.</param>
    /// <param name="down">The rate from a state to the one before; above 0 from state 1 on.</param>
    public static BirthDeath Solve(int last, Func<int, double> up, Func<int, double> down)
    {
        var peak = Peak(last, up, down);
        var below = new List<double>();
        for (var (state, weight) = (peak, 1.0); state > 0; state--)
        {
            weight *= down(state) / up(state - 1);
            if (!(weight > Negligible))
                break;
            below.Add(weight);
        }

        below.Reverse();
        var first = peak - below.Count;
        below.Add(1);
        for (var (state, weight) = (peak, 1.0); state < last; state++)
        {
            weight *= up(state) / down(state + 1);
            if (!(weight > Negligible))
                break;
            below.Add(weight);
        }

        var sum = below.Sum();
        return new(first, [.. below.Select(weight => weight / sum)]);
    }

    /// <summary>The share of time in a state.</summary>
    public double this[int state] => state >= _first && state < _first + _shares.Length ? _shares[state - _first] : 0;

    /// <summary>The mean of what each state counts for.</summary>
    public double Mean(Func<int, double> value)
    {
        var sum = 0.0;
        for (var index = 0; index < _shares.Length; index++)
            sum += _shares[index] * value(_first + index);
        return sum;
    }

    private static int Peak(int last, Func<int, double> up, Func<int, double> down)
    {
        var (low, high) = (0, last);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (up(middle) >= down(middle + 1))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
