using System.Collections.Immutable;
using Infra.Pooling.Specification;
using Infra.Pooling.Timeouts;

namespace Infra.Cli.Report.Figures.Timeline;

/// <summary>Whoever's patience ends.</summary>
internal enum Actor
{
    Client,
    Pooler,
    Server,
    Network,
}

/// <summary>A limit on time that is in force.</summary>
/// <param name="Actor">Whose.</param>
/// <param name="Name">What it limits.</param>
/// <param name="Setting">Where it is set: the pooler's setting, the server's parameter, the key of the specification.</param>
/// <param name="Value">Its length.</param>
internal sealed record TimeoutEntry(Actor Actor, string Name, string Setting, TimeSpan Value)
{
    /// <summary>The length as people read it.</summary>
    public string Shown => DurationText.Format(Value);

    /// <summary>Every limit of a plan, the shortest first; of equal ones, the client's first.</summary>
    public static ImmutableArray<TimeoutEntry> Of(TimeoutPlan plan)
    {
        var (options, client, pooler) = (plan.Options, plan.Client, plan.Pooler);
        var isProxy = plan.PoolerOptions.Kind == PoolerKind.RdsProxy;
        (Actor Actor, string Name, string Setting, TimeSpan? Value)[] all =
        [
            (Actor.Client, "connect", "timeouts.connect", client.Connect),
            (Actor.Client, "one command", "timeouts.command", client.Command),
            (Actor.Client, "wait for its own pool", "follows from connect and command", client.PoolAcquire),
            (Actor.Client, "keepalive after silence", "TCP keepalive", client.Keepalive),
            (Actor.Client, "idle connection, pruned", "idle lifetime and pruning", client.IdleLifetime + client.PruningInterval),
            (Actor.Client, "age of a connection", "pooler.drain", client.ConnectionLifetime),
            (Actor.Pooler, "wait for a server connection", isProxy ? "connectionBorrowTimeout" : "query_wait_timeout", pooler.QueueWait),
            (Actor.Pooler, "connect to the server", "server_connect_timeout", pooler.ServerConnect),
            (Actor.Pooler, "pause after a failed login", "server_login_retry", pooler.ServerLoginRetry),
            (Actor.Pooler, "wait before the reserve opens", "reserve_pool_timeout", pooler.ReservePool),
            (Actor.Pooler, "unused server connection", "server_idle_timeout", pooler.ServerIdle),
            (Actor.Pooler, "one query", "query_timeout", pooler.Query),
            (Actor.Pooler, "one transaction", "transaction_timeout", pooler.Transaction),
            (Actor.Pooler, "idle in a transaction", "idle_transaction_timeout", pooler.IdleTransaction),
            (Actor.Pooler, "client that does nothing", isProxy ? "idleClientTimeout" : "client_idle_timeout", pooler.ClientIdle),
            (Actor.Pooler, "keepalive after silence", "tcp_keepidle", pooler.Keepalive),
            (Actor.Pooler, "age of a client's connection", "set by AWS", pooler.ClientLifetime),
            (Actor.Server, "wait for a lock", "lock_timeout", options.Lock),
            (Actor.Server, "one statement", "statement_timeout", options.Statement),
            (Actor.Server, "idle in a transaction", "idle_in_transaction_session_timeout", options.IdleInTransaction),
            (Actor.Server, "idle session", "idle_session_timeout", plan.IdleSession),
            (Actor.Network, "memory of an idle connection", "set by the cloud", plan.NetworkIdle),
        ];
        return [.. from entry in all
                   from value in entry.Value is { } known ? new[] { known } : []
                   orderby value, entry.Actor
                   select new TimeoutEntry(entry.Actor, entry.Name, entry.Setting, value)];
    }
}
