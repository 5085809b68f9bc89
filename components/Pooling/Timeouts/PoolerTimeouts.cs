namespace Infra.Pooling.Timeouts;

/// <summary>The limits of the pooler; null means that it sets no limit, or has no such setting.</summary>
public sealed record PoolerTimeouts
{
    /// <summary>How long a client may wait for a server connection (query_wait_timeout; RDS Proxy: connectionBorrowTimeout).</summary>
    public TimeSpan? QueueWait { get; init; }

    /// <summary>Connecting to the server and logging in (server_connect_timeout).</summary>
    public TimeSpan? ServerConnect { get; init; }

    /// <summary>Pause after a failed login at the server (server_login_retry).</summary>
    public TimeSpan? ServerLoginRetry { get; init; }

    /// <summary>Wait after which the reserve pool opens (reserve_pool_timeout); null keeps it closed to waiting clients.</summary>
    public TimeSpan? ReservePool { get; init; }

    /// <summary>How long an unused server connection is kept (server_idle_timeout).</summary>
    public TimeSpan? ServerIdle { get; init; }

    /// <summary>One query (query_timeout).</summary>
    public TimeSpan? Query { get; init; }

    /// <summary>One transaction (transaction_timeout, PgBouncer 1.25).</summary>
    public TimeSpan? Transaction { get; init; }

    /// <summary>Idling in a transaction (idle_transaction_timeout).</summary>
    public TimeSpan? IdleTransaction { get; init; }

    /// <summary>A client that does nothing (client_idle_timeout; RDS Proxy: idleClientTimeout).</summary>
    public TimeSpan? ClientIdle { get; init; }

    /// <summary>Idle time before a TCP keepalive (tcp_keepidle).</summary>
    public TimeSpan? Keepalive { get; init; }

    /// <summary>Every client connection ends then, whatever it does (RDS Proxy: 24 h).</summary>
    public TimeSpan? ClientLifetime { get; init; }
}
