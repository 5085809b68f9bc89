using System.Collections.Immutable;

namespace Infra.Policies.Rules.Fixes;

/// <summary>A value that may be changed, and what it may become.</summary>
/// <typeparam name="T">What the value is a part of.</typeparam>
/// <param name="Path">Where it stands, by the names of the whole.</param>
/// <param name="Now">Its value; null where nothing is set.</param>
/// <param name="Least">Smallest value to try.</param>
/// <param name="Most">Largest value to try.</param>
/// <param name="With">The whole with another value.</param>
internal sealed record Knob<T>(string Path, long? Now, long Least, long Most, Func<long, T> With)
{
    private const int Offered = 6;

    /// <summary>The smallest change of each knob that is good, smaller changes first.</summary>
    /// <param name="knobs">The knobs.</param>
    /// <param name="place">Where a path stands, and what a reader calls it.</param>
    /// <param name="good">Whether the whole is good.</param>
    public static ImmutableArray<Fix> Search(IEnumerable<Knob<T>> knobs, Func<string, (Subject Place, string Name)> place, Func<T, bool> good) =>
    [
        .. knobs
            .SelectMany(knob => knob.Search(good).Select(to => (Knob: knob, To: to, Found: place(knob.Path))))
            .Select(found => new Fix(found.Found.Place, found.Found.Name, found.Knob.Now, found.To))
            .OrderBy(fix => fix.Size)
            .ThenBy(fix => fix.Name, StringComparer.Ordinal)
            .Take(Offered),
    ];

    private IEnumerable<long> Search(Func<T, bool> isGood)
    {
        var now = Now ?? Most + 1;
        foreach (var (direction, end) in new[] { (-1, Least), (1, Most) })
        {
            var (bad, step) = (now, 1L);
            // In growing steps: what is far away may be worse again.
            while (Math.Abs(end - bad) > 0 && Math.Sign(end - bad) == direction)
            {
                var next = direction < 0 ? Math.Max(end, bad - step) : Math.Min(end, bad + step);
                if (Good(next))
                {
                    yield return Nearest(next, bad);
                    break;
                }

                (bad, step) = (next, step * 2);
            }
        }

        bool Good(long value) => isGood(With(value));

        // The good value next to the bad ones. Only what was tried is returned, also where more of it is not always better.
        long Nearest(long good, long bad)
        {
            while (Math.Abs(good - bad) > 1)
            {
                var middle = good + ((bad - good) / 2);
                if (Good(middle))
                    good = middle;
                else
                    bad = middle;
            }

            return good;
        }
    }
}
