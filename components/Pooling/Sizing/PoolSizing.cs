using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.Budget;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sizing;

/// <summary>Recommends the sizes of PgBouncer in pods of our own. A size that the specification states stays as it is.</summary>
public static class PoolSizing
{
    /// <summary>The sizes for a specification on a server.</summary>
    /// <param name="specification">The specification; its settings default_pool_size, reserve_pool_size and max_client_conn count.</param>
    /// <param name="capacity">What one server admits.</param>
    public static SizingPlan Recommend(PoolingSpecification specification, CapacityInput capacity)
    {
        var share = new PoolShare(specification, capacity);
        ImmutableArray<PoolSize> pools =
        [
            .. from route in (Route[])[Route.ReadWrite, Route.ReadOnly]
               from pool in specification.Workloads
                   .Where(workload => workload.Route == route && specification.Counts(route))
                   .GroupBy(workload => workload.User ?? specification.Database.User)
                   .OrderBy(pool => pool.Key)
               select new PoolSize(route, pool.Key, Size(specification, [.. pool], share.Of(route))),
        ];
        return new(pools, MaxClientConn(specification, capacity)) { DefaultPoolSize = Default(specification, pools, share) };
    }

    /// <summary>A setting of the specification as a number; null when it is not stated.</summary>
    internal static int? Stated(PoolingSpecification specification, string name) =>
        specification.Pooler.Settings.TryGetValue(name, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    private static SizedSetting Size(PoolingSpecification specification, ImmutableArray<WorkloadOptions> workloads, PoolLimit? limit)
    {
        if (Stated(specification, "default_pool_size") is { } stated)
            return new(stated, $"{stated}, as `{specification.PoolerPath}.settings.default_pool_size` says.");

        var need = PoolNeed.Of(workloads, specification);
        return limit is { } most && most.Size < need.Size
            ? new((int)most.Size, $"{need.Reason}, cut to {most.Size}: {most.Reason}.")
            : new(need.Size, $"{need.Reason}{(limit is { } room ? $", within the {room.Size} that the budget leaves" : "")}.");
    }

    private static SizedSetting Default(PoolingSpecification specification, ImmutableArray<PoolSize> pools, PoolShare share)
    {
        if (pools.IsEmpty)
            return new(PoolNeed.Default, $"{PoolNeed.Default} is PgBouncer's own default: no workload uses the pooler.");

        var largest = pools.MaxBy(pool => pool.Size.Value)!.Size;
        var tightest = pools.Select(pool => share.Of(pool.Route)).OfType<PoolLimit>().MinBy(limit => limit.Size);
        return Stated(specification, "default_pool_size") is null && tightest is not null && tightest.Size < largest.Value
            ? new((int)tightest.Size, $"{tightest.Size} suits every pool: {tightest.Reason}.")
            : largest;
    }

    private static SizedSetting MaxClientConn(PoolingSpecification specification, CapacityInput capacity)
    {
        if (Stated(specification, "max_client_conn") is { } stated)
            return new(stated, $"{stated}, as `{specification.PoolerPath}.settings.max_client_conn` says.");

        var others = PoolShare.WithoutPools(specification, capacity);
        var range = specification.Pooler.Replicas;
        // Fewer pods serve in the steady state, and perhaps as many clients.
        var processes = specification.Pooler.Pods.Processes;
        var rollout = MaxClientConn(others[ScenarioKind.Rollout], range.Max ?? range.Min, processes);
        var steady = MaxClientConn(others[ScenarioKind.Steady], range.Min, processes);
        return steady.Value > rollout.Value ? steady : rollout;
    }

    private static SizedSetting MaxClientConn(BudgetScenario scenario, int pods, int processes)
    {
        var clients = scenario.ClientDemand;
        var serving = Math.Max(1, pods - 1);
        var all = (long)serving * processes;
        // Strictly above the demand, so that monitoring and administration still get in.
        var value = (int)Math.Min(((ClientSpread.Most(clients.Min, all) / 100) + 1) * 100, 1_000_000);
        var unbounded = clients.IsExact ? "" : "; more may come, because nothing limits some of them";
        return new(
            value,
            $"{clients.Min} clients at {Spelling.Of(scenario.Kind)} on {Counted(serving, "pod")}{(processes == 1 ? "" : $" of {processes} processes")}"
            + $"{(pods > 1 ? $", one of {pods} being lost" : "")}{(all == 1 ? "" : Spread(ClientSpread.Even(clients.Min, all)))}, "
            + $"up to the next hundred{unbounded}.");
    }

    private static string Spread(long even) =>
        $": {even} for each process, and room for {ClientSpread.Deviations} × √{even} more, because they spread at random";

    internal static string Counted(long count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
