using System.Globalization;

namespace Infra.Drills;

/// <summary>What the host of a virtual machine gave to others, as <c>/proc/stat</c> counts it.</summary>
/// <param name="Stolen">Ticks in which a processor was wanted and not given.</param>
/// <param name="All">All ticks.</param>
internal readonly record struct StolenTime(long Stolen, long All)
{
    private const int Stealing = 7;

    public static StolenTime Now()
    {
        long[] ticks =
        [
            .. File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..(Stealing + 2)]
                .Select(count => long.Parse(count, CultureInfo.InvariantCulture)),
        ];
        return new StolenTime(ticks[Stealing], ticks.Sum());
    }

    /// <summary>The share of the time since then.</summary>
    public double ShareSince(StolenTime begin) => (Stolen - begin.Stolen) / (double)Math.Max(1, All - begin.All);
}
