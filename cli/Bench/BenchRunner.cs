using System.Collections.Immutable;
using System.Globalization;
using Infra.Pooling.PgBouncer;

namespace Infra.Cli.Bench;

/// <summary>
/// Measures one way after the other, never two at once. Each round goes through all ways of a load in another order, so that what the machine
/// does besides meets all of them alike.
/// </summary>
internal sealed class BenchRunner(BenchServers servers, BenchOptions options, DateOnly today, IProgress<string> progress, TimeProvider time)
{
    // Enough for a first look at a load's speed.
    private const int Guess = 5_000;

    // Fewer would measure how clients begin and end.
    private const int FewestOfClient = 10;

    private const string Short = "SELECT 1";

    // Long enough that a pool of some dozens opens its connections to the server one after the other.
    private const string Held = "SELECT pg_sleep(0.05)";
    private const int MostWarming = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(BenchLoad, Way), CellNotes> notes =
        options.Loads.SelectMany(load => options.Ways.Select(way => (load, way))).ToDictionary(pair => pair, pair => new CellNotes(pair.load, pair.way));

    /// <summary>Who is served of so many clients, of each configuration that was looked at.</summary>
    private readonly Dictionary<(string Configuration, int Clients), StormResult> seen = [];

    /// <summary>Transactions of each client of pgbench, the same for every way and round.</summary>
    private readonly Dictionary<BenchLoad, int> each = [];

    public async Task<BenchResult> RunAsync(CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        Dictionary<BenchLoad, (int Rounds, TimeSpan Last)> done = options.Loads.ToDictionary(load => load, _ => (0, TimeSpan.Zero));
        for (int round = 0; round < options.Rounds; round++)
        {
            foreach ((int place, BenchLoad load) in options.Loads.Index())
            {
                TimeSpan before = time.GetElapsedTime(began);
                if (round >= BenchOptions.FewestRounds && before + done[load].Last > options.Limit)
                    continue;
                if (round >= BenchOptions.RoundsToSettle && Result().IsSettled(load))
                    continue;
                progress.Report(string.Create(CultureInfo.InvariantCulture,
                    $"round {round + 1} of {options.Rounds}: {load.Title} ({before.TotalSeconds:0} s so far)"));
                if (load.Tool == LoadTool.Pgbench && !each.ContainsKey(load))
                    each[load] = await PaceAsync(load, cancellation);
                foreach (Way way in Ordered(options.Ways, round + place))
                {
                    if (!notes[(load, way)].IsSettled)
                        await MeasureAsync(load, way, notes[(load, way)], cancellation);
                }

                done[load] = (round + 1, time.GetElapsedTime(began) - before);
            }
        }

        return Result();

        BenchResult Result() => new(
            new BenchMachine(Environment.ProcessorCount, servers.Machine.PostgresVersion, servers.Address.Version.ToString()),
            done.Values.Max(load => load.Rounds),
            time.GetElapsedTime(began),
            [.. options.Loads.SelectMany(load => options.Ways.Select(way => notes[(load, way)].ToCell()))]);
    }

    /// <summary>The same in another order: every one comes first once, and now this one, now that one goes before a way.</summary>
    public static ImmutableArray<Way> Ordered(ImmutableArray<Way> ways, int by)
    {
        int direction = by % 2 == 0 ? 1 : -1;
        return [.. Enumerable.Range(0, ways.Length).Select(place => ways[(by + (direction * place) + (ways.Length * (1 + by))) % ways.Length])];
    }

    private async Task MeasureAsync(BenchLoad load, Way way, CellNotes cell, CancellationToken cancellation)
    {
        PgBouncerConfiguration? configuration = way == Way.Direct ? null : PoolerText.Of(way, load, servers.Address, today);
        cell.Settings = configuration?.Settings ?? cell.Settings;
        cell.Processes = configuration is null ? 0 : PoolerText.Processes(way, servers.Address);
        if (load.Tool == LoadTool.Storm)
        {
            StormResult storm = cell.IsKnown ? await ArriveAsync(way, configuration, load.Clients, cancellation) : await SeeAsync(load, way, configuration, cancellation);
            cell.Saw(storm);
            cell.Measured(storm.PerSecond);
            cell.Memory = storm.Memory;
            return;
        }

        if (!cell.IsKnown)
            cell.Saw(await SeeAsync(load, way, configuration, cancellation));
        if (cell.Served == 0)
            return;

        RunResult result = await RunAsync(load, way, configuration, cell.Served, cancellation);
        // What fails once may be chance; a load that is not done is so twice.
        if (!result.Failures.IsEmpty)
            result = await RunAsync(load, way, configuration, cell.Served, cancellation);
        cell.Measured(result.PerSecond);
        cell.Failed(result.Failures);
    }

    private async Task<RunResult> RunAsync(BenchLoad load, Way way, PgBouncerConfiguration? configuration, int clients, CancellationToken cancellation)
    {
        await using BenchPooler? pooler = await servers.OpenAsync(way, configuration, cancellation);
        string connection = servers.Connection(way);
        await (await Storm.ArriveAsync(connection, Math.Min(clients, MostWarming), Held, Patience, time, cancellation)).DisposeAsync();
        return load.Tool == LoadTool.Npgsql
            ? await NpgsqlRun.RunAsync(load, clients, options.Window, connection, time, cancellation)
            : await PgbenchRun.RunAsync(
                load, clients, each.GetValueOrDefault(load, EachAt(Guess, load)), (int)Math.Ceiling(options.Window.TotalSeconds), connection, cancellation);
    }

    /// <summary>How many transactions of a client take about as long as a run should, by the speed of a run that counts for nothing else.</summary>
    private async Task<int> PaceAsync(BenchLoad load, CancellationToken cancellation)
    {
        RunResult result = await RunAsync(load, Way.Ours, PoolerText.Of(Way.Ours, load, servers.Address, today), load.Clients, cancellation);
        return EachAt(result.PerSecond, load);
    }

    private int EachAt(double perSecond, BenchLoad load) => Math.Max(FewestOfClient, (int)(perSecond * options.Window.TotalSeconds / load.Clients));

    /// <summary>Whether all clients are served at all. A pooler that serves the most of any load serves fewer of them, too.</summary>
    private async Task<StormResult> SeeAsync(BenchLoad load, Way way, PgBouncerConfiguration? configuration, CancellationToken cancellation)
    {
        if (way != Way.Ours)
        {
            StormResult most = await SeeAsync(way, configuration, options.Loads.Max(other => other.Clients), cancellation);
            if (most.ServesAll)
                return most with { Clients = load.Clients, Served = load.Clients };
        }

        return await SeeAsync(way, configuration, load.Clients, cancellation);
    }

    private async Task<StormResult> SeeAsync(Way way, PgBouncerConfiguration? configuration, int clients, CancellationToken cancellation)
    {
        (string, int) key = (configuration?.Render() ?? way.Id, clients);
        if (!seen.TryGetValue(key, out StormResult? known))
            seen.Add(key, known = await ArriveAsync(way, configuration, clients, cancellation));
        return known;
    }

    private async Task<StormResult> ArriveAsync(Way way, PgBouncerConfiguration? configuration, int clients, CancellationToken cancellation)
    {
        BenchPooler? pooler = await servers.OpenAsync(way, configuration, cancellation);
        Storm? storm = null;
        try
        {
            storm = await Storm.ArriveAsync(servers.Connection(way), clients, Short, Patience, time, cancellation);
            return storm.Result with { Memory = ServerMemory.Of(servers.Server(way)) };
        }
        finally
        {
            // The pooler first: it sends away whoever still waits.
            if (pooler is not null)
                await pooler.DisposeAsync();
            if (storm is not null)
                await storm.DisposeAsync();
        }
    }
}
