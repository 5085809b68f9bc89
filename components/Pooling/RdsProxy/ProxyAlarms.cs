using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Pooling.RdsProxy;

/// <summary>The alarms of a proxy, with thresholds from its budget.</summary>
internal static class ProxyAlarms
{
    /// <summary>Share of its server connections at which a proxy is nearly full.</summary>
    private const int NearlyFullPercent = 90;

    /// <summary>Share of pinned connections from which multiplexing is worth little.</summary>
    private const int PinnedPercent = 20;

    /// <summary>Makes them.</summary>
    /// <param name="serverConnections">Server connections that the proxy may open.</param>
    /// <param name="clientConnections">Client connections that are planned; null where nothing bounds them, and then there is no alarm.</param>
    /// <param name="borrow">The borrow time-out.</param>
    public static ImmutableArray<ProxyAlarm> Of(long serverConnections, long? clientConnections, TimeSpan borrow)
    {
        var nearlyFull = serverConnections * NearlyFullPercent / 100;
        var alarms = ImmutableArray.CreateBuilder<ProxyAlarm>();
        if (clientConnections is { } clients)
        {
            alarms.Add(new(
                "client-connections", "ClientConnections", "Maximum", clients,
                $"More client connections than the {Text(clients)} that the budget plans: a workload has outgrown its replicas or pool, or an unplanned one connects."));
        }

        ImmutableArray<ProxyAlarm> others =
        [
            new(
                "database-connections", "DatabaseConnections", "Maximum", nearlyFull,
                $"More than {NearlyFullPercent} % of the {Text(serverConnections)} server connections that the proxy may open are open: soon clients queue."),
            new(
                "pinned-connections", "DatabaseConnectionsCurrentlySessionPinned", "Maximum", PinnedPercent,
                $"More than {PinnedPercent} % of the server connections are pinned to one client each: look in the proxy's log for the statement that pins.")
            {
                PercentOf = "DatabaseConnections",
            },
            new(
                "borrow-latency", "DatabaseConnectionsBorrowLatency", "p99", borrow.TotalMicroseconds / 2,
                $"One in a hundred clients waits for more than half of the borrow time-out of {Text((long)borrow.TotalSeconds)} s."),
            new(
                "authentication-failures", "ClientConnectionsSetupFailedAuth", "Sum", 5,
                "Clients fail to log in: a password was changed on one side only, or somebody tries."),
            new(
                "database-setup-failures", "DatabaseConnectionsSetupFailed", "Sum", 0,
                "The proxy cannot connect to the database: its secret, its security group, or max_connections."),
            new(
                "clients-without-tls", "ClientConnectionsNoTLS", "Sum", 0,
                "Clients connect without TLS, which the proxy refuses."),
            new(
                "availability", "AvailabilityPercentage", "Average", 99,
                "The database behind the proxy does not answer.")
            {
                Below = true,
                PerTarget = true,
            },
        ];
        alarms.AddRange(others);
        return alarms.ToImmutable();
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
