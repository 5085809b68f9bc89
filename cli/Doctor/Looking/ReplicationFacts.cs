using System.Collections.Immutable;

namespace Infra.Cli.Doctor.Looking;

/// <summary>Where a server stands in replication.</summary>
internal sealed record ReplicationFacts
{
    /// <summary>Position: written on a primary, replayed on a replica; bytes of the log. Null when it is not known.</summary>
    public decimal? Position { get; init; }

    /// <summary>Replicas that are connected to a primary; or, on a replica, the receivers that run there.</summary>
    public long Streams { get; init; }

    /// <summary>Slots of a primary that no replica uses.</summary>
    public ImmutableArray<string> IdleSlots { get; init; } = [];

    /// <summary>Whether replay was halted by hand; false on a primary.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Bytes still missing when the time for catching up was over; null when it was not seen.</summary>
    public decimal? Behind { get; init; }
}
