namespace Infra.Pooling.Connections;

/// <summary>
/// What a client is told about time and size; null leaves a driver's own default. Times are more than zero and at most
/// 2147483 s; a driver that counts whole seconds gets the next higher number, because zero means «no limit» to most.
/// </summary>
public sealed record ClientSettings
{
    /// <summary>Limit on making a connection; at most 1024 s, which is Npgsql's own limit.</summary>
    public TimeSpan? ConnectTimeout { get; init; }

    /// <summary>Limit on one command.</summary>
    public TimeSpan? CommandTimeout { get; init; }

    /// <summary>Most connections that one process holds; 1 to 100000.</summary>
    public int? PoolSize { get; init; }

    /// <summary>How long a connection of the client's pool may lie unused.</summary>
    public TimeSpan? IdleLifetime { get; init; }

    /// <summary>How old a connection of the client's pool may become.</summary>
    public TimeSpan? ConnectionLifetime { get; init; }

    /// <summary>Silence before the first TCP keepalive packet.</summary>
    public TimeSpan? KeepaliveIdle { get; init; }

    /// <summary>Time between two TCP keepalive packets without an answer; needs <see cref="KeepaliveIdle"/>.</summary>
    public TimeSpan? KeepaliveInterval { get; init; }
}
