using Infra.Pooling.Budget;
using Infra.Pooling.Specification;
using Infra.Pooling.Timeouts;

namespace Infra.Pooling.FlexibleServer;

/// <summary>What clients see when a server restarts, scales or fails over: its PgBouncer ends with it.</summary>
/// <param name="PrimaryClients">Clients that reconnect at the primary, at peak.</param>
/// <param name="ReplicaClients">Clients that reconnect when a replica restarts, at peak; zero without a replica.</param>
/// <param name="Text">The same for people, with what the connection strings tell the clients.</param>
public sealed record FailoverNote(Interval PrimaryClients, Interval ReplicaClients, string Text)
{
    internal static FailoverNote Of(PoolingSpecification specification, TimeoutPlan timeouts, BudgetPlan budget)
    {
        var database = specification.Database;
        var server = database.FlexibleServer;
        var toReplica = database.Replicas > 0 && server.Reader != FlexibleServerOptions.ReaderIsPrimary;
        // At peak every workload has a line, whichever server has more of them.
        var lines = budget.Lines.Where(line => line.Kind is LineKind.Client or LineKind.Direct)
            .ToLookup(line => toReplica && line.Route == Route.ReadOnly);
        var (primary, replica) = (Sum(lines[false]), Sum(lines[true]));
        var standby = server.HighAvailability == HighAvailability.None
            ? "There is no standby: a failover waits until the server is back."
            : "The standby takes over under the same name, in 60 to 120 s by Azure's documentation.";
        var spread = database.Replicas > 1 && server.Reads == ReadRouting.Replicas ? " over all replicas" : "";
        return new(
            primary,
            replica,
            $"When the primary restarts, scales or fails over, its PgBouncer drops every client: {Count(primary)} reconnect. {standby} "
            + (toReplica ? $"When a replica restarts, {Count(replica)} reconnect{spread}. " : "")
            + Settings(timeouts.Client)
            + "Repeat what failed, with a growing and random pause, until the server is back.");
    }

    private static string Settings(ClientTimeouts client) =>
        $"The connection strings give up an attempt after {DurationText.Format(client.Connect)} "
        + $"and a command after {DurationText.Format(client.Command)}, notice a dead server after {DurationText.Format(client.Keepalive)} "
        + $"of silence and {client.KeepaliveCount} probes {DurationText.Format(client.KeepaliveInterval)} apart, "
        + $"and keep no connection longer than {DurationText.Format(client.ConnectionLifetime)}. ";

    private static Interval Sum(IEnumerable<BudgetLine> lines) =>
        lines.Aggregate(Interval.Exactly(0), (sum, line) => sum + line.Connections);

    private static string Count(Interval clients) => clients.Max is { } most ? $"up to {most} clients" : $"{clients.Min} clients or more";
}
