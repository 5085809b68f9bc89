using System.Collections.Immutable;

namespace Infra.Cli.Doctor.Looking;

/// <summary>Who has a server connection, and for how long.</summary>
internal enum Sharing
{
    /// <summary>Not seen: see the reason.</summary>
    Unknown,

    /// <summary>Nothing stands between the client and the server.</summary>
    None,

    /// <summary>A client keeps its server connection until it leaves.</summary>
    Session,

    /// <summary>A client has one for a transaction.</summary>
    Transaction,

    /// <summary>A client has one for a statement.</summary>
    Statement,
}

/// <summary>What became of a statement that was prepared once.</summary>
internal enum PreparedUse
{
    /// <summary>Not tried: see the reason.</summary>
    Unknown,

    /// <summary>It works where it was prepared, and the client stays there.</summary>
    SameConnection,

    /// <summary>It works on another server connection too.</summary>
    OtherConnection,

    /// <summary>It was gone.</summary>
    Lost,
}

/// <summary>How sessions behave on an entry.</summary>
internal sealed record SessionFacts
{
    public required Sharing Sharing { get; init; }

    /// <summary>What is in the way where <see cref="Sharing"/> or <see cref="Prepared"/> is unknown.</summary>
    public string? Reason { get; init; }

    public PreparedUse Prepared { get; init; }

    /// <summary>What the server or the pooler said to a statement that was lost.</summary>
    public string? PreparedFault { get; init; }

    /// <summary>Whether a setting of one client was still there for the next; null when that was not seen.</summary>
    public bool? SettingStays { get; init; }

    /// <summary>What other clients had left behind on the server connections that were met.</summary>
    public ImmutableArray<string> Leftovers { get; init; } = [];

    /// <summary>How many server connections were looked at for that.</summary>
    public int Looked { get; init; }
}
