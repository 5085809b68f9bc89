using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Advice;

/// <summary>Workloads that overrun the server because they go past the pooler, and would fit behind it. The way out was tried.</summary>
internal static class DirectFindings
{
    /// <summary>Demand that does not fit by itself goes through the pooler. Advisory: the overrun itself is mandatory.</summary>
    public const string BehindPooler = "demand-behind-pooler";

    public static IEnumerable<Finding> Of(PoolPlan plan, DateOnly today)
    {
        if (Fits(plan))
            yield break;
        var specification = plan.Specification;
        foreach (var (index, workload) in specification.Workloads.Index())
        {
            // A feature of the session is a reason to go past the pooler.
            if (workload.Route != Route.Direct || !workload.Needs.IsEmpty)
                continue;
            var pooled = PoolPlan.Make(
                specification with { Workloads = specification.Workloads.SetItem(index, workload with { Route = Route.ReadWrite }) }, today);
            if (!Fits(pooled))
                continue;
            var line = plan.Budget.Lines.Single(line => line.Kind == LineKind.Direct && line.Name == workload.Name);
            var path = $"workloads[{index}].route";
            yield return new(
                BehindPooler, FindingLevel.Advisory, path,
                $"`{path}`: {workload.Name} opens {line.Formula} = {line.Connections} connections past the pooler; through it, "
                + $"{pooled.Budget[ScenarioKind.Peak].ServerDemand} server connections at most would do; set `route: readWrite`.");
        }
    }

    private static bool Fits(PoolPlan plan) => plan.Budget.Scenarios.All(scenario => scenario.ServerVerdict == Verdict.Within);
}
