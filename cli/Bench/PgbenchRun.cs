using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Cli.Load;
using Infra.Cli.Local;

namespace Infra.Cli.Bench;

/// <summary>What a run of a tool came to.</summary>
/// <param name="PerSecond">Transactions a second that ended well.</param>
/// <param name="Failures">What clients were told, and how often.</param>
internal sealed record RunResult(double PerSecond, ImmutableSortedDictionary<string, long> Failures);

/// <summary>A run of pgbench that also says what got through when it gave up.</summary>
internal static partial class PgbenchRun
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Runs it.</summary>
    /// <param name="load">The load.</param>
    /// <param name="clients">How many of its clients.</param>
    /// <param name="each">
    /// Transactions of each client, which keeps its connection: a time would run while clients connect, since pgbench starts its clock before.
    /// </param>
    /// <param name="seconds">Whole seconds, for clients that connect each time.</param>
    /// <param name="connectionString">Where to.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<RunResult> RunAsync(BenchLoad load, int clients, int each, int seconds, string connectionString, CancellationToken cancellation)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("infra-bench-");
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        try
        {
            string script = Path.Combine(folder.FullName, "script.sql");
            await File.WriteAllTextAsync(script, load.Script, cancellation);
            CommandResult result = await Command.TryRunAsync(
                Arguments(load, script, clients, each, seconds), limit.Token, folder.FullName, environment: Pgbench.Environs(connectionString));
            return Read(result);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(0, ImmutableSortedDictionary<string, long>.Empty.Add($"no end within {Text((int)Longest.TotalSeconds)} s", 1));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What pgbench was told and what it printed.</summary>
    public static RunResult Read(CommandResult result)
    {
        ImmutableSortedDictionary<string, long> failures = Refusals().Matches(result.Error).GroupBy(match => match.Groups[1].Value.Trim())
            .ToImmutableSortedDictionary(group => group.Key, group => (long)group.Count(), StringComparer.Ordinal);
        if (result.ExitCode != 0 && failures.IsEmpty)
            failures = failures.Add(Command.LastLines(result.Error, 1), 1);
        return new(Pgbench.Parse(result.Output)?.PerSecond ?? 0, failures);
    }

    internal static ImmutableArray<string> Arguments(BenchLoad load, string script, int clients, int each, int seconds) =>
    [
        Pgbench.Find()!, "--no-vacuum", $"--file={script}", $"--client={Text(clients)}", $"--jobs={Text(Math.Min(2, clients))}",
        .. load.Tool == LoadTool.PgbenchConnecting ? (string[])["--connect", $"--time={Text(seconds)}"] : [$"--transactions={Text(each)}"],
        $"--protocol={(load.IsPrepared ? "prepared" : "simple")}",
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?:ERROR|FATAL): +(.+)")]
    private static partial Regex Refusals();
}
