using System.Collections.Immutable;

namespace Infra.Cli.Measuring;

/// <summary>Doubles the size until that no longer helps.</summary>
internal static class PoolSweep
{
    private const double Gain = 1.03;
    internal const int Patience = 2;

    /// <summary>What each size did, from 1 on.</summary>
    /// <param name="most">The largest size; 1 or more.</param>
    /// <param name="measure">Measures one.</param>
    /// <param name="enough">Whether no more time is left.</param>
    public static async Task<ImmutableArray<MeasuredSize>> RunAsync(int most, Func<int, Task<MeasuredSize>> measure, Func<bool> enough)
    {
        ImmutableArray<MeasuredSize>.Builder sizes = ImmutableArray.CreateBuilder<MeasuredSize>();
        double best = 0;
        int idle = 0;
        foreach (int size in Steps(most))
        {
            if (idle == Patience || (sizes.Count > 0 && enough()))
                break;
            MeasuredSize measured = await measure(size);
            // What else the machine does makes a size slower, never faster: one that disappoints has a second try.
            if (measured.PerSecond <= best * Gain && !measured.Clients.GaveUp)
                measured = new[] { measured, await measure(size) }.MaxBy(each => each.PerSecond)!;
            sizes.Add(measured);
            if (measured.Clients.GaveUp)
                break;
            idle = measured.PerSecond > best * Gain ? 0 : idle + 1;
            best = Math.Max(best, measured.PerSecond);
        }
        return sizes.ToImmutable();
    }

    /// <summary>1, 2, 4 and so on, and the largest.</summary>
    internal static IEnumerable<int> Steps(int most)
    {
        for (int size = 1; size < most; size *= 2)
            yield return size;
        yield return most;
    }
}
