using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Cli.Report.Data;

/// <summary>Terms of the plan as people say them.</summary>
internal static class Words
{
    public static string Pooler(PoolerKind kind) => kind switch
    {
        PoolerKind.RdsProxy => "RDS Proxy",
        PoolerKind.BuiltIn => "built-in PgBouncer",
        _ => "PgBouncer",
    };

    public static string Scenario(ScenarioKind kind) => kind switch
    {
        ScenarioKind.Steady => "Steady",
        ScenarioKind.Peak => "Peak",
        ScenarioKind.Rollout => "Rollout",
        _ => "Failover",
    };

    /// <summary>What a scenario supposes.</summary>
    public static string Meaning(ScenarioKind kind) => kind switch
    {
        ScenarioKind.Steady => "the fewest replicas of everything",
        ScenarioKind.Peak => "the most replicas of everything",
        ScenarioKind.Rollout => "the most replicas, with the surge of workloads and pooler at once",
        _ => "the most replicas, one pooler pod lost, and one server that takes every route",
    };

    public static string Route(Route route) => route switch
    {
        Infra.Pooling.Specification.Route.ReadWrite => "read-write",
        Infra.Pooling.Specification.Route.ReadOnly => "read-only",
        _ => "direct",
    };

    /// <summary>What a line of the budget counts.</summary>
    public static string Counts(LineKind kind) => kind switch
    {
        LineKind.Capacity => "usable on one server",
        LineKind.ClientCapacity => "clients admitted",
        LineKind.Client => "clients of the pooler",
        LineKind.Server => "server connections of the pooler",
        LineKind.Direct => "server connections past the pooler",
        _ => "max_connections needed",
    };

    /// <summary>A number of connections: <c>50</c>, <c>50 to 80</c>, <c>50 or more</c>.</summary>
    public static string Number(Interval number) => number switch
    {
        { IsExact: true } => $"{number.Min}",
        { Max: { } max } => $"{number.Min} to {max}",
        _ => $"{number.Min} or more",
    };

    /// <summary>A limit: the same, or that there is none.</summary>
    public static string Limit(Interval? limit) => limit is { } known ? Number(known) : "no limit";

    /// <summary>How much of a limit is used at least and at most, in whole percent, rounded up; empty where that cannot be said.</summary>
    public static string Share(Interval used, Interval? limit)
    {
        if (limit is not { Min: > 0, IsExact: true } known)
            return "";
        var low = Percent(used.Min, known.Min);
        return used.Max is not { } max ? $"{low} % or more"
            : Percent(max, known.Min) is var high && high == low ? $"{low} %"
            : $"{low} % to {high} %";
    }

    /// <summary>A share in whole percent, rounded up.</summary>
    public static Int128 Percent(long part, long whole) => (((Int128)part * 100) + whole - 1) / whole;
}
