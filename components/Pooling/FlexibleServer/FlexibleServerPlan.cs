using System.Collections.Immutable;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;
using Infra.Pooling.Timeouts;

namespace Infra.Pooling.FlexibleServer;

/// <summary>What a specification comes to on a Flexible Server: SKU, parameters and their order, alerts.</summary>
public sealed record FlexibleServerPlan
{
    private FlexibleServerPlan()
    {
    }

    /// <summary>The SKU of the primary and of every replica.</summary>
    public required string Sku { get; init; }

    /// <summary>Its tier: <c>GeneralPurpose</c> or <c>MemoryOptimized</c>.</summary>
    public required string Tier { get; init; }

    /// <summary>The sizes, each with its reason.</summary>
    public required BuiltInSizing Sizing { get; init; }

    /// <summary>Every parameter that is written, the same on each server.</summary>
    public required ImmutableSortedDictionary<string, string> Parameters { get; init; }

    /// <summary>All writes in the only order that works; each waits for the one before.</summary>
    public required ImmutableArray<ParameterWrite> Writes { get; init; }

    /// <summary>The alerts; empty when they are switched off.</summary>
    public required ImmutableArray<AlertRule> Alerts { get; init; }

    /// <summary>What clients see at a failover.</summary>
    public required FailoverNote Failover { get; init; }

    /// <summary>The value of one of PgBouncer's settings, by its name without prefix.</summary>
    public string PoolerSetting(string name) => Parameters[ServerParameter.PoolerPrefix + name];

    /// <summary>Makes the plan.</summary>
    internal static FlexibleServerPlan Create(
        PoolingSpecification specification, TimeoutPlan timeouts, BuiltInSizing sizing, BudgetPlan budget)
    {
        var database = specification.Database;
        var parameters = ParameterValues.Of(specification, timeouts, sizing);
        var sku = database.Sku ?? throw new ArgumentException("A Flexible Server needs an SKU.", nameof(specification));
        return new()
        {
            Sku = sku,
            Tier = TierOf(sku),
            Sizing = sizing,
            Parameters = parameters,
            Writes = ParameterOrder.Of(parameters, ParameterOrder.InForce(database), database.Replicas),
            Alerts = database.FlexibleServer.Alerts ? AlertRules.Of(specification, budget, sizing) : [],
            Failover = FailoverNote.Of(specification, timeouts, budget),
        };
    }

    private static string TierOf(string sku) =>
        sku.Split('_') is [_, var size, ..] && size.StartsWith('D') ? "GeneralPurpose" : "MemoryOptimized";
}
