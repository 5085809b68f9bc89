using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.Specification;

namespace Infra.Pooling.RdsProxy;

/// <summary>The server connections that the workloads of a proxy need at once, on the server that needs most.</summary>
/// <param name="Connections">How many; null when nothing tells.</param>
/// <param name="Formula">The arithmetic.</param>
internal sealed record ProxyNeed(long? Connections, string Formula)
{
    /// <summary>As <c>10 + 20 = 30</c>, or only the number where there is nothing to sum up.</summary>
    public string Sum => Formula == $"{Connections}" ? Formula : $"{Formula} = {Connections}";

    /// <summary>
    /// Little's law where a load is known (requests a second times seconds of use), and never more than the clients there are.
    /// </summary>
    public static ProxyNeed Of(PoolingSpecification specification)
    {
        var routes = specification.Workloads
            .Where(workload => specification.PoolerOn(workload.Route) is { Kind: PoolerKind.RdsProxy })
            .GroupBy(workload => workload.Route)
            .Select(route => Add([.. route.Select(Of)]))
            .ToImmutableArray();
        return routes.IsEmpty ? new(0, "0") : routes.FirstOrDefault(route => route.Connections is null) ?? routes.MaxBy(route => route.Connections)!;
    }

    private static ProxyNeed Add(ImmutableArray<ProxyNeed> needs) => new(
        needs.Any(need => need.Connections is null) ? null : needs.Sum(need => need.Connections),
        string.Join(" + ", needs.Select(need => need.Formula)));

    private static ProxyNeed Of(WorkloadOptions workload)
    {
        long? clients = workload is { Replicas.Max: { } copies, Pool: { } pool }
            ? (long)copies * workload.Processes * ((long)pool.Size + pool.Overflow)
            : null;
        if (workload.Load is not { } load)
            return new(clients, clients is null ? "unknown" : Text(clients.Value));
        var busy = (long)Math.Max(1, Math.Min(Math.Ceiling(load.MeanBusy), long.MaxValue / 4));
        return clients <= busy
            ? new(clients, Text(clients.Value))
            : new(busy, $"ceil({load.Product})");
    }

    private static string Text(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
