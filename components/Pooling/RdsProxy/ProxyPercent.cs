using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.Budget;
using Infra.Pooling.Catalog;
using Infra.Pooling.Specification;

namespace Infra.Pooling.RdsProxy;

/// <summary>The share of max_connections that a proxy takes, from what the workloads need and the budget leaves.</summary>
/// <param name="Percent">The share; 1 to 100.</param>
/// <param name="Reason">One sentence with the figures.</param>
/// <param name="Findings">What should be known about it.</param>
internal sealed record ProxyPercent(int Percent, string Reason, ImmutableArray<Finding> Findings)
{
    /// <summary>The share gives the workloads what they need, with AWS's headroom. Advisory.</summary>
    public const string CoversDemand = "rdsproxy-percent-covers-demand";

    /// <summary>The share is at least what AWS advises for the size. Advisory.</summary>
    public const string CoversMinimum = "rdsproxy-percent-minimum";

    private const string Path = $"pooler.settings.{ProxySettings.MaxConnectionsPercent}";

    /// <summary>Amazon RDS User Guide, "RDS Proxy connection considerations": keep the limit 30 % above the highest recent use.</summary>
    private const int HeadroomPercent = 30;

    /// <summary>Chooses the share, or takes the one that is stated.</summary>
    /// <param name="specification">What was asked for.</param>
    /// <param name="input">The budget for a share.</param>
    public static ProxyPercent Of(PoolingSpecification specification, Func<int, BudgetInput> input)
    {
        var maxConnections = input(1).Capacity.MaxConnections.Min;
        var need = ProxyNeed.Of(specification);
        var limit = 100 - specification.Database.Rds.OtherProxiesPercent;
        int? wanted = need.Connections is { } connections && maxConnections > 0
            ? (int)Int128.Clamp((((Int128)connections * (100 + HeadroomPercent)) + maxConnections - 1) / maxConnections, 1, 1_000_000)
            : null;
        var minimum = Minimum(specification.Database);
        if (ProxySettings.Number(specification.Pooler.Settings, ProxySettings.MaxConnectionsPercent) is { } stated)
            return new(stated, $"{stated} %, as `{Path}` says.", [.. Judge(stated, wanted, need, minimum, specification.Database)]);

        var most = Largest(limit, percent => Fits(BudgetPlan.Create(input(percent))));
        var roomy = Largest(most, percent => LeavesRoom(BudgetPlan.Create(input(percent))));
        // The headroom of the budget yields to AWS's minimum, the budget itself to nothing.
        var chosen = Math.Max(1, Math.Min(most, Math.Max(minimum, Math.Min(wanted ?? roomy, roomy))));
        var asked = wanted is null
            ? "nothing tells what the workloads need"
            : $"{need.Sum} connections and {HeadroomPercent} % of {Number(maxConnections)} are {wanted} %";
        return new(
            chosen,
            $"{chosen} %: {asked}, AWS advises at least {minimum} % here, and the budget leaves {roomy} % with its headroom, {most} % without.",
            [.. Judge(chosen, wanted, need, minimum, specification.Database)]);
    }

    /// <summary>The least useful share by size (Amazon RDS User Guide, "RDS Proxy connection considerations").</summary>
    private static int Minimum(DatabaseOptions database)
    {
        var memory = database.Serverless is { } serverless ? (int)(serverless.MaxAcu * 2)
            : database.InstanceClass is { } name && AwsInstanceClass.All.TryGetValue(name, out var known) ? known.MemoryGiB
            : 16;
        return memory switch
        {
            <= 2 => 100,
            <= 4 => 55,
            <= 8 => 35,
            _ => 20,
        };
    }

    private static IEnumerable<Finding> Judge(int percent, int? wanted, ProxyNeed need, int minimum, DatabaseOptions database)
    {
        if (wanted > percent)
        {
            yield return BudgetFindings.Finding(
                CoversDemand, FindingLevel.Advisory, Path,
                $"{percent} % is less than the {wanted} % that the workloads need at their peak ({need.Sum} connections and "
                + $"{HeadroomPercent} %), so clients will queue; use a larger instance, smaller pools, or state the load of each workload.");
        }

        if (percent < minimum)
        {
            var size = database.InstanceClass ?? "this capacity";
            yield return BudgetFindings.Finding(
                CoversMinimum, FindingLevel.Advisory, Path,
                $"{percent} % is less than the {minimum} % that AWS advises on {size}, and the budget leaves no more; use a larger instance, or a smaller `database.reserve`.");
        }
    }

    /// <summary>The largest share up to a limit that passes; 0 when none does. What a larger share passes, a smaller one passes.</summary>
    private static int Largest(int limit, Func<int, bool> passes)
    {
        var (low, high) = (0, limit);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (passes(middle))
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    private static bool Fits(BudgetPlan plan) => plan.Scenarios.All(scenario => scenario.ServerVerdict == Verdict.Within);

    private static bool LeavesRoom(BudgetPlan plan) => Fits(plan) && new[] { ScenarioKind.Peak, ScenarioKind.Rollout }.All(kind =>
        plan[kind].ServerDemand.Max is { } taken
        && (Int128)(plan.Usable.Min - taken) * 100 >= (Int128)plan.Usable.Min * plan.Input.HeadroomPercent);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
