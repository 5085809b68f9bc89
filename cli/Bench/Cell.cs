using System.Collections.Immutable;

namespace Infra.Cli.Bench;

/// <summary>What a way made of a load.</summary>
/// <param name="Load">The load.</param>
/// <param name="Way">The way.</param>
internal sealed record Cell(BenchLoad Load, Way Way)
{
    /// <summary>One figure for each round, in the load's unit. Of a way that does not serve all clients: what the others got through.</summary>
    public ImmutableArray<double> Figures { get; init; } = [];

    /// <summary>Clients that got an answer.</summary>
    public int Served { get; init; }

    /// <summary>Clients that were not let in.</summary>
    public int Refused { get; init; }

    /// <summary>What clients were told, and how many of them.</summary>
    public ImmutableSortedDictionary<string, long> Failures { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>The settings of the pooler that ran; none for direct connections.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Processes of the pooler that ran; 0 for direct connections.</summary>
    public int Processes { get; init; }

    /// <summary>What the server held while all clients were connected; null where that was not looked at.</summary>
    public ServerMemory? Memory { get; init; }

    /// <summary>
    /// Whether every client was served and none failed. Otherwise the load was not done: what twenty clients get through while thirty wait is no
    /// figure of a load of fifty.
    /// </summary>
    public bool Serves => Served == Load.Clients && Failures.IsEmpty;

    public double? Median => Figures.IsEmpty ? null : Ratio.MedianOf(Figures);

    /// <summary>What became of the clients; empty when all were served.</summary>
    public string Shortfall
    {
        get
        {
            if (Serves)
                return "";
            int waiting = Load.Clients - Served - Refused;
            string[] parts =
            [
                .. Served < Load.Clients ? (string[])[$"serves {Served} of {Load.Clients} clients"] : [],
                .. waiting > 0 ? (string[])[$"{waiting} wait"] : [],
                .. Failures.Select(failure => $"{failure.Value} × {failure.Key}"),
            ];
            return string.Join("; ", parts);
        }
    }
}
