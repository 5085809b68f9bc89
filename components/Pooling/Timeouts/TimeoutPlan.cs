using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Timeouts;

/// <summary>
/// Every time-out of the path from one place: what the database, the pooler and the clients are told, so that each limit ends before
/// the one that waits for it. <see cref="TimeoutLadder"/> holds the orders.
/// </summary>
public sealed record TimeoutPlan
{
    private static readonly TimeSpan AwsNetworkIdle = TimeSpan.FromSeconds(350);
    private static readonly TimeSpan AzureNetworkIdle = TimeSpan.FromMinutes(4);

    /// <summary>What was asked for.</summary>
    public required TimeoutOptions Options { get; init; }

    /// <summary>The pooler that it is made for.</summary>
    public required PoolerOptions PoolerOptions { get; init; }

    /// <summary>Where the pooler is stated, for messages; default <c>pooler</c>.</summary>
    public string PoolerPath { get; init; } = "pooler";

    /// <summary>The limits of the pooler.</summary>
    public required PoolerTimeouts Pooler { get; init; }

    /// <summary>
    /// The pooler's settings in seconds, under its own names (those of Azure without <c>pgbouncer.</c>), with the user's values in place.
    /// </summary>
    public required ImmutableSortedDictionary<string, string> PoolerSettings { get; init; }

    /// <summary>The limits of the clients.</summary>
    public required ClientTimeouts Client { get; init; }

    /// <summary>How a pod of the pooler ends without failing a client.</summary>
    public DrainPlan Drain => DrainPlan.Of(this);

    /// <summary>
    /// Idle time after which the network forgets a connection: 350 s on AWS (NLB and NAT), 4 minutes on Azure (load balancer);
    /// null where it is not known.
    /// </summary>
    public TimeSpan? NetworkIdle { get; init; }

    /// <summary>
    /// idle_session_timeout; null, hence 0, so that the server never ends a connection that the pooler keeps for later.
    /// </summary>
    public TimeSpan? IdleSession { get; init; }

    /// <summary>
    /// Server parameters in PostgreSQL's unit-less form: lock_timeout, statement_timeout, idle_in_transaction_session_timeout and
    /// idle_session_timeout in milliseconds, tcp_keepalives_idle and tcp_keepalives_interval in seconds, tcp_keepalives_count as a number.
    /// </summary>
    public ImmutableSortedDictionary<string, string> DatabaseParameters => ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create("lock_timeout", Milliseconds(Options.Lock)),
        KeyValuePair.Create("statement_timeout", Milliseconds(Options.Statement)),
        KeyValuePair.Create("idle_in_transaction_session_timeout", Milliseconds(Options.IdleInTransaction)),
        KeyValuePair.Create("idle_session_timeout", Milliseconds(IdleSession ?? TimeSpan.Zero)),
        KeyValuePair.Create("tcp_keepalives_idle", Whole(KeepaliveTimes.Idle.TotalSeconds)),
        KeyValuePair.Create("tcp_keepalives_interval", Whole(KeepaliveTimes.Interval.TotalSeconds)),
        KeyValuePair.Create("tcp_keepalives_count", Whole(KeepaliveTimes.Count)),
    ]);

    /// <summary>Makes the plan of a specification.</summary>
    public static TimeoutPlan Create(PoolingSpecification specification) =>
        Create(specification.Timeouts, specification.Target, specification.Pooler) with { PoolerPath = specification.PoolerPath };

    /// <summary>Makes the plan; whether its orders hold, <see cref="TimeoutLadder.Check"/> tells.</summary>
    /// <param name="options">The time-outs.</param>
    /// <param name="target">Where; it decides how long the network remembers an idle connection.</param>
    /// <param name="pooler">The pooler, with the settings that overrule the derived ones.</param>
    public static TimeoutPlan Create(TimeoutOptions options, Target target, PoolerOptions pooler) => new()
    {
        Options = options,
        PoolerOptions = pooler,
        Pooler = PoolerTimeoutSettings.Read(pooler, options),
        PoolerSettings = PoolerTimeoutSettings.For(options, pooler),
        Client = new ClientTimeouts
        {
            Connect = options.Connect,
            Command = options.Command,
            // Whoever waits for a pooled connection waits for somebody else's command to end, or for a new connection.
            PoolAcquire = options.Command > options.Connect ? options.Command : options.Connect,
            ConnectionLifetime = pooler.Pods.Drain,
        },
        NetworkIdle = target switch
        {
            Target.Aws => AwsNetworkIdle,
            Target.Azure => AzureNetworkIdle,
            _ => null,
        },
    };

    private static string Milliseconds(TimeSpan duration) => Whole(duration.TotalMilliseconds);

    private static string Whole(double number) => number.ToString("0", CultureInfo.InvariantCulture);
}
