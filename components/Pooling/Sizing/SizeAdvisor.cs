using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.Catalog;
using Infra.Pooling.Specification;

namespace Infra.Pooling.Sizing;

/// <summary>Recommends every size of a specification from its loads and its server, by <see cref="PoolModel"/>.</summary>
public static class SizeAdvisor
{
    /// <summary>The sizes.</summary>
    /// <param name="request">What is asked for.</param>
    /// <exception cref="SpecificationException">No pooled workload states its load, or the catalogue does not hold the server.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A figure of the request is out of its range.</exception>
    public static SizeAdvice Of(SizeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var advice = Advise(request);
        return request.Specification.ForReads() is { } reads && PoolLoad.Of(reads).Any(pool => pool.IsKnown)
            ? advice with { Reads = Advise(request with { Specification = reads }) }
            : advice;
    }

    private static SizeAdvice Advise(SizeRequest request)
    {
        var loads = PoolLoad.Of(request.Specification);
        if (!loads.Any(pool => pool.IsKnown))
            throw new SpecificationException([Nothing(request.Specification)]);
        var capacity = CapacityCatalog.For(request.Specification) switch
        {
            CatalogAnswer.Found found => found.Capacity,
            CatalogAnswer.Missing missing => throw new SpecificationException([missing.Fault]),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no answer of the catalogue"),
        };
        var processors = request.VCpu is { } stated
            ? new ServerProcessors(stated, $"{SizingText.Number(stated)} vCPU, as stated")
            : ServerProcessors.Of(request.Specification);
        var shares = new ProcessorShares(request.Specification, processors.VCpu);
        var sizes = PoolerSizes.Of(request.Specification, capacity, loads.Sum(load => load.PerSecond));
        var pools = new PoolSizes(sizes, shares, request.P99Wait);
        var sized = loads.Select(load => (Load: load, Sized: pools.Of(load))).ToImmutableArray();

        var (size, reason) = One(sizes, sized);
        var lost = sized.Where(pool => pool.Load.IsKnown).Max(pool => pools.WithoutAPod(pool.Load));
        var reserve = sizes.Reserve(size, lost, Tightest(sizes, loads));
        // RDS Proxy has no size for each pool: there the pools keep their own.
        int SizeOf(PoolRecommendation of) => sizes is ProxySizes ? of.Size : size;
        PoolPrediction? Predicted((PoolLoad Load, PoolRecommendation? Sized) pool) =>
            pool.Sized is { } one ? pools.Predict(pool.Load, SizeOf(one)) : null;
        var predicted = sized.Select(pool => (pool.Load, Prediction: Predicted(pool))).ToImmutableArray();
        var clients = ClientPools.Of(predicted);
        ImmutableArray<PoolAdvice> advised =
        [
            .. sized.Zip(predicted, (pool, use) => new PoolAdvice(
                pool.Load.Route, pool.Load.User, pool.Load.Database, sizes.Pools, pool.Sized, use.Prediction, Reason(pool.Load, pool.Sized, sizes))),
        ];
        var specification = WithClients(sizes.Specification, clients);
        specification = With(specification, [.. Own(sizes, size, reserve)]);
        ImmutableArray<SettingAdvice> settings = [.. sizes.Settings(specification, size, reason, advised)];
        if (reserve is not null)
            settings = settings.Insert(1, reserve);

        var advice = new SizeAdvice
        {
            Specification = With(specification, settings),
            Processors = processors,
            Usable = capacity.MaxConnections.Max is null ? null : capacity.Usable.Min,
            Pools = advised,
            Settings = settings,
            Clients = clients,
            Checks = [],
            Notes = [.. SizeNotes.Of(request.Specification, loads, shares, predicted.Select(pool => pool.Prediction), pools, size)],
            Needed = [.. sized.SelectMany(pool => SizeNeeds.Of(pool.Load, pool.Sized, sizes, pools))],
        };
        return advice with { Checks = CrossChecks.Of(advice, loads, size, reserve?.Value ?? 0) };
    }

    /// <summary>One size for all pools, because default_pool_size is one: what the hungriest needs, cut to the tightest server.</summary>
    private static (int Size, string Reason) One(PoolerSizes sizes, ImmutableArray<(PoolLoad Load, PoolRecommendation? Sized)> pools)
    {
        var hungriest = pools.Where(pool => pool.Sized is not null).MaxBy(pool => pool.Sized!.Size);
        var (size, reason) = (hungriest.Sized!.Size, hungriest.Sized.Reason);
        var silent = pools.SelectMany(pool => pool.Load.Silent).ToList();
        if (silent.Count > 0 && size < PoolNeed.Default)
        {
            size = PoolNeed.Default;
            reason = $"{size} is PgBouncer's own default, as the load of {string.Join(", ", silent)} is not known.";
        }
        else if (pools.Length > 1)
        {
            reason = $"The hungriest pool is that of {hungriest.Load.User} ({Spelling.Of(hungriest.Load.Route)}). {reason}";
        }

        return Tightest(sizes, [.. pools.Select(pool => pool.Load)]) is { } most && most.Size < size
            ? ((int)most.Size, $"{reason} Cut to {most.Size}: {most.Reason}.")
            : (size, reason);
    }

    private static PoolLimit? Tightest(PoolerSizes sizes, ImmutableArray<PoolLoad> loads) =>
        loads.Select(load => sizes.Limit(load.Route, sizes.Capacity)).OfType<PoolLimit>().MinBy(limit => limit.Size);

    private static string Reason(PoolLoad load, PoolRecommendation? sized, PoolerSizes sizes)
    {
        var limit = sizes.Limit(load.Route, sizes.Capacity) is { } most ? $" The budget leaves each pool {most.Size}: {most.Reason}." : "";
        return sized is null ? $"The load of {string.Join(", ", load.Silent)} is not known.{limit}" : $"{sized.Reason}{limit}";
    }

    private static IEnumerable<SettingAdvice> Own(PoolerSizes sizes, int size, SettingAdvice? reserve)
    {
        if (sizes is not ProxySizes)
            yield return new("default_pool_size", "", size, "");
        if (reserve is not null)
            yield return reserve;
    }

    private static PoolingSpecification With(PoolingSpecification specification, ImmutableArray<SettingAdvice> settings) => specification with
    {
        Pooler = specification.Pooler with
        {
            Settings = specification.Pooler.Settings.SetItems(settings
                .Where(setting => setting.Path is not null && setting.Name != "replicas")
                .Select(setting => KeyValuePair.Create(setting.Name, setting.Value.ToString(CultureInfo.InvariantCulture)))),
        },
    };

    /// <summary>The figures of a profile are those of its system, which may not be free to change.</summary>
    private static PoolingSpecification WithClients(PoolingSpecification specification, ImmutableArray<ClientAdvice> clients) => specification with
    {
        Workloads =
        [
            .. specification.Workloads.Select(workload =>
                workload.Profile is null && clients.FirstOrDefault(client => client.Workload == workload.Name) is { } client
                    ? workload with { Pool = client.Pool }
                    : workload),
        ],
    };

    private static Fault Nothing(PoolingSpecification specification)
    {
        var pooled = specification.Workloads.Index().FirstOrDefault(entry => specification.IsPooled(entry.Item.Route));
        return new(
            pooled.Item is null ? "workloads" : $"workloads[{pooled.Index}].load",
            "no workload that uses the pooler says how much it does",
            null,
            "`load` with `peakRps` and `meanQuery` for at least one",
            "add `load: {peakRps: 100, meanQuery: 20ms}`");
    }
}
