using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Infra.Cli.Bench;
using Infra.Cli.Load;
using Infra.Cli.Local;
using Infra.Cli.Rendering;
using Command = System.CommandLine.Command;

namespace Infra.Cli.Commands;

/// <summary><c>infra bench</c>: our plan against the defaults of others and against direct connections, on real servers of its own.</summary>
internal static class BenchCommand
{
    private const int MostRounds = 50;

    // On a machine with two processors that has nothing else to do.
    private static readonly TimeSpan QuickLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    public static Command Create(Session session)
    {
        var quick = new Option<bool>("--quick") { Description = $"Shorter runs, at most 3 rounds, and of the loads {string.Join(", ", BenchLoads.Quick)}: below 2 minutes on a quiet machine" };
        var loads = Names("--loads", "Only these loads", [.. BenchLoads.All.Select(load => load.Id)]);
        var peers = Names("--peers", "Only these peers", [.. Peers.All.Select(peer => peer.Id), Way.Direct.Id]);
        var rounds = new Option<int?>("--rounds")
        {
            CustomParser = ReadRounds,
            Description = "How often each is measured at most (default 15, with --quick 3): a load no further once its comparisons are settled, and none in a round that would end after 20 minutes",
        };
        var json = CommonOptions.Json();
        var chart = new Option<string?>("--chart") { Description = "Write the medians as bars into this SVG file" };
        var command = new Command("bench",
            "Measure our plan against the default settings of other poolers and against direct connections, one after the other, on servers of its own; "
            + "exit code 1 where a peer is faster beyond the noise, or the noise is too large to tell. Takes up to 22 minutes, with --quick 2")
        {
            quick, loads, peers, rounds, json, chart,
        };
        command.SetAction((result, cancellation) => RunAsync(
            session,
            Options(result.GetValue(quick), result.GetValue(loads) ?? [], result.GetValue(peers) ?? [], result.GetValue(rounds)),
            result.GetValue(json),
            result.GetValue(chart),
            cancellation));
        return command;
    }

    internal static BenchOptions Options(bool quick, IReadOnlyCollection<string> loads, IReadOnlyCollection<string> peers, int? rounds) => new(
        loads.Count > 0 ? BenchLoads.For(loads) : quick ? BenchLoads.For(BenchLoads.Quick) : BenchLoads.All, Way.For(peers), rounds ?? (quick ? 3 : 15), TimeSpan.FromSeconds(quick ? 0.7 : 2), quick ? QuickLimit : Limit);

    private static async Task<int> RunAsync(Session session, BenchOptions options, bool json, string? chart, CancellationToken cancellation)
    {
        if (chart is not null && Path.GetDirectoryName(Path.GetFullPath(chart)) is var folder && !Directory.Exists(folder))
            throw new UsageException($"--chart: there is no folder {folder}", "name a file in an existing folder");
        if (options.Loads.Any(load => load.Tool is LoadTool.Pgbench or LoadTool.PgbenchConnecting) && Pgbench.Find() is null)
            throw new MachineException("pgbench was not found", null, null, "install PostgreSQL with its contributed programs, or choose loads without it with --loads");

        var result = await Progress.ShowAsync(session.Error, async progress =>
        {
            await using var servers = await BenchServers.StartAsync(
                new LocalFolders(Path.Combine(Path.GetDirectoryName(session.Workspace.StateFolder)!, "bench"), session.Workspace.ToolsFolder),
                session.Clock, progress, cancellation);
            return await new BenchRunner(servers, options, session.Today, progress, session.Clock).RunAsync(cancellation);
        });
        if (json)
            session.WriteJson(BenchJson.Of(result));
        else
            BenchTables.Write(session.Console, result);
        if (chart is not null)
            await File.WriteAllTextAsync(chart, BenchChart.Of(result), cancellation);
        return result.Ok ? ExitCode.Fine : ExitCode.Failed;
    }

    /// <summary>A list of names, with commas or as several arguments.</summary>
    private static Option<string[]> Names(string name, string description, ImmutableArray<string> allowed)
    {
        var option = new Option<string[]>(name) { Description = $"{description}, with commas: {string.Join(", ", allowed)}", Arity = ArgumentArity.OneOrMore };
        option.CompletionSources.Add(_ => allowed.Select(value => new System.CommandLine.Completions.CompletionItem(value)));
        option.CustomParser = result =>
        {
            string[] chosen = [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
            if (chosen.FirstOrDefault(value => !allowed.Contains(value)) is { } unknown)
                result.AddError($"{name}: there is no {unknown}; allowed: {string.Join(", ", allowed)}");
            return chosen;
        };
        return option;
    }

    private static int? ReadRounds(ArgumentResult result)
    {
        var text = result.Tokens.Single().Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds is >= BenchOptions.FewestRounds and <= MostRounds)
            return rounds;
        result.AddError($"--rounds: {text} is not a number of rounds; allowed: {BenchOptions.FewestRounds} to {MostRounds}, since one round shows no noise");
        return null;
    }
}
