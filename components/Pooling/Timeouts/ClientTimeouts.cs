namespace Infra.Pooling.Timeouts;

/// <summary>The limits of a client library and its pool. All are whole seconds.</summary>
public sealed record ClientTimeouts
{
    /// <summary>Making a connection (libpq connect_timeout, Npgsql Timeout).</summary>
    public required TimeSpan Connect { get; init; }

    /// <summary>One command (Npgsql Command Timeout, asyncpg command_timeout).</summary>
    public required TimeSpan Command { get; init; }

    /// <summary>Waiting for a connection of the client's own pool (SQLAlchemy pool_timeout).</summary>
    public required TimeSpan PoolAcquire { get; init; }

    /// <summary>How long a pooled connection may idle; default 60 s.</summary>
    public TimeSpan IdleLifetime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the pool looks for idle connections (Npgsql Connection Pruning Interval); default 10 s.</summary>
    public TimeSpan PruningInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How old a pooled connection may get (Npgsql Connection Lifetime, SQLAlchemy pool_recycle): <c>pooler.drain</c>, so that by then
    /// the clients have left a pooler that is being replaced; default 300 s.
    /// </summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>TCP keepalive on idle connections (libpq keepalives_idle, Npgsql Tcp Keepalive Time).</summary>
    public TimeSpan Keepalive { get; init; } = KeepaliveTimes.Idle;

    /// <summary>Time between keepalive probes (libpq keepalives_interval).</summary>
    public TimeSpan KeepaliveInterval { get; init; } = KeepaliveTimes.Interval;

    /// <summary>Probes without an answer after which the connection is dead (libpq keepalives_count).</summary>
    public int KeepaliveCount { get; init; } = KeepaliveTimes.Count;
}
