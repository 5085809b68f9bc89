using System.Collections.Immutable;

namespace Infra.Policies.Rules.Fixes;

/// <summary>A value that may be changed, and what it may become.</summary>
/// <typeparam name="T">What the value is a part of.</typeparam>
/// <param name="Name">What it is called.</param>
/// <param name="Now">Its value; null where nothing is set.</param>
/// <param name="Least">Smallest value to try.</param>
/// <param name="Most">Largest value to try.</param>
/// <param name="With">The whole with another value.</param>
internal sealed record Knob<T>(string Name, long? Now, long Least, long Most, Func<long, T> With)
{
    private const int Offered = 6;

    /// <summary>The smallest change of each knob that is good, smaller changes first.</summary>
    public static ImmutableArray<Fix> Search(IEnumerable<Knob<T>> knobs, Func<string, Subject> place, Func<T, bool> good) =>
    [
        .. knobs
            .SelectMany(knob => knob.Search(good).Select(to => new Fix(place(knob.Name), knob.Name, knob.Now, to)))
            .OrderBy(fix => fix.Size)
            .ThenBy(fix => fix.Name, StringComparer.Ordinal)
            .Take(Offered),
    ];

    private IEnumerable<long> Search(Func<T, bool> isGood)
    {
        var now = Now ?? Most + 1;
        if (Least < now && Good(Least))
            yield return Nearest(Least, now);
        if (Most > now && Good(Most))
            yield return Nearest(Most, now);

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
