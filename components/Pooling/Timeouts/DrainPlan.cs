using Infra.Pooling.PgBouncer;

namespace Infra.Pooling.Timeouts;

/// <summary>
/// How a pod of the pooler ends without failing a client, all of it from how old a client's connection may get: the pod leaves its
/// Service, new connections go elsewhere, the old ones reach the end of their lives, and only then does the process have to be gone.
/// </summary>
/// <param name="PreStop">How long the pod goes on as before once it is to end; whole seconds.</param>
/// <param name="Lifetime">How old a client's connection may get.</param>
/// <param name="LastUse">How long after that the client's pool may take to notice: one more command, or until an idle one is pruned.</param>
/// <param name="Grace">Time from the order to end until the process is killed (terminationGracePeriodSeconds); whole seconds.</param>
public sealed record DrainPlan(TimeSpan PreStop, TimeSpan Lifetime, TimeSpan LastUse, TimeSpan Grace)
{
    /// <summary>Time in which the endpoint is withdrawn everywhere before PgBouncer stops to accept; 5 s.</summary>
    public static readonly TimeSpan Withdrawal = TimeSpan.FromSeconds(5);

    /// <summary>Time left to end cleanly after the last client; 10 s.</summary>
    public static readonly TimeSpan Spare = TimeSpan.FromSeconds(10);

    private static readonly PgBouncerVersion s_waitsForClients = new(1, 23);

    /// <summary>Whether SIGTERM lets a PgBouncer serve the clients that it has; before 1.23 it drops them (PgBouncer, "Signals").</summary>
    public static bool WaitsForClients(PgBouncerVersion version) => version >= s_waitsForClients;

    internal static DrainPlan Of(TimeoutPlan plan)
    {
        var client = plan.Client;
        var idle = client.IdleLifetime + client.PruningInterval;
        var last = client.Command > idle ? client.Command : idle;
        var leave = Withdrawal + client.ConnectionLifetime + last;
        // An old PgBouncer must not hear of its end while it has clients, so the pod outlives them before the signal.
        return new(WaitsForClients(plan.PoolerOptions.Version) ? Withdrawal : leave, client.ConnectionLifetime, last, leave + Spare);
    }
}
