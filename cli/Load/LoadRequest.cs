using System.Collections.Immutable;

namespace Infra.Cli.Load;

/// <summary>A bounded load.</summary>
internal sealed record LoadRequest
{
    /// <summary>How many clients work; at least 1 and not more than are connected.</summary>
    public required int Clients { get; init; }

    /// <summary>What they do; at least one.</summary>
    public required ImmutableArray<LoadTransaction> Transactions { get; init; }

    public Arrivals Arrivals { get; init; } = Arrivals.Closed();

    /// <summary>Whether every transaction logs in anew.</summary>
    public bool ConnectPerTransaction { get; init; }

    /// <summary>Whether statements are prepared once on each connection.</summary>
    public bool Prepare { get; init; } = true;

    /// <summary>
    /// Longest time of a statement: the transaction then says so to the server, and that it only reads. Null sends nothing of the kind.
    /// </summary>
    public TimeSpan? Guard { get; init; }

    /// <summary>What <see cref="BusyWork.RoundsPerSecondAsync"/> found; needed when a step is busy.</summary>
    public double BusyRoundsPerSecond { get; init; }

    /// <summary>Time before the measured one.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The measured time.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long transactions under way may take to end after that; then they are cancelled.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The load ends when more than so many transactions have failed.</summary>
    public int MostFailures { get; init; } = int.MaxValue;

    /// <summary>Of the service times, the pauses and the order of transactions.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>A moment of a load at which the caller may look at the servers.</summary>
internal enum LoadMoment
{
    /// <summary>The warm-up is over.</summary>
    Begin,

    /// <summary>The measured time is over; transactions are still under way.</summary>
    End,
}
