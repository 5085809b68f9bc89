using System.Collections.Immutable;

namespace Infra.Cli.Bench;

/// <summary>What is gathered of a way under a load, round by round.</summary>
internal sealed class CellNotes(BenchLoad load, Way way)
{
    private readonly List<double> figures = [];
    private readonly Dictionary<string, long> failures = new(StringComparer.Ordinal);
    private int? served;
    private int refused;

    public ImmutableSortedDictionary<string, string> Settings { get; set; } = ImmutableSortedDictionary<string, string>.Empty;

    public int Processes { get; set; }

    public ServerMemory? Memory { get; set; }

    /// <summary>Whether it has become clear that not all clients are served, so that no further round has to show it.</summary>
    public bool IsSettled => served is { } known && (known < load.Clients || failures.Count > 0);

    /// <summary>Whether all clients have been seen to be served.</summary>
    public bool IsKnown => served is not null;

    public int Served => served ?? 0;

    public void Saw(StormResult storm)
    {
        served = storm.Served;
        refused = storm.Refused;
        Failed(storm.Failures);
    }

    public void Measured(double perSecond) => figures.Add(perSecond);

    public void Failed(IEnumerable<KeyValuePair<string, long>> more)
    {
        foreach ((string words, long count) in more)
            failures[words] = failures.GetValueOrDefault(words) + count;
    }

    public Cell ToCell() => new(load, way)
    {
        Figures = [.. figures],
        Served = Served,
        Refused = refused,
        Failures = failures.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Settings = Settings,
        Processes = Processes,
        Memory = Memory,
    };
}
