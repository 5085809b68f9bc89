using System.Collections.Immutable;
using Npgsql;

namespace Infra.Cli.Load;

/// <summary>What one client saw.</summary>
internal sealed class LoadNotes
{
    private readonly List<(long Ended, double Latency, Took Took)> done = [];
    private readonly Dictionary<string, long> failures = [];

    public void Done(long ended, double latency, Took took) => done.Add((ended, latency, took));

    public void Failed(Exception failure)
    {
        string name = (failure as PostgresException)?.SqlState ?? failure.InnerException?.GetType().Name ?? failure.GetType().Name;
        failures[name] = failures.GetValueOrDefault(name) + 1;
    }

    /// <summary>All clients' notes of what ended between two moments.</summary>
    public static LoadResult Sum(ImmutableArray<LoadNotes> notes, long begin, long end, TimeSpan elapsed, bool logins, bool gaveUp)
    {
        (long Ended, double Latency, Took Took)[] counted = [.. notes.SelectMany(note => note.done).Where(note => note.Ended > begin && note.Ended <= end)];
        return new LoadResult
        {
            Transactions = counted.Length,
            Elapsed = elapsed,
            Failures = notes.SelectMany(note => note.failures).GroupBy(failure => failure.Key)
                .ToImmutableSortedDictionary(failure => failure.Key, failure => failure.Sum(each => each.Value), StringComparer.Ordinal),
            GaveUp = gaveUp,
            Latency = Times.Of([.. counted.Select(note => note.Latency)]),
            Wait = logins ? Times.None : Times.Of([.. counted.Select(note => note.Took.Wait)]),
            Service = logins ? Times.None : Times.Of([.. counted.Select(note => note.Took.Service)]),
        };
    }
}
