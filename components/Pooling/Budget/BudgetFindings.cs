using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Budget;

/// <summary>What a budget has to say to its reader.</summary>
public static class BudgetFindings
{
    /// <summary>The connections fit in every scenario. Mandatory where they certainly do not; advisory where a waiver covers the overrun.</summary>
    public const string WithinCapacity = "budget-within-capacity";

    /// <summary>Every scenario can be decided. Advisory; it names the values that would decide it.</summary>
    public const string Undecidable = "budget-undecidable";

    /// <summary>The wished share of the usable connections stays free at peak and rollout. Advisory.</summary>
    public const string Headroom = "budget-headroom";

    /// <summary>Every workload limits its connections. Advisory.</summary>
    public const string ClientUnbounded = "client-unbounded";

    /// <summary>Every waiver is in force and needed. Mandatory.</summary>
    public const string WaiverValid = "waiver-valid";

    /// <summary>All findings, the weightiest rule first; equal input gives equal findings.</summary>
    /// <param name="plan">The budget.</param>
    /// <param name="waivers">Overruns that somebody answers for.</param>
    /// <param name="today">The day on which the budget is judged.</param>
    public static ImmutableArray<Finding> Of(BudgetPlan plan, ImmutableArray<WaiverOptions> waivers, DateOnly today) =>
    [
        .. OverrunFindings.Of(plan, waivers, today),
        .. WaiverFindings.Of(plan, waivers, today),
        .. Undecided(plan),
        .. HeadroomFindings.Of(plan),
        .. Unbounded(plan),
    ];

    /// <summary>The server connections that certainly do not fit, without any waiver.</summary>
    /// <param name="plan">The budget.</param>
    public static ImmutableArray<Finding> ServerOverruns(BudgetPlan plan) => [.. OverrunFindings.Server(plan, [], default)];

    /// <summary>The client connections that certainly do not fit.</summary>
    /// <param name="plan">The budget.</param>
    public static ImmutableArray<Finding> ClientOverruns(BudgetPlan plan) => [.. OverrunFindings.Clients(plan)];

    /// <summary>Whether less than the wished share of the connections stays free.</summary>
    /// <param name="plan">The budget.</param>
    public static ImmutableArray<Finding> Cramped(BudgetPlan plan) => [.. HeadroomFindings.Of(plan)];

    /// <summary>A finding whose message starts with its path.</summary>
    internal static Finding Finding(string id, FindingLevel level, string path, string message) => new(id, level, path, $"`{path}`: {message}");

    /// <summary>As in <c>peak, rollout and failover</c>.</summary>
    internal static string Listed(IEnumerable<string> items, string last = "and")
    {
        var all = items.ToList();
        return all.Count == 1 ? all[0] : $"{string.Join(", ", all[..^1])} {last} {all[^1]}";
    }

    private static IEnumerable<Finding> Undecided(BudgetPlan plan) =>
        from scenario in plan.Scenarios
        where scenario.Verdict == Verdict.Undecided
        group scenario by string.Join('\n', scenario.DecidedBy) into same
        let values = same.First().DecidedBy
        select Finding(
            Undecidable,
            FindingLevel.Advisory,
            values[0],
            $"whether the connections fit at {Listed(same.Select(scenario => Spelling.Of(scenario.Kind)))} cannot be told; "
            + $"state {Listed(values.Select(value => $"`{value}`"))}.");

    private static IEnumerable<Finding> Unbounded(BudgetPlan plan) =>
        from workload in plan.Input.Workloads
        where workload.Pool is null
        select Finding(
            ClientUnbounded,
            FindingLevel.Advisory,
            $"{workload.Path}.pool",
            $"nothing limits the connections that a process of {workload.Name} opens; set a pool size of 1 or more and its overflow.");
}
