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
    private const int FirstGuess = 10_000;
    private const string Short = "SELECT 1";

    // Long enough that a pool of some dozens opens its connections to the server one after the other.
    private const string Held = "SELECT pg_sleep(0.05)";
    private const int MostWarming = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(BenchLoad, Way), CellNotes> notes =
        options.Loads.SelectMany(load => options.Ways.Select(way => (load, way))).ToDictionary(pair => pair, pair => new CellNotes(pair.load, pair.way));

    /// <summary>Who is served of so many clients, of each configuration that was looked at.</summary>
    private readonly Dictionary<(string Configuration, int Clients), StormResult> seen = [];

    /// <summary>How fast a load was last done, for pgbench is told a number of transactions.</summary>
    private readonly Dictionary<BenchLoad, double> speeds = [];

    public async Task<BenchResult> RunAsync(CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        int round = 0;
        for (TimeSpan last = default; round < options.Rounds && (round < BenchOptions.FewestRounds || time.GetElapsedTime(began) + last < options.Limit); round++)
        {
            TimeSpan before = time.GetElapsedTime(began);
            foreach ((int place, BenchLoad load) in options.Loads.Index())
            {
                progress.Report(string.Create(CultureInfo.InvariantCulture,
                    $"round {round + 1} of {options.Rounds}: {load.Title} ({time.GetElapsedTime(began).TotalSeconds:0} s so far)"));
                foreach (Way way in Rotated(options.Ways, round + place))
                {
                    if (!notes[(load, way)].IsSettled)
                        await MeasureAsync(load, way, notes[(load, way)], cancellation);
                }
            }

            last = time.GetElapsedTime(began) - before;
        }

        return new(
            new BenchMachine(Environment.ProcessorCount, servers.Machine.PostgresVersion, servers.Address.Version.ToString()), round, time.GetElapsedTime(began),
            [.. options.Loads.SelectMany(load => options.Ways.Select(way => notes[(load, way)].ToCell()))]);
    }

    /// <summary>The same in another order; every one comes first once.</summary>
    public static ImmutableArray<Way> Rotated(ImmutableArray<Way> ways, int by) => [.. ways.Skip(by % ways.Length), .. ways.Take(by % ways.Length)];

    private async Task MeasureAsync(BenchLoad load, Way way, CellNotes cell, CancellationToken cancellation)
    {
        PgBouncerConfiguration? configuration = way == Way.Direct ? null : PoolerText.Of(way, load, servers.Address, today);
        cell.Settings = configuration?.Settings ?? cell.Settings;
        cell.Processes = configuration is null ? 0 : PoolerText.Processes(way, servers.Address);
        if (load.Tool == LoadTool.Storm)
        {
            StormResult storm = cell.IsKnown ? await ArriveAsync(load, way, configuration, cancellation) : await SeeAsync(load, way, configuration, cancellation);
            cell.Saw(storm);
            cell.Measured(storm.PerSecond);
            cell.Memory = storm.Memory;
            return;
        }

        if (!cell.IsKnown)
            cell.Saw(await SeeAsync(load, way, configuration, cancellation));
        if (cell.Served == 0)
            return;

        await using BenchPooler? pooler = await servers.OpenAsync(way, configuration, cancellation);
        string connection = servers.Connection(way);
        await (await Storm.ArriveAsync(connection, Math.Min(cell.Served, MostWarming), Held, Patience, time, cancellation)).DisposeAsync();
        RunResult result = load.Tool == LoadTool.Npgsql
            ? await NpgsqlRun.RunAsync(load, cell.Served, options.Window, connection, time, cancellation)
            : await PgbenchRun.RunAsync(load, cell.Served, Each(load), (int)Math.Ceiling(options.Window.TotalSeconds), connection, cancellation);
        cell.Measured(result.PerSecond);
        cell.Failed(result.Failures);
        if (result.PerSecond > 0 && result.Failures.IsEmpty)
            speeds[load] = result.PerSecond;
    }

    /// <summary>Whether all clients are served at all, unless that is known.</summary>
    private async Task<StormResult> SeeAsync(BenchLoad load, Way way, PgBouncerConfiguration? configuration, CancellationToken cancellation)
    {
        (string, int) key = (configuration?.Render() ?? way.Id, load.Clients);
        if (!seen.TryGetValue(key, out StormResult? known))
            seen.Add(key, known = await ArriveAsync(load, way, configuration, cancellation));
        return known;
    }

    private async Task<StormResult> ArriveAsync(BenchLoad load, Way way, PgBouncerConfiguration? configuration, CancellationToken cancellation)
    {
        BenchPooler? pooler = await servers.OpenAsync(way, configuration, cancellation);
        Storm? storm = null;
        try
        {
            storm = await Storm.ArriveAsync(servers.Connection(way), load.Clients, Short, Patience, time, cancellation);
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

    private int Each(BenchLoad load) =>
        Math.Max(2, (int)(speeds.GetValueOrDefault(load, FirstGuess) * options.Window.TotalSeconds / load.Clients));
}
