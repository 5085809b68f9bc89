using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Timeouts;

/// <summary>The orders that must hold between the time-outs of clients, pooler, database and network.</summary>
public static class TimeoutLadder
{
    private static readonly TimeoutTerm Lock = new("the lock time-out", "timeouts.lock", null, plan => plan.Options.Lock);
    private static readonly TimeoutTerm Statement = new("the statement time-out", "timeouts.statement", null, plan => plan.Options.Statement);
    private static readonly TimeoutTerm Command = new("the client's command time-out", "timeouts.command", null, plan => plan.Client.Command);
    private static readonly TimeoutTerm Connect = new("the client's connect time-out", "timeouts.connect", null, plan => plan.Client.Connect);
    private static readonly TimeoutTerm IdleInTransaction =
        new("the idle-in-transaction time-out", "timeouts.idleInTransaction", null, plan => plan.Options.IdleInTransaction);

    private static readonly TimeoutTerm Queue = new("the wait for a server connection", "timeouts.queueWait", "query_wait_timeout", plan => plan.Pooler.QueueWait);
    private static readonly TimeoutTerm Borrow = Queue with { Setting = "connectionBorrowTimeout" };
    private static readonly TimeoutTerm Query = Pooler("the pooler's query time-out", "query_timeout", pooler => pooler.Query);
    private static readonly TimeoutTerm Transaction = Pooler("the pooler's transaction time-out", "transaction_timeout", pooler => pooler.Transaction);
    private static readonly TimeoutTerm IdleTransaction =
        Pooler("the pooler's idle-transaction time-out", "idle_transaction_timeout", pooler => pooler.IdleTransaction);

    private static readonly TimeoutTerm ServerConnect = Pooler("the pooler's connect time-out", "server_connect_timeout", pooler => pooler.ServerConnect);
    private static readonly TimeoutTerm ServerLoginRetry = Pooler("the pooler's pause before it tries again", "server_login_retry", pooler => pooler.ServerLoginRetry);
    private static readonly TimeoutTerm ReservePool = Pooler("the wait for the reserve pool", "reserve_pool_timeout", pooler => pooler.ReservePool);
    private static readonly TimeoutTerm ServerIdle = Pooler("the pooler's idle time of server connections", "server_idle_timeout", pooler => pooler.ServerIdle);
    private static readonly TimeoutTerm Keepalive = Pooler("the pooler's keepalive", "tcp_keepidle", pooler => pooler.Keepalive);
    private static readonly TimeoutTerm ClientIdle = Pooler("the pooler's limit on idle clients", "client_idle_timeout", pooler => pooler.ClientIdle);
    private static readonly TimeoutTerm ProxyClientIdle = ClientIdle with { Setting = "idleClientTimeout" };

    private static readonly TimeoutTerm ClientPruned =
        Fixed("the idle lifetime and pruning of a client's pool", plan => plan.Client.IdleLifetime + plan.Client.PruningInterval);

    private static readonly TimeoutTerm ClientLifetime = Fixed("the lifetime of a client's connection", plan => plan.Client.ConnectionLifetime);
    private static readonly TimeoutTerm ClientKeepalive = Fixed("the client's keepalive", plan => plan.Client.Keepalive);
    private static readonly TimeoutTerm ProxyLifetime = Fixed("RDS Proxy's limit on every client connection", plan => plan.Pooler.ClientLifetime);
    private static readonly TimeoutTerm ProxyBorrow = Fixed("the longest borrow time-out of RDS Proxy", _ => TimeSpan.FromSeconds(300));
    private static readonly TimeoutTerm NetworkIdle = Fixed("what the network remembers", plan => plan.NetworkIdle);
    private static readonly TimeoutTerm IdleSession = Fixed("idle_session_timeout", plan => plan.IdleSession);

    /// <summary>Every rule.</summary>
    public static ImmutableArray<TimeoutRule> Rules { get; } =
    [
        new("lock-below-statement", Lock, Statement, "a wait for a lock would end as a statement time-out, which hides its cause"),
        new("statement-below-command", Statement, Command, "the client would give up while the server still works for it"),
        new("statement-below-query", Statement, Query, "the pooler would cut the connection before the server can cancel the statement"),
        new("query-below-command", Query, Command, "the client would give up before the pooler does") { Applies = plan => plan.Pooler.Query is not null },
        new("statement-below-transaction", Statement, Transaction, "a transaction of one statement would be cut before the statement is"),
        new("idle-in-transaction-below-pooler", IdleInTransaction, IdleTransaction, "the pooler would cut the connection before the server says why"),

        new("queue-below-connect", Queue, Connect, "the client would give up while it still stands in the queue") { Applies = IsBouncer },
        new("queue-below-command", Queue, Command, "the client would give up while it still stands in the queue") { Applies = IsBouncer },
        new("borrow-below-connect", Borrow, Connect, "the client would give up while it still stands in the queue") { Applies = IsProxy },
        new("borrow-below-command", Borrow, Command, "the client would give up while it still stands in the queue") { Applies = IsProxy },
        new("borrow-within-limit", Borrow, ProxyBorrow, "RDS Proxy refuses a longer one") { Applies = IsProxy, IsStrict = false },

        new("server-connect-below-queue", ServerConnect, Queue, "a server that does not answer would use up the client's whole wait") { Applies = IsPods },
        new("login-retry-below-queue", ServerLoginRetry, Queue, "the pooler would not try again before the client's wait is over") { Applies = IsPods },
        new("reserve-below-queue", ReservePool, Queue, "the reserve would open after the client's wait is over")
        {
            Applies = plan => IsPods(plan) && plan.Pooler.ReservePool is not null,
        },

        new("client-pruned-before-pooler", ClientPruned, ClientIdle, "the pooler would close connections that a client's pool still keeps") { Applies = IsBouncer },
        new("client-lifetime-below-pooler", ClientLifetime, ClientIdle, "the pooler would close connections that a client's pool still keeps") { Applies = IsBouncer },
        new("client-pruned-before-proxy", ClientPruned, ProxyClientIdle, "RDS Proxy would close connections that a client's pool still keeps") { Applies = IsProxy },
        new("client-lifetime-below-proxy", ClientLifetime, ProxyLifetime, "RDS Proxy would close connections that a client's pool still keeps") { Applies = IsProxy },

        new("server-idle-below-network", ServerIdle, NetworkIdle, "the pooler would use connections that the network has forgotten") { Applies = IsPods },
        new("server-idle-below-session", ServerIdle, IdleSession, "the server would close connections that the pooler still keeps") { Applies = IsBouncer },
        new("pooler-keepalive-below-network", Keepalive, NetworkIdle, "the network would forget idle connections") { Applies = IsPods },
        new("client-keepalive-below-network", ClientKeepalive, NetworkIdle, "the network would forget idle connections"),
    ];

    /// <summary>The faults of a plan, one for each rule that does not hold; empty when the whole ladder stands.</summary>
    public static ImmutableArray<Fault> Check(TimeoutPlan plan) => [.. Broken(plan).Select(rule => rule.Fault(plan))];

    /// <summary>The rules that do not hold.</summary>
    public static IEnumerable<TimeoutRule> Broken(TimeoutPlan plan) => Rules.Where(rule => !rule.Holds(plan));

    private static TimeoutTerm Pooler(string name, string setting, Func<PoolerTimeouts, TimeSpan?> value) =>
        new(name, null, setting, plan => value(plan.Pooler));

    private static TimeoutTerm Fixed(string name, Func<TimeoutPlan, TimeSpan?> value) => new(name, null, null, value);

    private static bool IsPods(TimeoutPlan plan) => plan.PoolerOptions.Kind == PoolerKind.PgBouncer;

    private static bool IsBouncer(TimeoutPlan plan) => plan.PoolerOptions.Kind != PoolerKind.RdsProxy;

    private static bool IsProxy(TimeoutPlan plan) => plan.PoolerOptions.Kind == PoolerKind.RdsProxy;
}
