using System.Collections.Immutable;
using Infra.Cli.Load;
using Infra.Cli.Local;
using Infra.Pooling.Sizing;

namespace Infra.Cli.Measuring;

/// <summary>Sweeps the sizes of a pool, fits the model to what it did, and tries what the model recommends against larger sizes.</summary>
/// <param name="clients">Connected clients.</param>
/// <param name="pool">The pools.</param>
/// <param name="request">What is measured.</param>
/// <param name="time">Clock.</param>
/// <param name="progress">Where each step is announced.</param>
internal sealed class PoolMeasurement(LoadClients clients, IMeasuredPool pool, MeasureRequest request, TimeProvider time, IProgress<string> progress)
{
    /// <summary>A size is enough when it does this much of what the best one does.</summary>
    internal const double CloseEnough = 0.98;

    private const int MostRounds = 5;
    private const int FewestRounds = 2;
    private const int SizesOfARound = 6;
    private const int MostFailures = 5;

    // Enough that a pool is never idle, and so few that nobody waits for long.
    private const int ClientsOfAConnection = 4;

    private static readonly TimeSpan LongestStatement = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestStep = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(2);

    private readonly PoolRun run = new(clients, pool, time);

    private int Most => Math.Clamp(pool.CanBeSized ? request.Most : Math.Min(request.Most, clients.Count / pool.Count), 1, 100_000);

    private bool IsPaced => request.Demand is { IsPaced: true };

    private TimeSpan Step => TimeSpan.FromTicks(Math.Clamp(
        (request.Budget / (PoolSweep.Steps(Most).Count() + PoolSweep.Patience + (MostRounds * SizesOfARound))).Ticks, ShortestStep.Ticks, LongestStep.Ticks));

    public async Task<Measurement> RunAsync(CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        // Steps are short enough for the budget; a machine that is so busy that all between them takes longer yet is not worth the wait.
        TimeSpan last = request.Budget * 3;
        ImmutableArray<MeasuredSize> sizes = await PoolSweep.RunAsync(
            Most, size => MeasureAsync(size, seed: 1, cancellation), () => time.GetElapsedTime(began) >= last);
        int guess = Recommend(Fit(sizes), sizes).Size;
        int best = sizes.MaxBy(size => size.PerSecond)!.Connections;
        // Who asks for less than the most that can be had gets fewer connections than that takes.
        ImmutableArray<int> candidates = IsPaced ? [guess] : [.. new[] { guess, Larger(guess, 1.3), Larger(guess, 1.7), Larger(guess, 2.5), best }.Distinct().Order()];
        // A size at which nothing but the connections is a limit tells the hold.
        ImmutableArray<ImmutableArray<MeasuredSize>> rounds = await RepeatAsync(
            [Math.Max(1, guess / 4), .. candidates], () => time.GetElapsedTime(began) >= request.Budget, cancellation);

        ImmutableArray<MeasuredSize> all = [.. sizes, .. rounds.SelectMany(round => round)];
        PoolWork work = Fit(all);
        PoolRecommendation model = Recommend(work, all);
        (int Size, double Share)? chosen = IsPaced ? null : SizeChoice.Of(candidates, rounds);
        return new()
        {
            Pools = pool.Count,
            Sized = pool.CanBeSized,
            Sizes = WithWay([.. all.GroupBy(each => each.Connections).Select(Median).OrderBy(each => each.Connections)]),
            Work = work,
            Model = model,
            Size = chosen?.Size ?? model.Size,
            Share = chosen?.Share,
            Needed = MeasureNeed.Of(work, request.Demand, request.P99Wait, model),
        };
    }

    /// <summary>
    /// Some sizes in turns, so that what else happens meanwhile meets all of them, and none always at the same place. Each round draws
    /// other times: where they vary much, as many as a round can do say little about their mean.
    /// </summary>
    private async Task<ImmutableArray<ImmutableArray<MeasuredSize>>> RepeatAsync(
        ImmutableArray<int> sizes, Func<bool> enough, CancellationToken cancellation)
    {
        sizes = [.. sizes.Distinct()];
        ImmutableArray<ImmutableArray<MeasuredSize>>.Builder rounds = ImmutableArray.CreateBuilder<ImmutableArray<MeasuredSize>>();
        while (rounds.Count < FewestRounds || (rounds.Count < MostRounds && !enough()))
        {
            ImmutableArray<MeasuredSize>.Builder round = ImmutableArray.CreateBuilder<MeasuredSize>(sizes.Length);
            for (int place = 0; place < sizes.Length; place++)
                round.Add(await MeasureAsync(sizes[(place + rounds.Count) % sizes.Length], seed: rounds.Count + 2, cancellation));
            rounds.Add(round.ToImmutable());
        }
        return rounds.ToImmutable();
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

    private int Larger(int size, double times) => Math.Min(Most, (int)Math.Ceiling(size * times));

    private PoolWork Fit(ImmutableArray<MeasuredSize> sizes) => PoolFit.Of(WithWay(sizes), pool.Count, request.VCpu);

    private PoolRecommendation Recommend(PoolWork work, ImmutableArray<MeasuredSize> sizes) => PoolModel.Recommend(
        work, request.Demand ?? new PoolDemand.Closed(clients.Count, Way(sizes)), new PoolTarget { Most = Most, P99Wait = request.P99Wait });

    private async Task<MeasuredSize> MeasureAsync(int size, int seed, CancellationToken cancellation)
    {
        int working = Math.Min(clients.Count, size * pool.Count * (pool.CanBeSized ? ClientsOfAConnection : 1));
        MeasuredSize measured = await run.MeasureAsync(size, new LoadRequest
        {
            Clients = working,
            Transactions = [request.Transaction],
            Seed = seed,
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
