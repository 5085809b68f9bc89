namespace Infra.Pooling.Specification;

/// <summary>
/// The time-outs of the whole path, from one place. Each lies between one second and 24 hours and is a whole number of milliseconds.
/// </summary>
public sealed record TimeoutOptions
{
    /// <summary>A client's limit on making a connection; whole seconds, default 10 s.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a client may wait for a server connection; whole seconds, at least 2 s, default 8 s.</summary>
    public TimeSpan QueueWait { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>lock_timeout; default 15 s.</summary>
    public TimeSpan Lock { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>statement_timeout; default 20 s.</summary>
    public TimeSpan Statement { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A client's limit on one command; whole seconds, default 30 s.</summary>
    public TimeSpan Command { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>idle_in_transaction_session_timeout; default 60 s.</summary>
    public TimeSpan IdleInTransaction { get; init; } = TimeSpan.FromSeconds(60);
}
