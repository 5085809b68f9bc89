using System.Collections.Immutable;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sizing;

/// <summary>How the processors of the servers are shared out among the loads on them.</summary>
internal sealed class ProcessorShares
{
    private readonly PoolingSpecification _specification;
    private readonly double? _each;

    /// <param name="specification">All workloads, those that bypass the pooler as well.</param>
    /// <param name="each">Processors of each server; null when not known.</param>
    public ProcessorShares(PoolingSpecification specification, double? each)
    {
        (_specification, _each) = (specification, each);
        (Assumed, Note) = Assume();
    }

    /// <summary>The busy share of loads that state none.</summary>
    public double Assumed { get; }

    /// <summary>What was assumed, and why; null when every load states its busy share.</summary>
    public string? Note { get; }

    /// <summary>The part of the processors that one of the pools on a route may have: as much as its load is of the load there.</summary>
    public double? Of(PoolLoad pool)
    {
        if (Processors(pool.Route == Route.ReadOnly) is not { } processors)
            return null;
        var all = Loads(pool.Route == Route.ReadOnly).Sum(Work);
        var own = pool.Workloads.Select(workload => workload.Load).OfType<LoadOptions>().Sum(Work);
        return all == 0 ? processors : Math.Max(0.001, processors * own / all);
    }

    /// <summary>Processors that each server on a route should have for all of its load.</summary>
    public double Needed(PoolLoad pool)
    {
        var servers = pool.Route == Route.ReadOnly ? Math.Max(1, _specification.Database.Replicas) : 1;
        return Math.Ceiling(Loads(pool.Route == Route.ReadOnly).Sum(Work) / PoolTarget.BusyProcessors / servers);
    }

    private double? Processors(bool onReplicas) => onReplicas ? _each * Math.Max(1, _specification.Database.Replicas) : _each;

    private double Work(LoadOptions load) => (double)load.MeanBusy * (double)(load.Busy ?? (decimal)Assumed);

    private ImmutableArray<LoadOptions> Loads(bool onReplicas) =>
    [
        .. _specification.Workloads
            .Where(workload => workload.Route == Route.ReadOnly == onReplicas)
            .Select(workload => workload.Load)
            .OfType<LoadOptions>(),
    ];

    private (double Assumed, string? Note) Assume()
    {
        var silent = _specification.Workloads.Where(workload => workload.Load is { Busy: null }).Select(workload => workload.Name).ToList();
        if (silent.Count == 0)
            return (PoolWork.DefaultBusyShare, null);
        var most = Math.Min(Highest(onReplicas: false), Highest(onReplicas: true));
        var share = Math.Clamp(Math.Round(most, 3), 0.001, PoolWork.DefaultBusyShare);
        var named = $"`load.busy` of {string.Join(", ", silent)} is not stated: ";
        return share < PoolWork.DefaultBusyShare
            ? (share, $"{named}{SizingText.Percent(share)} is assumed, because more would keep the processors over "
                + $"{SizingText.Percent(PoolTarget.BusyProcessors)} busy; state what you measure.")
            : (share, $"{named}{SizingText.Percent(share)} is assumed, which the rule «cores × 2» implies; state what you measure.");
    }

    /// <summary>The share with which the processors are as busy as they should be at the most.</summary>
    private double Highest(bool onReplicas)
    {
        var loads = Loads(onReplicas);
        var unknown = loads.Where(load => load.Busy is null).Sum(load => (double)load.MeanBusy);
        var known = loads.Sum(load => (double)(load.MeanBusy * (load.Busy ?? 0)));
        return unknown == 0 || Processors(onReplicas) is not { } processors
            ? 1
            : Math.Max(0, (PoolTarget.BusyProcessors * processors) - known) / unknown;
    }
}
