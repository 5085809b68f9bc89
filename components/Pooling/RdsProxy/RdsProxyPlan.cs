using System.Collections.Immutable;
using Infra.Pooling.Budget;

namespace Infra.Pooling.RdsProxy;

/// <summary>What RDS Proxy is told.</summary>
public sealed record RdsProxyPlan
{
    /// <summary>Share of the target's max_connections, in percent; 1 to 100.</summary>
    public required int MaxConnectionsPercent { get; init; }

    /// <summary>Share of the target's max_connections that may be kept open unused; 0 to <see cref="MaxConnectionsPercent"/>.</summary>
    public required int MaxIdleConnectionsPercent { get; init; }

    /// <summary>Wait for a server connection.</summary>
    public required TimeSpan ConnectionBorrowTimeout { get; init; }

    /// <summary>Time after which a client that does nothing is disconnected.</summary>
    public required TimeSpan IdleClientTimeout { get; init; }

    /// <summary>SQL that each new server connection begins with: the time-outs, so that they hold without a restart of the server.</summary>
    public required string InitQuery { get; init; }

    /// <summary>Whether SQL texts are logged.</summary>
    public required bool DebugLogging { get; init; }

    /// <summary>Why the share is what it is, in one sentence with the figures.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether there is an endpoint that reads from replicas.</summary>
    public required bool HasReadOnlyEndpoint { get; init; }

    /// <summary>Free addresses that the subnets need for the proxy and its endpoints.</summary>
    public required int FreeAddresses { get; init; }

    /// <summary>Server connections that the proxy may open on one server; the least where max_connections is not known exactly.</summary>
    public required long ServerConnections { get; init; }

    /// <summary>Client connections at the height of a rollout; null where nothing bounds them.</summary>
    public required long? ClientConnections { get; init; }

    /// <summary>The alarms, by name.</summary>
    public required ImmutableArray<ProxyAlarm> Alarms { get; init; }

    /// <summary>What should be known about the share.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }
}
