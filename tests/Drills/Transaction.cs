namespace Infra.Drills;

/// <summary>How far a transaction came.</summary>
internal enum Stage
{
    /// <summary>No connection.</summary>
    Open,

    /// <summary>The first statement, which brings BEGIN with it.</summary>
    First,

    /// <summary>A later statement.</summary>
    Work,

    /// <summary>The COMMIT was sent and not answered: it may have been done.</summary>
    Commit,

    /// <summary>Committed, as the client was told.</summary>
    Done,
}

/// <summary>One transaction as its client saw it.</summary>
/// <param name="Client">The client.</param>
/// <param name="Number">Its number, counted by the client; no number is used again.</param>
/// <param name="Reads">Whether it only reads.</param>
/// <param name="Pod">Number of the pod that had the connection; 0 where there was none.</param>
/// <param name="Began">When it began.</param>
/// <param name="Ended">When its end was known.</param>
/// <param name="Stage">How far it came.</param>
/// <param name="Failure">Why it came no further; null when it is done.</param>
internal sealed record Transaction(int Client, int Number, bool Reads, int Pod, long Began, long Ended, Stage Stage, string? Failure);
