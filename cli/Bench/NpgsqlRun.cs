using Infra.Cli.Load;

namespace Infra.Cli.Bench;

/// <summary>A run of clients of Npgsql, which keep their connections and pause for nothing.</summary>
internal static class NpgsqlRun
{
    /// <summary>Holds a server connection for 5 ms, of which the server works for next to none.</summary>
    public static LoadTransaction FiveMilliseconds { get; } = new(LoadStep.Select, LoadStep.Wait(5));

    /// <summary>Six of ten are short, three are several statements over 2 ms, one waits for 10 ms on average.</summary>
    public static IReadOnlyList<LoadTransaction> Mixed { get; } =
    [
        new(Row) { Weight = 6 },
        new(Row, LoadStep.Wait(2), Row) { Weight = 3 },
        new(LoadStep.Wait(10, variation: 1)) { Weight = 1 },
    ];

    private static LoadStep Row => new() { Query = $"SELECT v FROM {BenchLoads.Table} WHERE id = 4711" };

    public static async Task<RunResult> RunAsync(
        BenchLoad load, int clients, TimeSpan duration, string connectionString, TimeProvider time, CancellationToken cancellation)
    {
        await using LoadClients connected = await LoadClients.ConnectAsync(connectionString, clients, time, cancellation);
        LoadRequest request = new()
        {
            Clients = clients,
            Transactions = load.Id == "mixed" ? [.. Mixed] : [FiveMilliseconds],
            // Azure's PgBouncer carries no prepared statements by default, and its clients are told so.
            Prepare = false,
            WarmUp = duration / 4,
            Duration = duration,
            Drain = TimeSpan.FromSeconds(10),
            MostFailures = clients,
        };
        LoadResult result = await connected.RunAsync(request, null, cancellation);
        return new(result.PerSecond, result.Failures);
    }
}
