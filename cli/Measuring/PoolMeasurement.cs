using System.Collections.Immutable;
using Infra.Cli.Load;
using Infra.Cli.Local;
using Infra.Pooling.Sizing;

namespace Infra.Cli.Measuring;

/// <summary>Sweeps the sizes of a pool, fits the model to what it did, and tries what the model recommends.</summary>
/// <param name="clients">Connected clients.</param>
/// <param name="pool">The pools.</param>
/// <param name="request">What is measured.</param>
/// <param name="time">Clock.</param>
/// <param name="progress">Where each step is announced.</param>
internal sealed class PoolMeasurement(LoadClients clients, IMeasuredPool pool, MeasureRequest request, TimeProvider time, IProgress<string> progress)
{
    /// <summary>The model's size is taken unless a measured one did more than this beyond it.</summary>
    internal const double CloseEnough = 0.97;

    private const int Repeats = 3;
    private const int MostFailures = 5;

    // Enough that a pool is never idle, and so few that nobody waits for long.
    private const int ClientsOfAConnection = 4;

    private static readonly TimeSpan LongestStatement = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestStep = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(2);

    private readonly PoolRun run = new(clients, pool, time);

    private int Most => Math.Clamp(pool.CanBeSized ? request.Most : Math.Min(request.Most, clients.Count / pool.Count), 1, 100_000);

    private TimeSpan Step => TimeSpan.FromTicks(Math.Clamp(
        (request.Budget / (PoolSweep.Steps(Most).Count() + PoolSweep.Patience + (2 * Repeats))).Ticks, ShortestStep.Ticks, LongestStep.Ticks));

    public async Task<Measurement> RunAsync(CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        // Steps are short enough for the budget; a machine that is so busy that all between them takes longer yet is not worth the wait.
        TimeSpan last = request.Budget * 3;
        ImmutableArray<MeasuredSize> sizes = await PoolSweep.RunAsync(
            Most, size => MeasureAsync(size, cancellation), () => time.GetElapsedTime(began) >= last);
        PoolWork work = PoolFit.Of(WithWay(sizes), pool.Count, request.VCpu);
        PoolRecommendation model = PoolModel.Recommend(work, request.Demand ?? new PoolDemand.Closed(clients.Count, Way(sizes)), new PoolTarget { Most = Most, P99Wait = request.P99Wait });
        int best = sizes.MaxBy(size => size.PerSecond)!.Connections;
        // Who asks for less than the most that can be had gets fewer connections than that takes.
        if (request.Demand is PoolDemand.Open or PoolDemand.Closed { Think.Ticks: > 0 } || best == model.Size)
            return Sum(sizes, work, model, model.Size, best == model.Size ? 1 : null);

        Dictionary<int, List<MeasuredSize>> tries = new() { [model.Size] = [], [best] = [] };
        // In turns, so that what else happens meanwhile meets both.
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            foreach ((int size, List<MeasuredSize> done) in tries)
                done.Add(await MeasureAsync(size, cancellation));
        }
        MeasuredSize[] medians = [.. tries.Values.Select(Median)];
        double share = medians[0].PerSecond / medians[1].PerSecond;
        sizes = [.. sizes.Where(size => !tries.ContainsKey(size.Connections)).Concat(medians).OrderBy(size => size.Connections)];
        return Sum(sizes, work, model, share >= CloseEnough ? model.Size : best, share >= CloseEnough ? share : 1);
    }

    internal static MeasuredSize Median(IEnumerable<MeasuredSize> sizes)
    {
        MeasuredSize[] sorted = [.. sizes.OrderBy(size => size.PerSecond)];
        return sorted[sorted.Length / 2];
    }

    /// <summary>The way between client and pooler, which is a pause to the pool where clients stand for connections.</summary>
    private TimeSpan Way(ImmutableArray<MeasuredSize> sizes) => pool.CanBeSized ? TimeSpan.Zero : sizes.Min(size => size.Clients.Wait.P50);

    private ImmutableArray<MeasuredSize> WithWay(ImmutableArray<MeasuredSize> sizes) =>
        [.. sizes.Select(size => size with { Demand = ((PoolDemand.Closed)size.Demand) with { Think = Way(sizes) } })];

    private Measurement Sum(ImmutableArray<MeasuredSize> sizes, PoolWork work, PoolRecommendation model, int size, double? share) => new()
    {
        Pools = pool.Count,
        Sized = pool.CanBeSized,
        Sizes = WithWay(sizes),
        Work = work,
        Model = model,
        Size = size,
        Share = share,
        Needed = MeasureNeed.Of(work, request.Demand, request.P99Wait, model),
    };

    private async Task<MeasuredSize> MeasureAsync(int size, CancellationToken cancellation)
    {
        int working = Math.Min(clients.Count, size * pool.Count * (pool.CanBeSized ? ClientsOfAConnection : 1));
        MeasuredSize measured = await run.MeasureAsync(size, new LoadRequest
        {
            Clients = working,
            Transactions = [request.Transaction],
            BusyRoundsPerSecond = request.BusyRoundsPerSecond,
            // A pooler that is not known may not carry prepared statements.
            Prepare = false,
            Guard = LongestStatement,
            MostFailures = MostFailures,
            WarmUp = Step / 4,
            Duration = Step * 3 / 4,
            Drain = LongestStatement,
        }, cancellation);
        if (measured.Clients.GaveUp || measured.Clients.Transactions == 0)
        {
            string failures = string.Join(", ", measured.Clients.Failures.Select(failure => FormattableString.Invariant($"{failure.Key} × {failure.Value}")));
            throw new MachineException("the load was stopped, because transactions failed", failures.Length > 0 ? failures : null, null,
                "try the transaction by hand; with fewer clients: --clients");
        }
        progress.Report(FormattableString.Invariant($"{size} connections: {measured.PerSecond:0} transactions/s"));
        return measured;
    }
}
