using System.Globalization;
using Infra.Pooling.Budget;
using Infra.Pooling.Sizing;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Advice;

/// <summary>A stated limit of clients that all processes together keep, and one of them need not.</summary>
internal static class SpreadFindings
{
    /// <summary>Each process of PgBouncer admits its clients, also where they spread unevenly. Advisory.</summary>
    public const string ClientSpreadRoom = "client-spread";

    public static IEnumerable<Finding> Of(PoolPlan plan)
    {
        if (plan.PgBouncer is not { } bouncer || !long.TryParse(
            bouncer.Settings.GetValueOrDefault("max_client_conn"), NumberStyles.None, CultureInfo.InvariantCulture, out var limit))
        {
            return [];
        }

        var path = $"{plan.Specification.PoolerPath}.settings.max_client_conn";
        // What is not within at all is told by the budget.
        return (
            from scenario in plan.Budget.Scenarios
            where scenario.ClientVerdict == Verdict.Within
            let clients = scenario.ClientDemand.Min
            let processes = Serving(plan.Specification.Pooler, scenario.Kind)
            let most = ClientSpread.Most(clients, processes)
            where most > limit
            orderby most descending
            select new Finding(
                ClientSpreadRoom, FindingLevel.Advisory, path,
                $"`{path}`: at {Spelling.Of(scenario.Kind)}, {clients} clients on {processes} processes are "
                + $"{ClientSpread.Even(clients, processes)} for each, but they spread at random, and a process refuses those above "
                + $"{limit} while another one has room; raise it to at least {most}."))
            .Take(1);
    }

    /// <summary>The processes that are left while one of several pods is lost.</summary>
    private static long Serving(PoolerOptions pooler, ScenarioKind kind)
    {
        var pods = kind == ScenarioKind.Steady ? pooler.Replicas.Min : pooler.Replicas.Max ?? pooler.Replicas.Min;
        return (long)Math.Max(1, pods - 1) * pooler.Pods.Processes;
    }
}
