using System.Text.Json.Nodes;
using Infra.Cli.Load;
using Infra.Cli.Local;
using Infra.Cli.Measuring;
using Infra.Pooling.Sizing;
using Npgsql;
using Xunit.Abstractions;

namespace Infra.Drills;

/// <summary>What <c>infra size --measure</c> recommends, against every size that could have been chosen; below 20 minutes in all.</summary>
public sealed class SizingDrill(DrillTarget target, ITestOutputHelper output) : Drill(target, output)
{
    private const int Most = 160;
    private const int Repeats = 3;
    private const int Finalists = 3;

    // Of the workloads; the model says itself where it does not apply, and a drill in which that is nearly everywhere proves nothing.
    private const int FewestJudged = 8;
    private const double EnoughThroughput = 0.95;
    private const double Tolerance = 0.25;

    // What psql and the kernel's timer cannot tell apart; the client's wait also has its way to the pooler and back in it.
    private static readonly TimeSpan Resolution = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan WithTheWay = TimeSpan.FromMilliseconds(2);
    private static readonly int[] Sizes = [160, 100, 64, 40, 25, 16, 10, 6, 4, 3, 2, 1];
    private static readonly TimeProvider Clock = TimeProvider.System;

    private int judged;

    [RealServersFact]
    [Trait(Duration, Minutes)]
    public async Task Recommend_FourteenWorkloads_IsNearTheBestAndAsPredicted()
    {
        SizingWorkload[] workloads =
            [.. SizingWorkload.Short, .. SizingWorkload.Busy, .. SizingWorkload.Waiting, .. SizingWorkload.Partial];

        string[] faults = await TryAllAsync(workloads);

        Print($"{judged} of {workloads.Length} workloads judged, {faults.Length} faults");
        Assert.Empty(faults);
        Assert.InRange(judged, FewestJudged, workloads.Length);
    }

    private async Task<string[]> TryAllAsync(SizingWorkload[] workloads)
    {
        LocalMachine machine = await UpAsync();
        double rounds;
        await using (NpgsqlConnection direct = new(Target.Superuser()))
        {
            await direct.OpenAsync();
            rounds = await BusyWork.RoundsPerSecondAsync(direct, CancellationToken.None);
        }
        List<string> faults = [];
        foreach (SizingWorkload workload in workloads)
        {
            await using LocalPool pool = LocalPool.Of(machine, Target.Ports.Pooler, "app", Clock);
            await using LoadClients clients = await LoadClients.ConnectAsync(
                Target.Connection("readWrite", workload.Clients), workload.Clients, Clock, CancellationToken.None);
            faults.AddRange(await TryAsync(workload, clients, pool, rounds));
        }
        return [.. faults];
    }

    private async Task<LocalMachine> UpAsync()
    {
        // Large enough a pool to choose any size from.
        Target.Specification["database"]!["maxConnections"] = 600;
        Target.Specification["pooler"]!["replicas"] = new JsonObject { ["min"] = 1, ["max"] = 1, ["surge"] = 1 };
        Target.Specification["pooler"]!["settings"] = new JsonObject { ["default_pool_size"] = Most };
        Target.Specification["timeouts"] = new JsonObject
        {
            ["connect"] = "40s",
            ["queueWait"] = "30s",
            ["lock"] = "45s",
            ["statement"] = "50s",
            ["command"] = "60s",
        };
        Target.Specification["workloads"]![0]!["pool"]!["size"] = 900;
        await Target.UpAsync();
        using LocalTarget held = LocalTarget.Hold(Target.Folders, Clock);
        return await held.PrepareAsync(new Progress<string>(), CancellationToken.None);
    }

    private async Task<IEnumerable<string>> TryAsync(SizingWorkload workload, LoadClients clients, LocalPool pool, double rounds)
    {
        int most = Math.Min(Most, workload.Clients);
        Measurement measured = await new PoolMeasurement(clients, pool, new()
        {
            Transaction = workload.Transaction,
            Most = most,
            Budget = TimeSpan.FromSeconds(workload.Arrivals.Think == TimeSpan.Zero ? 12 : 24),
            VCpu = Environment.ProcessorCount,
            BusyRoundsPerSecond = rounds,
            Demand = workload.Demand,
        }, Clock, new Progress<string>()).RunAsync(CancellationToken.None);
        LoadRequest load = new()
        {
            Clients = workload.Clients,
            Transactions = [workload.Transaction],
            Arrivals = workload.Arrivals,
            BusyRoundsPerSecond = rounds,
            Prepare = false,
            Guard = TimeSpan.FromSeconds(20),
            WarmUp = TimeSpan.FromSeconds(0.3),
            Duration = TimeSpan.FromSeconds(0.8),
        };
        PoolRun run = new(clients, pool, Clock);
        Dictionary<int, double> sweep = await SweepAsync(run, load, measured.Work, most);
        // One short run each: which of the best is the best, the repeats tell.
        int[] finalists =
        [
            .. sweep.OrderByDescending(size => size.Value).Take(Finalists).Select(size => size.Key)
                .Append(measured.Size).Append(Half(measured.Size)).Distinct(),
        ];
        TimeSpan round = measured.Work.Hold * workload.Clients / measured.Size;
        ILookup<int, MeasuredSize> tries = await RepeatAsync(run, load with
        {
            // All clients have waited as long as they will: where they pause and are too many, the queue grows for as long as a few pauses.
            WarmUp = workload.Arrivals.Think is { } think ? load.WarmUp + (think * 2) + (round * 1.5) : TimeSpan.FromSeconds(1),
            // Few arrivals say little about waits.
            Duration = workload.Arrivals.Think == TimeSpan.Zero ? TimeSpan.FromSeconds(1.5) : TimeSpan.FromSeconds(6),
        }, finalists);
        Dictionary<int, double> medians = tries.ToDictionary(size => size.Key, size => PoolMeasurement.Median(size).PerSecond);
        return [.. Judge(workload, measured, medians, tries)];
    }

    /// <summary>Every size once, from the largest on; those that cannot do half of the best, whatever they did, are left out.</summary>
    private static async Task<Dictionary<int, double>> SweepAsync(PoolRun run, LoadRequest load, PoolWork work, int most)
    {
        Dictionary<int, double> done = [];
        foreach (int size in Sizes.Where(size => size <= most))
        {
            if (done.Count > 0 && size / work.Hold.TotalSeconds < done.Values.Max() / 2)
                break;
            done[size] = (await run.MeasureAsync(size, load, CancellationToken.None)).PerSecond;
        }
        return done;
    }

    /// <summary>Some sizes again, in turns; long enough that waiting clients have all had their turn before.</summary>
    private static async Task<ILookup<int, MeasuredSize>> RepeatAsync(PoolRun run, LoadRequest load, int[] sizes)
    {
        List<MeasuredSize> done = [];
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            foreach (int size in sizes)
                done.Add(await run.MeasureAsync(size, load with { Seed = repeat + 1 }, CancellationToken.None));
        }
        return done.ToLookup(size => size.Connections);
    }

    /// <summary>Where the recommended size has processors that are all but busy, half of it has not, and the model must hold.</summary>
    private static int Half(int size) => (size + 1) / 2;

    private IEnumerable<string> Judge(SizingWorkload workload, Measurement measured, Dictionary<int, double> medians, ILookup<int, MeasuredSize> tries)
    {
        int best = medians.MaxBy(size => size.Value).Key;
        double share = medians[measured.Size] / medians[best];
        Print($"{workload.Name}, {workload.Clients} clients: hold {measured.Work.Hold.TotalMilliseconds:0.00} ms varying by {measured.Work.Variation:0.00}",
            $"{measured.Work.BusyShare:0.00} of it busy", $"recommended {measured.Size} (model {measured.Model.Size})",
            $"which does {share:0.000} of the best ({best})");
        if (share < EnoughThroughput)
            yield return $"{workload.Name}: {measured.Size} connections do {share:0.000} of what {best} do";
        PoolPrediction[] predictions =
        [
            .. new[] { measured.Size, Half(measured.Size) }.Distinct()
                .Select(size => PoolModel.Predict(measured.Work, workload.Demand, size)),
        ];
        judged += predictions.Any(predicted => predicted.Applies) ? 1 : 0;
        foreach (PoolPrediction predicted in predictions)
        {
            foreach (string fault in Compare(predicted, [.. tries[predicted.Connections]]))
                yield return $"{workload.Name}, {predicted.Connections} connections: {fault}";
        }
    }

    private IEnumerable<string> Compare(PoolPrediction predicted, MeasuredSize[] tries)
    {
        double perSecond = Middle(tries.Select(size => size.PerSecond)), utilisation = Middle(tries.Select(size => size.Utilisation!.Value));
        double wait = Middle(tries.Select(size => size.PoolerWait!.Value.TotalMilliseconds)), expected = predicted.MeanWait?.TotalMilliseconds ?? double.NaN;
        double clients = Middle(tries.Select(size => size.Clients.Wait.Mean.TotalMilliseconds));
        Print($"  {predicted.Connections} connections: {perSecond:0}/s predicted {predicted.PerSecond:0}/s",
            $"in use {utilisation:0.00} predicted {predicted.Utilisation:0.00}",
            $"wait {wait:0.0} ms (clients {clients:0.0} ms) predicted {expected:0.0} ms{(predicted.Applies ? "" : ": ")}{string.Join(' ', predicted.Doubts)}");
        if (!predicted.Applies)
            yield break;
        if (Math.Abs(utilisation - predicted.Utilisation) > Tolerance * predicted.Utilisation)
            yield return $"{utilisation:0.00} in use, predicted {predicted.Utilisation:0.00}";
        if (IsFar(wait, expected, Resolution))
            yield return $"waited {wait:0.0} ms by SHOW STATS, predicted {expected:0.0} ms";
        if (IsFar(clients, expected, WithTheWay))
            yield return $"waited {clients:0.0} ms as the clients saw it, predicted {expected:0.0} ms";
    }

    private static bool IsFar(double milliseconds, double expected, TimeSpan resolution) =>
        !(Math.Abs(milliseconds - expected) <= Math.Max(Tolerance * expected, resolution.TotalMilliseconds));

    private static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
