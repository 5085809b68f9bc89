using System.Collections.Immutable;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.FlexibleServer;

/// <summary>Alerts whose thresholds come from the budget. Metrics: Azure documentation, "Monitor metrics".</summary>
internal static class AlertRules
{
    // A few failures are people who mistype a password; clients that fail come in crowds.
    private const int FewestFailures = 10;

    public static ImmutableArray<AlertRule> Of(PoolingSpecification specification, BudgetPlan budget, BuiltInSizing sizing)
    {
        var pairs = new BuiltInPairs(specification);
        return
        [
            .. Enumerable.Range(0, specification.Database.Replicas + 1)
                .SelectMany(server => OfServer(specification, budget, sizing, pairs, server)),
        ];
    }

    private static IEnumerable<AlertRule> OfServer(
        PoolingSpecification specification, BudgetPlan budget, BuiltInSizing sizing, BuiltInPairs pairs, int server)
    {
        var headroom = specification.Budget.HeadroomPercent;
        var usable = budget.Usable.Min;
        var size = sizing.DefaultPoolSize.Value;
        // Any replica may be promoted, and then takes every route: what is well there is what is well after that.
        var count = pairs.Both.Length;
        var clients = budget[ScenarioKind.Peak].ClientDemand.Min;
        var failures = Math.Max(FewestFailures, clients / 100);

        yield return new(
            "active-connections", server, "active_connections", AlertAggregation.Average, usable * (100 - headroom) / 100, 2,
            $"More than {100 - headroom} % of the {usable} usable server connections are taken.");
        yield return new(
            "clients-waiting", server, "client_connections_waiting", AlertAggregation.Average, (long)count * size, 1,
            $"More clients wait for a server connection than the {count} × {size} that the pools hold: the queue is longer than one turn.");
        yield return new(
            "pooled-connections", server, "total_pooled_connections", AlertAggregation.Maximum, (long)count * size, 2,
            $"PgBouncer holds more than the planned {count} × {size} server connections: there are pools outside the plan.");
        // PgBouncer counts its console as a pool.
        yield return new(
            "pools", server, "num_pools", AlertAggregation.Maximum, count + 1, 2,
            $"There are more pools than the {count} declared pairs of user and database, and the console's.");
        yield return new(
            "failed-connections", server, "connections_failed", AlertAggregation.Total, failures, 2,
            $"More than {failures} connections failed in five minutes.");
        if (server == 0)
            yield break;
        var command = (long)specification.Timeouts.Command.TotalSeconds;
        yield return new(
            "replica-lag", server, "physical_replication_delay_in_seconds", AlertAggregation.Maximum, command, 2,
            $"The replica is more than {command} s behind, which is longer than the longest command.");
    }
}
