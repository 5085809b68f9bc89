using System.Collections.Immutable;
using Infra.Pooling.Budget;
using Infra.Pooling.Profiles;

namespace Infra.Pooling.Advice;

/// <summary>What a plan could do better than its parts can tell by themselves.</summary>
internal static class PlanAdvice
{
    /// <summary>All of it, by rule and then in the order of the workloads; equal plans give equal advice.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="today">The day on which waivers are judged.</param>
    public static ImmutableArray<Finding> Of(PoolPlan plan, DateOnly today) =>
        [.. DirectFindings.Of(plan, today), .. LoadFindings.Of(plan, today), .. SpreadFindings.Of(plan), .. OfProfiles(plan)];

    private static IEnumerable<Finding> OfProfiles(PoolPlan plan) => plan.Specification.Workloads
        .SelectMany((workload, index) =>
            ProfileCatalogue.Find(workload.Profile)?.Advice(new(plan, workload, $"workloads[{index}]")) ?? [])
        // Two workloads of one system run into the same setting.
        .DistinctBy(finding => (finding.Id, finding.Path));
}
