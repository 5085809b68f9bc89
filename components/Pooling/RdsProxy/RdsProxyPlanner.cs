using System.Collections.Immutable;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;
using Infra.Pooling.Timeouts;

namespace Infra.Pooling.RdsProxy;

/// <summary>Plans RDS Proxy for a specification.</summary>
public static class RdsProxyPlanner
{
    /// <summary>Secrets that one proxy takes (Amazon RDS User Guide, "Quotas and limitations for RDS Proxy").</summary>
    public const int MostSecrets = 200;

    /// <summary>The role that RDS Proxy itself uses on the server.</summary>
    public const string ReservedRole = "rdsproxyadmin";

    /// <summary>Port on which every proxy listens.</summary>
    public const int Port = 5432;

    private const int AddressesPerEndpoint = 3;

    // Amazon RDS User Guide, "Planning for IP address capacity", by the size of the target.
    private static readonly ImmutableArray<(string Size, int Addresses)> AddressesBySize =
        [("2xlarge", 15), ("4xlarge", 25), ("8xlarge", 45), ("12xlarge", 60), ("16xlarge", 75), ("24xlarge", 110)];

    /// <summary>Makes the plan.</summary>
    /// <param name="specification">One whose pooler is RDS Proxy.</param>
    /// <param name="timeouts">Its time-outs.</param>
    /// <param name="capacity">What one server admits.</param>
    public static RdsProxyPlan Create(PoolingSpecification specification, TimeoutPlan timeouts, CapacityInput capacity)
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentNullException.ThrowIfNull(timeouts);
        BudgetInput Input(int percent) =>
            BudgetPlanner.Input(specification, Capacity(specification, capacity), pgBouncer: null, Pooler(specification, percent));

        var settings = specification.Pooler.Settings;
        var share = ProxyPercent.Of(specification, Input);
        var budget = BudgetPlan.Create(Input(share.Percent));
        var borrow = timeouts.Pooler.QueueWait ?? specification.Timeouts.QueueWait;
        var readOnly = specification.Database.IsAurora && specification.Database.Replicas > 0;
        var serverConnections = capacity.MaxConnections.Min * share.Percent / 100;
        var clients = budget[ScenarioKind.Rollout].ClientDemand.Max;
        return new()
        {
            MaxConnectionsPercent = share.Percent,
            // AWS's own default is half; writing it out makes it visible and keeps it below the share.
            MaxIdleConnectionsPercent = ProxySettings.Number(settings, ProxySettings.MaxIdleConnectionsPercent) ?? share.Percent / 2,
            ConnectionBorrowTimeout = borrow,
            IdleClientTimeout = timeouts.Pooler.ClientIdle ?? TimeSpan.FromMinutes(30),
            InitQuery = settings.GetValueOrDefault(ProxySettings.InitQuery) ?? Ladder(timeouts),
            DebugLogging = settings.GetValueOrDefault(ProxySettings.DebugLogging) == "true",
            Reason = share.Reason,
            HasReadOnlyEndpoint = readOnly,
            FreeAddresses = Addresses(specification.Database.InstanceClass)
                + (AddressesPerEndpoint * ((readOnly ? 1 : 0) + (specification.Database.Rds.EveryZone ? 1 : 0))),
            ServerConnections = serverConnections,
            ClientConnections = clients,
            Alarms = ProxyAlarms.Of(serverConnections, clients, borrow),
            Findings = share.Findings,
        };
    }

    /// <summary>The capacity without the share that other proxies on the same target may take.</summary>
    public static CapacityInput Capacity(PoolingSpecification specification, CapacityInput capacity)
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentNullException.ThrowIfNull(capacity);
        var others = specification.Database.Rds.OtherProxiesPercent;
        var most = capacity.MaxConnections.Max ?? capacity.MaxConnections.Min;
        return others == 0 ? capacity : capacity with { Other = capacity.Other + (((most * others) + 99) / 100) };
    }

    /// <summary>The proxy as the budget sees it.</summary>
    public static RdsProxyInput Pooler(PoolingSpecification specification, int percent)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return new(Interval.Exactly(percent)) { ServesReplicas = specification.PoolerOn(Route.ReadOnly) is { Kind: PoolerKind.RdsProxy } };
    }

    private static string Ladder(TimeoutPlan timeouts) => string.Join("; ", timeouts.DatabaseParameters
        .Where(parameter => parameter.Key.EndsWith("_timeout", StringComparison.Ordinal))
        .Select(parameter => $"SET {parameter.Key} = {parameter.Value}"));

    private static int Addresses(string? instanceClass) =>
        AddressesBySize
        .Where(entry => instanceClass?.EndsWith($".{entry.Size}", StringComparison.Ordinal) == true)
        .Select(entry => entry.Addresses)
        .FirstOrDefault(10);
}
